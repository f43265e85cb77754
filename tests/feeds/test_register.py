"""The operator's register is read strictly, other readers' files leniently; nothing is lost."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.register import KINDS, read_foreign, read_register, write_register
from news.errors import RegisterError
from news.feeds import Shows, Source


def opml(body: str) -> str:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><head/><body>\n{body}\n</body></opml>'


def feed(attributes: str = "", number: int = 1) -> str:
    return f'<outline text="A" xmlUrl="https://example.org/{number}" {attributes}/>'


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "feeds.opml"


def read(register: Path, document: str) -> tuple[Source, ...]:
    register.write_text(document, encoding="utf-8")
    return read_register(register)


def refusal_of(register: Path, document: str) -> str:
    register.write_text(document, encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_register(register)
    assert str(refused.value) == f"{register}: {refused.value.reason}"
    assert len(str(refused.value).splitlines()) == 1
    return refused.value.reason


def test_a_line_of_the_register_says_what_we_may_do_with_a_feed(register: Path) -> None:
    (source,) = read(
        register,
        opml(
            """<outline text="Abroad"><outline type="rss" title="A &amp; B" text="A &amp; B"
            publisher="P" language="de" kind="journal" rights="CC BY" shows="full" on="no"
            xmlUrl="https://example.org/feed" htmlUrl="https://example.org/" /></outline>"""
        ),
    )

    assert source == Source(
        url="https://example.org/feed",
        title="A & B",
        publisher="P",
        language="de",
        kind="journal",
        rights="CC BY",
        shows=Shows.FULL,
        is_on=False,
        folder="Abroad",
        attributes=(("htmlUrl", "https://example.org/"),),
    )


def test_what_is_not_said_is_taken_as_usual(register: Path) -> None:
    assert read(register, opml('<outline xmlUrl="https://example.org/feed"/>')) == (
        Source(url="https://example.org/feed", title="https://example.org/feed"),
    )


@pytest.mark.parametrize(
    ("names", "title", "attributes"),
    [
        ('text="Both" title="Both"', "Both", ()),
        ('text="Mine" title="Theirs"', "Theirs", (("text", "Mine"),)),
        ('text="Only"', "Only", ()),
        ('title="Only"', "Only", ()),
        ('TITLE="Only" Text=" "', "Only", ()),
    ],
)
def test_a_feed_is_called_by_its_title_and_a_users_name_for_it_is_kept(
    register: Path, names: str, title: str, attributes: tuple[tuple[str, str], ...]
) -> None:
    (source,) = read(register, opml(f'<outline {names} xmlUrl="https://example.org/"/>'))

    assert (source.title, source.attributes) == (title, attributes)


@pytest.mark.parametrize(
    "again",
    [
        "https://ONE.example:443/feed#top",
        "http://one.example/feed/",
        "https://www.one.example/feed?utm_source=x",
    ],
)
def test_an_address_listed_twice_is_read_once_and_the_first_counts(
    register: Path, again: str
) -> None:
    sources = read(
        register,
        opml(
            f"""<outline text="First" xmlUrl="https://one.example/feed"/>
            <outline text="Other" xmlUrl="https://two.example/feed"/>
            <outline text="Again" xmlUrl={quoteattr(again)}/>"""
        ),
    )

    assert [source.title for source in sources] == ["First", "Other"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<outline text='Empty folder'/>", "no feeds in it"),
        ("<outline text='A' type='rss'/>", "line 3: a feed without xmlUrl"),
        ("<outline text='A' xmlUrl='ftp://example.org/'/>", "line 3: 'ftp://example.org/' is not"),
        ("\n<outline text='A' xmlUrl='https://a:b@example.org/'/>", "line 4: "),
        (feed('shows="all"'), "line 3: shows='all': expected title, extract, full"),
        (feed('kind="blog"'), f"line 3: kind='blog': expected {', '.join(KINDS)}"),
        (feed('on="true"'), "line 3: on='true': expected yes, no"),
        (feed('on="No"'), "line 3: on='No': expected yes, no"),
        (feed() + "\n" + feed(f'kind="{"x" * 999}"', 2), f"line 4: kind='{'x' * 60}…': expected"),
    ],
)
def test_a_mistake_in_the_operators_own_register_is_named_with_its_line(
    register: Path, body: str, reason: str
) -> None:
    assert refusal_of(register, opml(body)).startswith(reason)


def test_one_bad_line_of_another_programs_file_does_not_cost_the_others(register: Path) -> None:
    register.write_text(
        opml(
            f"""{feed()}
            <outline text="Gone" type="rss"/>
            <outline text="Old" xmlUrl="feed://example.org/x"/>
            {feed('kind="blog" on="1" shows="everything"', 2)}"""
        )
    )

    reading = read_foreign(register)

    assert [source.url for source in reading.sources] == [
        "https://example.org/1",
        "https://example.org/2",
    ]
    assert reading.sources[1] == Source(url="https://example.org/2", title="A")
    assert [fault.partition(":")[0] for fault in reading.faults] == [
        "line 4",
        "line 5",
        "line 6",
        "line 6",
        "line 6",
    ]


def test_a_file_in_which_no_line_is_good_is_refused(register: Path) -> None:
    register.write_text(opml("<outline text='A' type='rss'/>"))

    with pytest.raises(RegisterError, match="a feed without xmlUrl"):
        read_foreign(register)


# In the manner of what other readers export; the feeds are made up.
FEEDLY = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
    <head><title>My subscriptions</title></head>
    <body>
        <outline text="Health" title="Health">
            <outline type="rss" text="Clinic Notes" title="Clinic Notes"
                xmlUrl="https://clinic.example/rss" htmlUrl="https://clinic.example"/>
            <outline type="rss" text="Ward Round" title="Ward Round"
                xmlUrl="http://ward.example/feed/" htmlUrl="http://ward.example"/>
        </outline>
        <outline text="Must read" title="Must read">
            <outline type="rss" text="Clinic Notes" title="Clinic Notes"
                xmlUrl="https://clinic.example/rss" htmlUrl="https://clinic.example"/>
        </outline>
    </body>
</opml>"""
MINIFLUX = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
    <head><title>Exported</title><dateCreated>Sun, 22 Nov 2026 10:00:00 UTC</dateCreated></head>
    <body>
        <outline text="All">
            <outline title="Clinic Notes" text="Clinic Notes" xmlUrl="https://clinic.example/rss"
                htmlUrl="https://clinic.example" description="What happens on &quot;ward 5&quot;"
                type="rss"></outline>
        </outline>
    </body>
</opml>"""
FRESHRSS = """<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.example/opml" version="2.0">
  <head><title>FreshRSS</title></head>
  <body>
    <outline text="Health" frss:opmlUrl="">
      <outline text="Clinic Notes" type="rss" xmlUrl="https://clinic.example/rss"
        htmlUrl="https://clinic.example/" description="Notes" frss:priority="important"
        frss:cssFullContent="main &gt; p"/>
    </outline>
    <outline text="Ward Round" type="JSONFeed" xmlUrl="https://ward.example/feed.json"/>
  </body>
</opml>"""
NEWSBLUR = """<?xml version='1.0' encoding='utf-8'?>
<opml version="1.1">
  <head><title>NewsBlur Feeds</title><dateModified>2026-11-22 10:00</dateModified></head>
  <body>
    <outline htmlUrl="https://clinic.example" text="Clinic Notes" title="Clinic Notes" type="rss"
      version="RSS" xmlUrl="https://clinic.example/rss"/>
    <outline text="Health" title="Health"><outline text="Heart" title="Heart">
      <outline htmlUrl="https://ward.example" text="Ward Round" title="Ward Round" type="rss"
        version="RSS" xmlUrl="https://ward.example/feed"/>
    </outline></outline>
  </body>
</opml>"""
INOREADER = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
<head><title>Subscriptions from a reader</title></head>
<body>
<outline text="News/Health" title="News/Health">
<outline text="Клиника" title="Клиника" type="rss" xmlUrl="https://clinic.example/rss?a=1&amp;b=2"
 htmlUrl="https://clinic.example/"/>
</outline>
</body>
</opml>"""
NETNEWSWIRE = """<?xml version="1.0" encoding="UTF-8"?>
<!-- OPML generated by a reader -->
<opml version="1.1">
  <head><title>Subscriptions-OnMyMac.opml</title></head>
  <body>
    <outline text="Health" title="Health">
      <outline text="My clinic" title="Clinic Notes" description="" type="rss" version="RSS"
        htmlUrl="https://clinic.example/" xmlUrl="https://clinic.example/rss"/>
    </outline>
  </body>
</opml>"""


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (FEEDLY, [("Clinic Notes", "Health"), ("Ward Round", "Health")]),
        (MINIFLUX, [("Clinic Notes", "All")]),
        (FRESHRSS, [("Clinic Notes", "Health"), ("Ward Round", "")]),
        (NEWSBLUR, [("Clinic Notes", ""), ("Ward Round", "Health/Heart")]),
        (INOREADER, [("Клиника", "News\\/Health")]),
        (NETNEWSWIRE, [("Clinic Notes", "Health")]),
    ],
    ids=["Feedly", "Miniflux", "FreshRSS", "NewsBlur", "Inoreader", "NetNewsWire"],
)
def test_what_other_readers_export_is_read_and_given_back(
    register: Path, document: str, found: list[tuple[str, str]]
) -> None:
    register.write_text(document, encoding="utf-8")
    reading = read_foreign(register)

    assert [(source.title, source.folder) for source in reading.sources] == found
    assert reading.faults == ()
    assert read(register, write_register(reading.sources)) == reading.sources


def test_what_another_reader_needs_and_we_do_not_is_given_back(register: Path) -> None:
    written = write_register(read(register, FRESHRSS))

    assert '<outline text="Health">' in written
    assert 'xmlns:frss="https://freshrss.example/opml"' in written
    assert 'frss:cssFullContent="main &gt; p"' in written


# Any OPML that a file can hold, with the names that mean something to us among the others.
_PRINTED = st.characters(
    codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
)
_words = st.text(_PRINTED | st.sampled_from("/\\\"'<>&\n"), max_size=20)
_names = st.sampled_from(
    [
        "text",
        "Text",
        "title",
        "TITLE",
        "type",
        "language",
        "publisher",
        "rights",
        "htmlUrl",
        "description",
        "Ключ",
        "x:y",
        "ns:z",
        "xml:lang",
        "xmlns",
        "xmlns:ns",
        "xmlns:x",
        "xmlns:xml",
    ]
)
_settings = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from([*KINDS, "blog", ""]),
        "shows": st.sampled_from([*Shows, "all"]),
        "on": st.sampled_from(["yes", "no", "1"]),
        "xmlURL": st.just("https://example.org/other"),
    },
)
_feeds = st.builds(
    lambda said, ours, number: _element(said | ours | {"xmlUrl": f"https://example.org/{number}"}),
    st.dictionaries(_names, _words, max_size=5),
    _settings,
    st.integers(1, 9),
)


def _element(attributes: dict[str, str], within: str = "") -> str:
    said = " ".join(f"{name}={quoteattr(text)}" for name, text in attributes.items())
    return f"<outline {said}>{within}</outline>"


_bodies = st.recursive(
    _feeds,
    lambda inner: st.builds(
        lambda name, all_inner: _element({"text": name}, "".join(all_inner)),
        _words,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(_bodies)
def test_whatever_is_read_survives_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory, body: str
) -> None:
    register = tmp_path_factory.getbasetemp() / "round.opml"
    document = f'<opml version="2.0" xmlns:ns="urn:ns"><body>{body}</body></opml>'
    register.write_text(document, encoding="utf-8", newline="")
    first = read_foreign(register).sources

    register.write_text(write_register(first), encoding="utf-8", newline="")

    assert read_register(register) == first
