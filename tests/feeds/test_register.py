"""The feed register is read leniently where it can be, and refused clearly where it cannot."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cleaning import one_line
from feeds.register import SHIPPED, read_register, write_register
from news.errors import RegisterError
from news.models import Source

KINDS = {"regulator", "agency", "journal", "newsroom", "aggregator"}


def opml(body: str) -> str:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><head/><body>\n{body}\n</body></opml>'


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "feeds.opml"


def refusal_of(register: Path, document: str) -> str:
    register.write_text(document, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_register(register)
    assert str(register) in str(refused.value)
    return refused.value.reason


def test_the_register_that_ships_says_everything_about_each_feed() -> None:
    sources = read_register(SHIPPED)

    assert len(sources) >= 28
    assert all(source.publisher and source.rights and source.kind in KINDS for source in sources)
    assert all(source.url.startswith("https://") for source in sources)
    assert "Medical Xpress" in {source.title for source in sources}


def test_feeds_that_are_free_to_reuse_come_first_in_the_register_that_ships() -> None:
    first = read_register(SHIPPED)[:15]

    free = ("public domain", "CC BY", "Open Government Licence")
    assert all(any(licence in source.rights for licence in free) for source in first)


def test_what_is_written_is_read_back(register: Path) -> None:
    shipped = read_register(SHIPPED)

    register.write_text(write_register(shipped), encoding="utf-8")

    assert read_register(register) == shipped


words = st.text(max_size=30).map(one_line)


@given(
    st.builds(
        Source,
        url=st.integers(1, 99).map("https://example.org/{}?a=1&b=<2>".format),
        title=words.filter(bool),
        publisher=words,
        language=st.sampled_from(["en", "ar", "zh-Hans"]),
        kind=words,
        rights=words,
    )
)
def test_any_words_survive_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory, source: Source
) -> None:
    register = tmp_path_factory.getbasetemp() / "round.opml"

    register.write_text(write_register([source]), encoding="utf-8")

    assert read_register(register) == (source,)


def test_folders_are_flattened_in_order(register: Path) -> None:
    register.write_text(
        opml(
            """<outline text="Abroad"><outline text="Deep">
            <outline text="One" type="rss" xmlUrl="https://one.example/feed"/></outline>
            <outline text="Two" xmlUrl="https://two.example/feed" language="de"/></outline>
            <outline text="Three" xmlURL="https://three.example/feed"/>"""
        )
    )

    sources = read_register(register)

    assert [source.title for source in sources] == ["One", "Two", "Three"]
    assert [source.language for source in sources] == ["en", "de", "en"]


def test_an_address_listed_twice_is_read_once_and_the_first_counts(register: Path) -> None:
    register.write_text(
        opml(
            """<outline text="First" xmlUrl="https://one.example/feed"/>
            <outline text="Other" xmlUrl="https://two.example/feed"/>
            <outline text="Again" xmlUrl="https://ONE.example:443/feed#top"/>"""
        )
    )

    assert [source.title for source in read_register(register)] == ["First", "Other"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "line 1: not well-formed XML: no element found"),
        ("just words", "line 1: not well-formed XML: syntax error"),
        ("<opml>\n<body>\n</opml>", "line 3: not well-formed XML: mismatched tag"),
        ("<rss version='2.0'/>", "line 1: not OPML but <rss>"),
        ("<?xml version='1.0' encoding='klingon'?><opml/>", "line 1: not XML in an encoding"),
        ("<!DOCTYPE opml [<!ENTITY a 'b'>]>\n<opml/>", "line 1: a DTD is not accepted"),
        (opml("<outline text='Empty folder'/>"), "no feeds in it"),
        (opml("<outline text='A' type='rss'/>"), "line 3: a feed without xmlUrl"),
        (opml("<outline text='A' xmlUrl='ftp://example.org/'/>"), "line 3: 'ftp://example.org/'"),
        (opml("\n<outline text='A' xmlUrl='https://a:b@example.org/'/>"), "line 4: "),
    ],
)
def test_what_is_no_register_is_refused_with_a_reason(
    register: Path, document: str, reason: str
) -> None:
    assert refusal_of(register, document).startswith(reason)


def test_a_missing_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="No such file"):
        read_register(tmp_path / "absent.opml")
