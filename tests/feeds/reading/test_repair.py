"""Feeds that are not quite XML give their entries all the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.reading.parser import parse
from feeds.reading.repair import mended
from news.fetches import ParsedFeed
from tests.feeds.samples import PROLOG_FEEDPARSER_FAILS_ON, URL, item, rss

XML = "application/xml"
DECLARED = '<?xml version="1.0" encoding="utf-8"?>'


def read(body: bytes, content_type: str = XML) -> ParsedFeed:
    return parse(body, content_type, URL, "en")


def titles(body: bytes, content_type: str = XML) -> set[str]:
    return {entry.title for entry in read(body, content_type).entries}


SOUND = rss(item(1), item(2), item(3), prolog=DECLARED)
TITLES = titles(SOUND)


def test_a_sound_feed_stays_as_it_is() -> None:
    assert mended(SOUND, XML) == SOUND
    assert len(TITLES) == 3


# ── Before the feed ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "before",
    [
        b"\n \t",
        b"\r\n" * 9_000,
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\n",
        b"<!-- made by hand -->\n",
        b"<!-- an <rss> comment -->\n",
        b"<br />\n<b>Warning</b>: in <b>/srv/feed.php</b> on line <b>7</b><br />\n",
        b"Notice: Undefined index: page in feed.php on line 3\n",
        b"\0\0\0\0",
    ],
)
@pytest.mark.parametrize("body", [SOUND, SOUND.removeprefix(DECLARED.encode())])
def test_what_stands_before_a_feed_is_passed_over(before: bytes, body: bytes) -> None:
    feed = read(before + body)

    assert {entry.title for entry in feed.entries} == TITLES
    assert feed.damage == ""


def test_a_feed_that_calls_itself_a_page_is_a_feed() -> None:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://e.example/x.dtd">'

    assert titles(rss(item(), prolog=f'<?xml version="1.0"?>{doctype}\n')) == {
        "Vaccine trial 1 reports"
    }


def test_names_that_a_feed_declares_are_known_in_it() -> None:
    body = rss("<title>By &who;</title>", prolog='<!DOCTYPE rss [\n<!ENTITY who "Ada">\n]>')

    assert titles(body) == {"By Ada"}


# ── Characters ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "number", ["xD83D", "55357", "1114112", "9" * 30, "x" + "F" * 30, "0", "x1"]
)
def test_a_number_that_is_no_character_costs_only_itself(number: str) -> None:
    feed = read(rss(f"<title>Flu &#{number}; season &#233;</title><guid>1</guid>"))

    assert [entry.title for entry in feed.entries] == ["Flu season é"]
    assert feed.damage == ""


@pytest.mark.parametrize("control", [b"\0", b"\x08", b"\x0b", b"\x1f"])
def test_control_characters_are_passed_over(control: bytes) -> None:
    feed = read(SOUND.replace(b"trial", b"tri" + control + b"al"))

    assert {entry.title for entry in feed.entries} == TITLES
    assert feed.damage == ""


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", XML),
        ("utf-8", "text/xml"),
        ("utf-8-sig", XML),
        ("utf-16", XML),
        ("utf-16", "text/xml; charset=utf-16"),
        ("utf-16-le", XML),
        ("utf-16-be", XML),
        ("utf-32", XML),
        ("cp1252", "text/xml; charset=utf-8"),
        ("cp1252", XML),
        ("latin-1", "text/xml; charset=iso-8859-1"),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_is_in(encoding: str, content_type: str) -> None:
    prolog = DECLARED.replace("utf-8", "utf-16") if encoding.startswith("utf-16") else DECLARED
    body = rss("<title>Café – study</title><guid>1</guid>", prolog=prolog).decode()
    body = body.replace("–", "-") if encoding == "latin-1" else body

    (title,) = titles(body.encode(encoding), content_type)

    assert title.replace("-", "–") == "Café – study"


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-kr", "big5", "iso-2022-jp", "koi8-r"])
def test_a_feed_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    word = {"euc-kr": "건강", "koi8-r": "здоровье", "big5": "健康"}.get(encoding, "健康")
    prolog = DECLARED.replace("utf-8", encoding)

    body = rss(f"<title>{word}</title><guid>1</guid>", prolog=prolog).decode().encode(encoding)

    assert titles(body) == {word}


@pytest.mark.parametrize("encoding", ["hex", "rot13", "undefined", "idna", "utf-7", "no-such"])
def test_what_is_no_encoding_is_no_obstacle(encoding: str) -> None:
    for body in (SOUND, SOUND.replace(b"</item>", b"")):
        named = body.replace(b"utf-8", encoding.encode())
        assert len(titles(named)) == 3
        assert len(titles(body, f"text/xml; charset={encoding}")) == 3


def test_a_broken_character_does_not_break_the_others() -> None:
    body = rss("<title>Santé – café</title>", f"<title>{'é' * 9}</title>", prolog=DECLARED)

    assert titles(body.replace(b"\xe2\x80\x93", b"\xe2\x80")) == {"Santé \ufffd café", "é" * 9}


# ── Markup ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Heart & lung", "Heart & lung"),
        ("Heart&nbsp;&amp; lung", "Heart & lung"),
        ("Caf&eacute;", "Café"),
        ("AT&T; results", "AT&T; results"),
        ("p < 0.05", "p < 0.05"),
    ],
)
def test_careless_titles_are_read(written: str, read_as: str) -> None:
    assert titles(rss(f"<title>{written}</title><guid>1</guid>", prolog=DECLARED)) == {read_as}


def test_prefixes_that_nobody_declares_are_understood() -> None:
    body = rss(
        "<title>A</title><guid>1</guid><media:thumbnail url='x'/><dc:date>2026-06-01</dc:date>"
        "<content:encoded>Words.</content:encoded>"
    )

    (entry,) = read(body).entries

    assert (entry.title, entry.text) == ("A", "Words.")
    assert entry.published_at is not None


def test_a_feed_may_prefix_its_own_elements() -> None:
    body = rss(item(1), item(2), item(3)).decode().replace("</", "</f:").replace("<", "<f:")
    body = (
        body.replace("<f:/f:", "</f:").replace("<f:?", "<?").replace("version='2.0'", "version=2")
    )

    assert titles(body.encode()) == TITLES


@pytest.mark.parametrize(
    "body",
    [
        SOUND.replace(b"</title><guid>id-2", b"<guid>id-2"),
        SOUND.replace(b"</description>", b"", 1),
        SOUND.replace(b"</item>", b""),
        SOUND.replace(b"<description>", b"<description><p>One<br>two<img src=x>", 1),
        SOUND.replace(b"<description>", b"<description><![CDATA[", 1),
        SOUND.replace(b"<guid>", b"<guid isPermaLink=false>"),
        SOUND.replace(b"<item>", b"<item><!-- never ended ", 1),
        SOUND.replace(DECLARED.encode(), PROLOG_FEEDPARSER_FAILS_ON.encode()),
        SOUND.replace(b"<rss version='2.0'><channel>", b"<channel>"),
        SOUND.replace(b"rss", b"news"),
    ],
)
def test_broken_markup_costs_no_other_entry(body: bytes) -> None:
    assert len(titles(body)) >= 2
    assert len(titles(body) & TITLES) >= 1


@settings(deadline=None)
@given(st.integers(len(SOUND) // 3, len(SOUND)))
def test_a_feed_that_breaks_off_gives_the_entries_it_has(end: int) -> None:
    ended = SOUND[:end].count(b"</item>")

    feed = read(SOUND[:end])

    assert ended <= len(feed.entries) <= 3
    assert len({entry.title for entry in feed.entries} & TITLES) >= ended


def test_a_broken_feed_without_entries_is_a_feed_if_it_is_whole() -> None:
    feed = read(rss(channel="<description>News & more</description>"))

    assert (feed.title, feed.entries) == ("Example Health", ())
    assert feed.damage
