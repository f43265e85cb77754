"""Feeds of every make become the same plain entries, or are refused with a reason."""

import contextlib
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.reading.entries import TEXT_LIMIT
from feeds.reading.parser import ENTRY_LIMIT, parse
from news.errors import UnreadableFeedError
from news.feeds import Entry, EntryPolicy, Trouble
from news.fetches import ParsedFeed
from tests.feeds.samples import PROLOG_FEEDPARSER_FAILS_ON, URL, item, rss


def read(body: bytes, content_type: str = "application/xml") -> ParsedFeed:
    return parse(body, content_type, URL, "en")


def only_entry(*items: str) -> Entry:
    (entry,) = read(rss(*items)).entries
    return entry


def test_an_rss_item_becomes_an_entry() -> None:
    feed = read(rss(item(7) + "<category>Measles</category><category>Measles</category>"))

    assert feed.title == "Example Health"
    assert feed.entries == (
        Entry(
            key="id-7",
            url="https://news.example.org/7",
            title="Vaccine trial 7 reports",
            text="Fewer people caught measles in trial 7.",
            published_at=datetime(2026, 6, 8, 8, tzinfo=UTC),
            language="en",
            categories=("Measles",),
        ),
    )


def test_an_atom_entry_becomes_an_entry() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry>
        <id>urn:1</id><title type="html">Salt &amp;amp; stroke</title>
        <link href="/salt?utm_source=feed"/><updated>2026-06-01T08:00:00+02:00</updated>
        <summary type="html">&lt;p&gt;Less salt.&lt;/p&gt;</summary></entry></feed>"""

    (entry,) = read(body, "application/atom+xml").entries

    assert (entry.key, entry.title, entry.text) == ("urn:1", "Salt & stroke", "Less salt.")
    assert entry.url == "https://news.example.org/salt"
    assert entry.published_at == datetime(2026, 6, 1, 6, tzinfo=UTC)


def test_an_rdf_item_becomes_an_entry() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="x"><title>Journal</title></channel>
        <item rdf:about="https://journal.example/1"><title>Sleep</title>
        <link>https://journal.example/1</link><dc:date>2026-06-01</dc:date></item></rdf:RDF>"""

    (entry,) = read(body).entries

    assert (entry.title, entry.url) == ("Sleep", "https://journal.example/1")
    assert entry.published_at == datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "an empty answer, not a feed"),
        (b" \n\t", "an empty answer, not a feed"),
        (b"<!DOCTYPE html><html><p>Are you a robot?", "an HTML page, not a feed"),
        (b"\xef\xbb\xbf\n<HTML lang='en'>", "an HTML page, not a feed"),
        (b"<!-- x --><?xml version='1.0'?><!doctype HTML>", "an HTML page, not a feed"),
        (b"<br/><b>Warning</b>: <!doctype html><html>", "an HTML page, not a feed"),
        (b'{"error": "no"}', "JSON, not a feed"),
        (b"[1, 2]", "JSON, not a feed"),
        (b"/dev/zero", "no RSS or Atom, not a feed"),
        (b"plain words", "no RSS or Atom, not a feed"),
        (b"\x00\xff\xfe\x01" * 100, "no RSS or Atom, not a feed"),
        (b"A list: <item>milk</item> <item/>", "no RSS or Atom, not a feed"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFeedError) as refused:
        read(body)

    assert (refused.value.reason, refused.value.trouble) == (reason, Trouble.NOT_A_FEED)


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><head><title>Just a moment...</title>",
        "<html><title lang='en'>\nValidate User</title>",
        "<html><body><script>window._cf_chl_opt = {}</script>",
        "<html><iframe src='https://geo.captcha-delivery.com/captcha/'>",
    ],
)
def test_a_wall_against_bots_is_named(page: str) -> None:
    with pytest.raises(UnreadableFeedError, match="a wall against bots") as refused:
        read(page.encode(), "text/html")

    assert refused.value.trouble is Trouble.REFUSED


def test_a_feed_of_which_nothing_can_be_read_is_too_damaged() -> None:
    with pytest.raises(UnreadableFeedError, match="too damaged to read: broken XML in line") as no:
        read(b"<rss version=2.0><rss:channel>&")

    assert no.value.trouble is Trouble.UNREADABLE


def test_an_exception_of_the_library_is_damage() -> None:
    with pytest.raises(UnreadableFeedError, match="too damaged to read: feedparser fails on it"):
        read(rss(prolog=PROLOG_FEEDPARSER_FAILS_ON))


def test_a_body_that_spells_a_path_is_not_opened() -> None:
    with pytest.raises(UnreadableFeedError):
        read(__file__.encode())


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss()).entries == ()


def test_a_feed_sent_as_a_web_page_is_read_all_the_same() -> None:
    assert len(read(rss(item()), "text/html; charset=utf-8").entries) == 1
    assert read(rss(), "text/html").entries == ()


@pytest.mark.parametrize(
    "character", ["&#xD800;", "&#0;", "&amp;#x202e;", "\u202e", "&#65535;"], ids=ascii
)
def test_no_character_of_an_entry_can_hurt_a_database_or_a_reader(character: str) -> None:
    words = f"a{character}b"
    entry = only_entry(
        f"<title>{words}</title><guid>{words}</guid><link>https://e.example/{words}</link>"
        f"<category>{words}</category><description>{words}</description>"
    )

    everything = " ".join((entry.key, entry.url, entry.title, entry.text, *entry.categories))
    assert everything.encode()
    assert not set(everything) & {"\u202e", "\x00", "\ud800"}


# ── Names ────────────────────────────────────────────────────────────────────────────────────────


def test_an_entry_is_named_by_its_id() -> None:
    entries = read(rss(*(item(n) for n in range(3)))).entries

    assert sorted(entry.key for entry in entries) == ["id-0", "id-1", "id-2"]


def test_a_feed_without_ids_is_told_apart_by_links_and_says_so() -> None:
    items = [f"<title>{n}</title><link>https://e.example/{n}</link>" for n in range(3)]

    feed = read(rss(*items))

    assert feed.policy is EntryPolicy.LINK
    assert [entry.key for entry in feed.entries] == [f"https://e.example/{n}" for n in range(3)]


def test_a_feed_is_told_apart_by_what_is_asked_for() -> None:
    body = rss(*(item(n) for n in range(3)))

    feed = parse(body, "", URL, "en", EntryPolicy.LINK_DATE)

    assert feed.policy is EntryPolicy.LINK_DATE
    assert {len(entry.key) for entry in feed.entries} == {64}


def test_an_id_shared_by_all_entries_names_none_of_them() -> None:
    items = [
        f"<title>{n}</title><guid isPermaLink='false'>same</guid><link>https://e.example/{n}</link>"
        for n in range(10)
    ]

    assert len(read(rss(*items)).entries) == 10


def test_a_name_stays_when_the_feed_moves() -> None:
    body = rss("<title>A</title><guid>12345</guid><link>/a</link>")

    here, there = (parse(body, "", f"https://{host}/feed", "en") for host in ("a.org", "b.org"))

    assert here.entries[0].key == there.entries[0].key == "12345"
    assert there.entries[0].url == "https://b.org/a"


@settings(deadline=None)
@given(st.permutations(range(8)), st.integers(1, 8))
def test_names_stay_when_entries_come_in_another_order_or_not_at_all(
    order: list[int], count: int
) -> None:
    whole = read(rss(*(item(n) for n in range(8))))

    part = read(rss(*(item(n) for n in order[:count])))

    assert set(part.entries) <= set(whole.entries)


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


def test_a_missing_title_is_borrowed_from_the_text() -> None:
    sentence = "Sleep was longer in the group that walked. " * 9

    entry = only_entry(f"<description>{sentence}</description><guid>1</guid>")

    assert sentence.startswith(entry.title.removesuffix("…"))
    assert len(entry.title) <= 120


def test_an_entry_without_title_text_and_link_is_dropped() -> None:
    assert read(rss("<guid isPermaLink='false'>1</guid>")).entries == ()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://me:secret@e.example/", "http://["]
)
def test_a_link_that_could_surprise_is_left_out(link: str) -> None:
    assert only_entry(f"<title>A</title><link>{link}</link><guid>1</guid>").url == ""


def test_the_abstract_is_taken_where_the_summary_is_only_a_reference() -> None:
    abstract = "We followed people for ten years. " * 10

    entry = only_entry(
        "<title>A</title><guid>1</guid><description>Volume 3, page 7.</description>"
        f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>{abstract}"
        "</content:encoded>"
    )

    assert entry.text == abstract.strip()


def test_a_text_is_kept_up_to_its_limit() -> None:
    entry = only_entry(f"<title>A</title><description>{'word ' * 5_000}</description>")

    assert TEXT_LIMIT - 10 < len(entry.text) <= TEXT_LIMIT


def test_an_id_that_is_no_address_is_no_link() -> None:
    assert only_entry("<title>A</title><guid>12345</guid>").url == ""
    assert only_entry("<title>A</title><guid>https://e.example/1</guid>").url


def test_a_link_that_is_no_web_page_is_taken_where_there_is_no_other() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>A</title>
        <link rel="self" href="/1.atom"/>
        <link rel="alternate" type="application/pdf" href="/1.pdf"/></entry></feed>"""

    (entry,) = read(body).entries

    assert entry.url == "https://news.example.org/1.pdf"


@pytest.mark.parametrize("element", ["tags", "content", "links", "summary", "published_parsed"])
def test_elements_that_feedparser_does_not_expect_do_no_harm(element: str) -> None:
    for inside in ("words", "sixsix", "<x>words</x>", f"<{element} a='b'>words</{element}>"):
        entry = only_entry(f"<title>A</title><guid>1</guid><{element} z='1'>{inside}</{element}>")

        assert entry.title == "A"


# ── The whole feed ───────────────────────────────────────────────────────────────────────────────


def test_only_the_newest_entries_of_a_long_feed_are_kept() -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    items = [
        f"<title>{n}</title><guid>{n}</guid>"
        f"<pubDate>{start + timedelta(days=n):%a, %d %b %Y} 00:00:00 GMT</pubDate>"
        for n in range(ENTRY_LIMIT + 50)
    ]

    entries = read(rss(*items)).entries

    assert [entry.title for entry in entries[:2]] == ["349", "348"]
    assert len(entries) == ENTRY_LIMIT


SY = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("<ttl>60</ttl>", 60),
        ("<ttl> 15 </ttl>", 15),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        (f"<sy:updatePeriod {SY}>hourly</sy:updatePeriod>", 60),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", 24 * 60),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            6 * 60,
        ),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><ttl>90</ttl>", 90),
        ("<sy:updatePeriod>never</sy:updatePeriod>", None),
        ("<sy:updateFrequency>4</sy:updateFrequency>", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone_is_read(said: str, minutes: int | None) -> None:
    feed = read(rss(channel=said))

    assert feed.ttl == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("said", "language"),
    [("de-AT", "de-AT"), (" pt_BR ", "pt-BR"), ("English, mostly", ""), ("", "")],
)
def test_the_language_of_a_feed_is_read(said: str, language: str) -> None:
    assert read(rss(channel=f"<language>{said}</language>")).language == language


def test_the_language_of_an_atom_feed_is_read() -> None:
    body = b"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>A</title></feed>"

    assert read(body).language == "fr"


def test_a_feed_in_order_has_no_damage() -> None:
    for content_type in ("application/rss+xml", "text/xml", "text/html", ""):
        assert read(rss(item(), "<title>é</title>"), content_type).damage == ""


@pytest.mark.parametrize(
    ("body", "damage"),
    [
        (rss("<title>A & B</title>"), "broken XML in line 1"),
        (rss("<title>caf\u00e9</title>").decode().encode("cp1252"), "read as windows-1252"),
    ],
)
def test_damage_is_told(body: bytes, damage: str) -> None:
    assert damage in read(body).damage


def test_what_a_feed_can_make_of_itself_is_bounded() -> None:
    much = "\U0001f600" * 6_000
    tags = "".join(f"<category>{number}{much}</category>" for number in range(60))
    greedy = (
        f"<title>{much}</title><guid>{much}</guid><link>https://e.example/{'x' * 2_000}</link>"
        f"<description>{much}</description>{tags}"
    )

    feed = read(rss(greedy, *(item(n) for n in range(ENTRY_LIMIT + 20)), channel=much))

    assert len(feed.entries) == ENTRY_LIMIT
    sizes = [len(pickle.dumps(entry)) for entry in feed.entries]
    assert 40_000 < max(sizes) < 50_000


# ── Anything ─────────────────────────────────────────────────────────────────────────────────────

pieces = st.sampled_from(
    (
        *("<item>", "</item>", "<title>", "<link>", "<guid>", "<category/>", "<content:encoded>"),
        *("<pubDate>1</pubDate>", "<![CDATA[", "]]>", "<!DOCTYPE", "&#x1;", "&amp;", "http://["),
        *("é", "\x00", "<entry>", "<tags>", "<content>", "<summary type='xhtml'>", "<!--", "-->"),
        *("<rss:item>", "</rss:item>", "<?xml version='1.0'?>", "{", '"', "jsonfeed.org/version"),
    )
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=30).map(lambda parts: rss("".join(parts))) | st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        entries = read(body).entries
    except UnreadableFeedError:
        return

    assert len({entry.key for entry in entries}) == len(entries)
    assert all(entry.title and entry.key for entry in entries)


SOUND = rss(*(item(n) for n in range(6)), prolog='<?xml version="1.0" encoding="utf-8"?>')
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Example</title><entry><id>urn:1</id><title type="html">Salt &amp;amp; stroke</title>
<link href="/salt"/><updated>2026-06-01T08:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Less <b>salt</b> &#8211; less.</p></div></content>
</entry></feed>"""
JSON = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Example", "items": [{"id": "1",'
    b' "title": "A \\u00e9", "content_html": "<p>B", "date_published": "2026-06-08T08:00:00Z"}]}'
)


@settings(deadline=None)
@given(
    st.sampled_from([SOUND, ATOM, JSON, SOUND.decode().encode("utf-16")]),
    st.floats(0, 1),
    st.binary(max_size=3),
)
def test_a_feed_cut_or_broken_anywhere_is_read_or_refused(
    body: bytes, place: float, instead: bytes
) -> None:
    at = int(len(body) * place)

    for broken in (body[:at], body[:at] + instead + body[at + len(instead) :]):
        with contextlib.suppress(UnreadableFeedError):
            assert isinstance(parse(broken, "text/xml", URL, "en"), ParsedFeed)
