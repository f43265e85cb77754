"""Bytes to entries. Runs in the cage: what it reads may be written to hang or to crash it."""

import calendar
import hashlib
import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urljoin

import feedparser

from feeds.cleaning import canonical_url, one_line, plain_text, safe_link, shorten
from news.errors import UnreadableFeedError
from news.fetches import ParsedFeed
from news.models import Entry

ENTRY_LIMIT: Final = 300
TITLE_LIMIT: Final = 300
BORROWED_TITLE: Final = 120
"""How much of the text stands in for a missing title."""
TEXT_LIMIT: Final = 4_000
KEY_LIMIT: Final = 500
CATEGORY_LIMIT: Final = 20
SHORT_SUMMARY: Final = 140
"""A summary below this is often only a volume and page, with the abstract in the content."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_CREDIBLE_YEAR: Final = 1990
SNIFFED: Final = 2_048
HTML_PAGE: Final = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
CHARACTER_NUMBER: Final = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));")
HARMLESS: Final = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)

Raw = Mapping[str, Any]
"""An entry as feedparser gives it: whatever the publisher put there."""


def parse(body: bytes, content_type: str, url: str, language: str) -> ParsedFeed:
    """The feed in these bytes, found at `url`. Raises UnreadableFeedError."""
    _refuse_what_is_no_feed(body)
    found = _feed_in(_mended(body), content_type)
    newest = sorted(map(_plain_dict, found.entries), key=_listing_order, reverse=True)[:ENTRY_LIMIT]
    entries = [_entry(raw, base=url, language=language) for raw in newest]
    return ParsedFeed(
        title=plain_text(str(found.feed.get("title", "")), TITLE_LIMIT),
        entries=_each_once(entry for entry in _named(entries) if entry.title),
        ttl=_ttl(str(found.feed.get("ttl", ""))),
    )


# ── The whole feed ───────────────────────────────────────────────────────────────────────────────


def _refuse_what_is_no_feed(body: bytes) -> None:
    start = body[:SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise UnreadableFeedError("an empty answer, not a feed")
    if start.startswith(b"{"):
        is_feed = b"jsonfeed.org" in start
        raise UnreadableFeedError("JSON Feed, not readable yet" if is_feed else "JSON, not a feed")
    if HTML_PAGE.match(start):
        raise UnreadableFeedError("an HTML page, not a feed")


def _mended(body: bytes) -> bytes:
    # An emoji written as two numbers is common, and would cost the whole feed.
    return CHARACTER_NUMBER.sub(lambda found: found[0] if _is_character(found) else b"", body)


def _is_character(found: re.Match[bytes]) -> bool:
    hexadecimal, decimal = found.groups()
    if len(hexadecimal or decimal) > 7:
        return False
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return code <= sys.maxunicode and not 0xD800 <= code < 0xE000


def _feed_in(body: bytes, content_type: str) -> Any:
    try:
        found = feedparser.parse(
            # Never the bytes themselves: feedparser would open a body that spells a path.
            io.BytesIO(body),
            # Without content-location, which would be put before ids that are no addresses: the
            # same entries would have other names once the feed moves. Links are joined below.
            response_headers={"content-type": content_type},
            # Both are slow, the first quadratic; cleaning.py does their work on what is kept.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:
        # About a dozen classes are known to come out of it, and nobody has a list.
        raise UnreadableFeedError(f"too damaged to read ({type(error).__name__})") from error
    if not found.version:
        is_page = HTML_PAGE.search(body[:SNIFFED])
        raise UnreadableFeedError(f"{'an HTML page' if is_page else 'no RSS or Atom'}, not a feed")
    if not found.entries and found.bozo and not isinstance(found.bozo_exception, HARMLESS):
        raise UnreadableFeedError("a feed so damaged that no entry can be read")
    return found


def _ttl(minutes: str) -> timedelta | None:
    is_number = re.fullmatch(r"[0-9]{1,6}", minutes.strip())
    return timedelta(minutes=int(minutes)) if is_number and int(minutes) else None


# ── One entry ────────────────────────────────────────────────────────────────────────────────────


def _plain_dict(raw: Raw) -> Raw:
    # feedparser's own dict gives one key's value for another: `updated` for `published`.
    return {str(key): value for key, value in raw.items()}


def _entry(raw: Raw, *, base: str, language: str) -> Entry:
    """The entry, its key still only what the publisher says it is."""
    link = _link(raw, base)
    text = _text(raw)
    title = plain_text(_string(raw, "title"), TITLE_LIMIT)
    return Entry(
        key=one_line(_string(raw, "id")),
        url=link,
        title=title or shorten(text, BORROWED_TITLE) or link,
        text=text,
        published_at=_published_at(raw),
        language=language,
        categories=_categories(raw),
    )


def _string(raw: Raw, name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _link(raw: Raw, base: str) -> str:
    link = _string(raw, "link").strip()
    if not link or (link == raw.get("id") and "://" not in link):
        return ""  # by RSS 2.0 any id is a link unless it says otherwise; many are not
    try:
        return canonical_url(safe_link(urljoin(base, link)))
    except ValueError:
        return ""


def _text(raw: Raw) -> str:
    summary = plain_text(_string(raw, "summary"), TEXT_LIMIT)
    if len(summary) >= SHORT_SUMMARY:
        return summary
    contents = [plain_text(_string(part, "value"), TEXT_LIMIT) for part in raw.get("content", ())]
    return max([summary, *contents], key=len)


def _categories(raw: Raw) -> tuple[str, ...]:
    terms = (plain_text(_string(tag, "term"), TITLE_LIMIT) for tag in raw.get("tags", ()))
    return tuple(dict.fromkeys(filter(None, terms)))[:CATEGORY_LIMIT]


def _published_at(raw: Raw) -> datetime | None:
    parsed = raw.get("published_parsed") or raw.get("updated_parsed")
    if not parsed:
        return None
    try:
        moment = EPOCH + timedelta(seconds=calendar.timegm(parsed))
    except (ValueError, OverflowError):
        return None
    # A number where a date should be is read as the year 1763, a missing one as 1970.
    return moment if moment.year >= FIRST_CREDIBLE_YEAR else None


def _listing_order(raw: Raw) -> datetime:
    # The undated first, so that no cut can hide them; among equals, as published.
    return _published_at(raw) or datetime.max.replace(tzinfo=UTC)


# ── Which entry is which ─────────────────────────────────────────────────────────────────────────


def _named(entries: Sequence[Entry]) -> Iterable[Entry]:
    """The entries with keys that tell them apart: by id, else by link, else by their words."""
    ids_tell = _tells_apart([entry.key for entry in entries])
    links_tell = _tells_apart([entry.url for entry in entries])
    for entry in entries:
        key = (entry.key if ids_tell else "") or (entry.url if links_tell else "")
        yield _with_key(entry, key or _fingerprint(entry))


def _tells_apart(names: Sequence[str]) -> bool:
    # Some feeds give all their items one id, or one link: the home page.
    present = [name for name in names if name]
    return len(set(present)) * 2 > len(present)


def _fingerprint(entry: Entry) -> str:
    when = entry.published_at.isoformat() if entry.published_at and not entry.title else ""
    return _digest(f"{entry.url}\n{entry.title}\n{when}")


def _with_key(entry: Entry, key: str) -> Entry:
    return replace(entry, key=key if len(key) <= KEY_LIMIT else _digest(key))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.key, entry)
    return tuple(first.values())
