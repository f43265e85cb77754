"""OPML of any reader is read with its folders, and nothing in it can hurt."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.opml import (
    DEEPEST,
    LONGEST,
    MOST_BYTES,
    MOST_FEEDS,
    Outline,
    join_folders,
    read_outlines,
    split_folders,
    write_outlines,
)
from news.errors import RegisterError

FEED = '<outline text="A" xmlUrl="https://a.example/feed"/>'


def opml(body: str, root: str = '<opml version="2.0">') -> str:
    return f'<?xml version="1.0"?>\n{root}<head/><body>\n{body}\n</body></opml>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feeds.opml"


def read(file: Path, document: str) -> list[Outline]:
    file.write_text(document, encoding="utf-8")
    return read_outlines(file)


def refusal_of(file: Path, document: str) -> str:
    with pytest.raises(RegisterError) as refused:
        read(file, document)
    assert len(str(refused.value).splitlines()) == 1
    return refused.value.reason


@given(st.lists(st.text(min_size=1)))
@example(["a/", "b"])
@example(["a", "/b"])
@example(["\\", "/\\/"])
def test_folders_come_apart_as_they_were_joined(names: list[str]) -> None:
    assert split_folders(join_folders(names)) == names


def test_plain_folders_are_joined_with_a_slash() -> None:
    assert join_folders(["Health", "Heart"]) == "Health/Heart"


def test_a_feed_knows_its_folders_its_line_and_its_attributes_in_order(file: Path) -> None:
    found = read(
        file,
        opml(
            """<outline text="Health"><outline title="Heart">
            <outline type="rss" zebra="1" xmlUrl="https://a.example/" ant="2"/></outline>
            <outline text="B" xmlUrl="https://b.example/"/></outline>
            <outline><outline text="C" xmlUrl="https://c.example/"/></outline>"""
        ),
    )

    assert [(each.folder, each.line) for each in found] == [
        ("Health/Heart", 4),
        ("Health", 5),
        ("", 6),
    ]
    assert [name for name, _ in found[0].attributes] == ["type", "zebra", "xmlUrl", "ant"]


def test_what_stands_within_a_feed_stands_in_the_folder_of_the_feed(file: Path) -> None:
    found = read(
        file,
        opml(
            """<outline text="F"><outline text="A" xmlUrl="https://a.example/">
            <outline text="B" xmlUrl="https://b.example/"/></outline></outline>"""
        ),
    )

    assert [each.folder for each in found] == ["F", "F"]


def test_names_of_attributes_and_elements_may_be_in_any_case(file: Path) -> None:
    (found,) = read(
        file, '<OPML><Body><OUTLINE TEXT=" A \n b " XMLURL="https://a.example/"/></Body></OPML>'
    )

    assert found.get("text") == "A b"
    assert found.get("xmlUrl") == "https://a.example/"
    assert found.get("title") == ""


def test_a_prefix_brings_its_namespace_along_from_the_root(file: Path) -> None:
    root = '<opml version="2.0" xmlns:ours="https://ours.example/ns" xmlns="http://opml.org/spec2">'
    feed = '<outline text="A" ours:css="p" stray:x="1" xml:lang="fr" xmlUrl="https://a.example/"/>'

    (found,) = read(file, opml(feed, root))

    assert list(found.attributes) == [
        ("text", "A"),
        ("xmlns:ours", "https://ours.example/ns"),
        ("ours:css", "p"),
        ("xml:lang", "fr"),
        ("xmlUrl", "https://a.example/"),
    ]
    assert read(file, write_outlines([found]))[0].attributes == found.attributes


def test_folders_are_written_nested_and_once_for_neighbours() -> None:
    feeds = [("a", "F/G"), ("b", "F/G"), ("c", "F"), ("d", ""), ("e", "F")]

    written = write_outlines(
        Outline(attributes=[("text", text)], folder=folder) for text, folder in feeds
    )

    assert [line.strip() for line in written.splitlines()[4:-2]] == [
        '<outline text="F">',
        '<outline text="G">',
        '<outline text="a"/>',
        '<outline text="b"/>',
        "</outline>",
        '<outline text="c"/>',
        "</outline>",
        '<outline text="d"/>',
        '<outline text="F">',
        '<outline text="e"/>',
        "</outline>",
    ]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "line 1: not well-formed XML: no element found"),
        ("just words", "line 1: not well-formed XML: syntax error"),
        ("<opml>\n<body>\n</opml>", "line 3: not well-formed XML: mismatched tag"),
        ("<opml>\n<body>&nbsp;</body></opml>", "line 2: not well-formed XML: undefined entity"),
        ("<rss version='2.0'/>", "line 1: not OPML but <rss>"),
        ("<?xml version='1.0' encoding='klingon'?><opml/>", "line 1: not XML in an encoding"),
        ("<!DOCTYPE opml [<!ENTITY a 'b'>]>\n<opml/>", "line 1: a DTD is not accepted"),
        ("<!DOCTYPE opml SYSTEM 'file:///etc/passwd'>\n<opml/>", "line 1: a DTD is not accepted"),
    ],
)
def test_what_is_no_opml_is_refused_with_a_reason(file: Path, document: str, reason: str) -> None:
    assert refusal_of(file, document).startswith(reason)


def test_a_missing_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="No such file"):
        read_outlines(tmp_path / "absent.opml")


def test_a_folder_instead_of_a_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="Is a directory"):
        read_outlines(tmp_path)


def test_a_file_of_fifty_megabytes_is_refused_and_not_read_to_its_end(file: Path) -> None:
    with file.open("wb") as hole:
        hole.truncate(50_000_000)

    with pytest.raises(RegisterError, match=f"larger than {MOST_BYTES // 1_000_000} MB"):
        read_outlines(file)


def test_a_hundred_thousand_feeds_are_refused(file: Path) -> None:
    assert f"more than {MOST_FEEDS:,} feeds" in refusal_of(file, opml((FEED + "\n") * 100_000))


def test_ten_thousand_feeds_are_read(file: Path) -> None:
    assert len(read(file, opml(FEED * MOST_FEEDS))) == MOST_FEEDS


@pytest.mark.parametrize("folder", ['<outline text="x">', "<outline>", "<body>"])
def test_an_abyss_of_folders_is_refused(file: Path, folder: str) -> None:
    assert f"nested deeper than {DEEPEST}" in refusal_of(file, opml(folder * 100_000))


def test_the_deepest_feed_is_written_and_read_back(file: Path) -> None:
    found = read(
        file, "<opml>" + "<outline text='x'>" * DEEPEST + FEED + "</outline>" * DEEPEST + "</opml>"
    )

    assert [each.folder for each in found] == ["/".join("x" * DEEPEST)]
    assert [each.folder for each in read(file, write_outlines(found))] == [found[0].folder]


def test_a_very_long_name_of_a_folder_is_cut_once(file: Path) -> None:
    found = read(file, opml(f'<outline text="{"ab " * 999}">{FEED}</outline>'))

    assert len(found[0].folder) <= 200
    assert read(file, write_outlines(found))[0].folder == found[0].folder


@pytest.mark.parametrize(
    "document",
    [
        opml(f'<outline text="A" note="{"x" * 1_000_000}" xmlUrl="https://a.example/"/>'),
        opml(f'<outline text="{"x" * 1_000_000}">{FEED}</outline>'),
        opml(FEED, f'<opml version="2.0" xmlns:a="{"x" * 1_000_000}">'),
        opml("<outline " + "".join(f"a{n}='' " for n in range(9_000)) + "text='A'/>"),
    ],
    ids=["attribute", "folder", "root", "many attributes"],
)
def test_attributes_of_a_megabyte_are_refused(file: Path, document: str) -> None:
    assert f"one element says more than {LONGEST:,} characters" in refusal_of(file, document)
