"""Feeds of every make become the same plain entries, or are refused with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parser import ENTRY_LIMIT, TEXT_LIMIT, parse
from news.errors import UnreadableFeedError
from news.fetches import ParsedFeed
from news.models import Entry
from tests.feeds.samples import URL, item, rss


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
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed, not readable yet"),
        (b'{"error": "no"}', "JSON, not a feed"),
        (b"/dev/zero", "no RSS or Atom, not a feed"),
        (b"plain words", "no RSS or Atom, not a feed"),
        (b"\x00\xff\xfe\x01" * 100, "no RSS or Atom, not a feed"),
        (b"<rss version=2.0><rss:channel>&", "a feed so damaged that no entry can be read"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFeedError) as refused:
        read(body)

    assert refused.value.reason == reason


def test_an_exception_of_the_library_is_an_unreadable_feed() -> None:
    body = rss("<title>&path;</title>", prolog='<!DOCTYPE rss [\n<!ENTITY path "C:\\data">]>')

    with pytest.raises(UnreadableFeedError, match="too damaged to read"):
        read(body)


@pytest.mark.parametrize("number", ["xD83D", "55357", "1114112", "9" * 30, "x" + "F" * 30])
def test_a_number_that_is_no_character_costs_only_itself(number: str) -> None:
    entry = only_entry(f"<title>Flu &#{number}; season &#233;</title><guid>1</guid>")

    assert entry.title == "Flu season é"


def test_a_body_that_spells_a_path_is_not_opened() -> None:
    with pytest.raises(UnreadableFeedError):
        read(__file__.encode())


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss()).entries == ()


def test_a_feed_sent_as_a_web_page_is_read_all_the_same() -> None:
    assert len(read(rss(item()), "text/html; charset=utf-8").entries) == 1
    assert read(rss(), "text/html").entries == ()


def test_a_feed_that_breaks_off_gives_the_entries_it_has() -> None:
    whole = rss(item(1), item(2), item(3))

    entries = read(whole[: whole.index(b"trial 3")]).entries

    assert {"id-1", "id-2"} <= {entry.key for entry in entries}


def test_windows_text_that_claims_to_be_utf_8_is_read() -> None:
    body = rss("<title>Caf\u00e9 \u2013 study</title><guid>1</guid>").decode()

    (entry,) = read(body.encode("cp1252"), "text/xml; charset=utf-8").entries

    assert entry.title == "Café – study"


def test_named_characters_of_html_are_read() -> None:
    assert only_entry("<title>Heart&nbsp;&amp; lung</title><guid>1</guid>").title == "Heart & lung"


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


def test_an_entry_is_named_by_its_id_else_by_its_link_else_by_its_words() -> None:
    entries = read(
        rss(
            "<title>A</title><guid>a</guid><link>https://e.example/a</link>",
            "<title>B</title><link>https://e.example/b</link>",
            "<title>C</title>",
        )
    ).entries

    assert [entry.key for entry in entries[:2]] == ["a", "https://e.example/b"]
    assert len(entries[2].key) == 64


def test_the_first_of_two_entries_with_one_name_is_kept() -> None:
    entries = read(
        rss(
            "<title>New</title><guid>1</guid>",
            "<title>Old</title><guid>1</guid>",
            "<title>Other</title><guid>2</guid>",
        )
    ).entries

    assert [entry.title for entry in entries] == ["New", "Other"]


def test_an_id_shared_by_all_entries_names_none_of_them() -> None:
    items = [
        f"<title>{n}</title><guid isPermaLink='false'>same</guid><link>https://e.example/{n}</link>"
        for n in range(10)
    ]

    assert len(read(rss(*items)).entries) == 10


def test_a_link_shared_by_all_entries_names_none_of_them() -> None:
    items = [f"<title>{n}</title><link>https://e.example/</link>" for n in range(10)]

    assert len(read(rss(*items)).entries) == 10


def test_an_endless_id_is_shortened_to_a_name_that_stays_the_same() -> None:
    long_id = f"<title>A</title><guid isPermaLink='false'>{'x' * 5_000}</guid>"

    assert only_entry(long_id).key == only_entry(long_id).key
    assert len(only_entry(long_id).key) == 64


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


def test_a_name_stays_when_the_feed_moves() -> None:
    body = rss("<title>A</title><guid>12345</guid><link>/a</link>")

    here, there = (parse(body, "", f"https://{host}/feed", "en") for host in ("a.org", "b.org"))

    assert here.entries[0].key == there.entries[0].key == "12345"
    assert there.entries[0].url == "https://b.org/a"


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("Mon, 08 Jun 2026 10:00:00 +0200", datetime(2026, 6, 8, 8, tzinfo=UTC)),
        ("Tue, 08 Jun 2099 10:00:00 GMT", datetime(2099, 6, 8, 10, tzinfo=UTC)),
        ("1763800000", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("31 February 2026", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_read_where_it_is_credible(date: str, read_as: datetime | None) -> None:
    entry = only_entry(f"<title>A</title><guid>1</guid><pubDate>{date}</pubDate>")

    assert entry.published_at == read_as


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


@pytest.mark.parametrize(
    ("ttl", "read_as"), [("60", 60), (" 15 ", 15), ("0", None), ("-5", None), ("soon", None)]
)
def test_the_time_to_live_is_read(ttl: str, read_as: int | None) -> None:
    feed = read(rss(channel=f"<ttl>{ttl}</ttl>"))

    assert feed.ttl == (timedelta(minutes=read_as) if read_as else None)


# ── Anything ─────────────────────────────────────────────────────────────────────────────────────

pieces = st.sampled_from(
    (
        *("<item>", "</item>", "<title>", "<link>", "<guid>", "<category/>", "<content:encoded>"),
        *("<pubDate>1</pubDate>", "<![CDATA[", "]]>", "<!DOCTYPE", "&#x1;", "&amp;", "http://["),
        *("é", "\x00"),
    )
)


@given(st.lists(pieces, max_size=30).map(lambda parts: rss("".join(parts))) | st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        entries = read(body).entries
    except UnreadableFeedError:
        return

    assert len({entry.key for entry in entries}) == len(entries)
    assert all(entry.title and entry.key for entry in entries)
