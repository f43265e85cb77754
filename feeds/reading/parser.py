"""Bytes to entries. Runs in the cage: what it reads may be written to hang or to crash it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from xml.sax import SAXParseException

import feedparser

from feeds.cleaning import plain_text, shorten
from feeds.reading import jsonfeed
from feeds.reading.channel import language_of, ttl_of
from feeds.reading.entries import TITLE_LIMIT, entry, published_at
from feeds.reading.identity import told_apart
from feeds.reading.impostors import holds_a_page, is_json, not_a_feed, page, refuse_impostors
from feeds.reading.listing import Listing, Raw, string
from feeds.reading.repair import is_whole, items_in, mended, pieces, plain, without_prefixes
from news.errors import UnreadableFeedError
from news.feeds import Entry, EntryPolicy
from news.fetches import ParsedFeed

ENTRY_LIMIT: Final = 300
DAMAGE_LIMIT: Final = 200
UTF_8: Final = "application/xml; charset=utf-8"
HARMLESS: Final = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
WORTH_READING: Final = ("title", "link", "links", "summary", "content")
GUESSED: Final = ("windows-1252", "iso-8859-2")
"""What feedparser tries where a feed is written in nothing that anybody says."""


def parse(
    body: bytes,
    content_type: str,
    url: str,
    language: str,
    policy: EntryPolicy = EntryPolicy.ID,
) -> ParsedFeed:
    """The feed in these bytes, found at `url`. Raises UnreadableFeedError."""
    refuse_impostors(body)
    listing = jsonfeed.read(body) if is_json(body) else _xml(body, content_type)
    said = language_of(listing.feed)
    entries = _newest(listing.entries, base=url, language=language, written_in=said or language)
    used, named = told_apart([entry for entry in entries if entry.title], policy)
    return ParsedFeed(
        title=plain_text(string(listing.feed, "title"), TITLE_LIMIT),
        entries=named,
        ttl=ttl_of(listing.feed),
        policy=used,
        language=said,
        damage=shorten(plain_text(listing.damage, DAMAGE_LIMIT), DAMAGE_LIMIT),
    )


def _newest(listed: Sequence[Raw], *, base: str, language: str, written_in: str) -> list[Entry]:
    # The undated first, so that no cut can hide them; among equals, as published.
    unknown = datetime.max.replace(tzinfo=UTC)
    dated = [(published_at(raw, written_in), raw) for raw in map(_plain_dict, listed)]
    dated.sort(key=lambda pair: pair[0] or unknown, reverse=True)
    return [
        entry(raw, base=base, language=language, published_at=when)
        for when, raw in dated[:ENTRY_LIMIT]
    ]


def _plain_dict(raw: Raw) -> Raw:
    # feedparser's own dict gives one key's value for another: `updated` for `published`.
    return {str(key): value for key, value in raw.items()}


# ── Reading XML, once or thrice ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Reading:
    """What feedparser made of a body."""

    feed: Raw
    entries: Sequence[Raw]
    is_known: bool
    """It is a format that feedparser knows."""
    is_broken: bool
    """Something may be missing."""
    damage: str


def _xml(body: bytes, content_type: str) -> Listing:
    first = _reading(mended(body, content_type), content_type)
    if first.is_known and not first.is_broken:
        return Listing(feed=first.feed, entries=first.entries, damage=first.damage)
    if not first.is_known and holds_a_page(body):
        raise page(body)
    others = _other_readings(body, content_type, len(first.entries))
    best = max((first, *others), key=_riches)
    if not best.entries and not (first.is_known and first.feed and is_whole(body)):
        raise _refusal(first)
    return Listing(feed=best.feed or first.feed, entries=best.entries, damage=first.damage)


def _riches(reading: _Reading) -> int:
    return len(reading.entries)


def _other_readings(body: bytes, content_type: str, known: int) -> Iterator[_Reading]:
    """What other ways of reading give, while there are more entries in it than are known."""
    text = without_prefixes(plain(body, content_type))
    listed = items_in(text)
    if listed > known:
        whole = _reading(text.encode(), UTF_8)
        yield whole
        known = max(known, len(whole.entries))
    if listed > known:
        alone = [_reading(piece, UTF_8) for piece in pieces(text, ENTRY_LIMIT)]
        entries = [raw for one in alone for raw in one.entries]
        yield _Reading({}, entries, is_known=True, damage="", is_broken=True)


def _refusal(reading: _Reading) -> UnreadableFeedError:
    if not reading.is_known:
        return not_a_feed("no RSS or Atom")
    return UnreadableFeedError(f"too damaged to read: {reading.damage}")


def _reading(body: bytes, content_type: str) -> _Reading:
    try:
        found = fed(body, content_type)
    except MemoryError:
        raise
    except Exception as error:
        # About a dozen classes are known to come out of it, and nobody has a list.
        damage = f"feedparser fails on it ({type(error).__name__})"
        return _Reading({}, (), is_known=True, is_broken=True, damage=damage)
    is_broken = bool(found.bozo) and not isinstance(found.bozo_exception, HARMLESS)
    entries = [raw for raw in found.entries if any(map(raw.get, WORTH_READING))]
    return _Reading(found.feed, entries, bool(found.get("version")), is_broken, _damage(found))


def _damage(found: Any) -> str:
    """What feedparser complains of, in words for an operator."""
    match found.get("bozo_exception"):
        case None | feedparser.NonXMLContentType():
            return ""
        case feedparser.CharacterEncodingOverride():
            guess = found.encoding if found.encoding in GUESSED else ""
            return guess and f"not in the encoding it names: read as {guess}"
        case SAXParseException() as error:
            return f"broken XML in line {error.getLineNumber()}: {error.getMessage()}"
        case error:
            return f"broken XML: {error}"


def fed(body: bytes, content_type: str) -> Any:
    """What feedparser finds in a body."""
    return feedparser.parse(
        # Never the bytes themselves: feedparser would open a body that spells a path.
        io.BytesIO(body),
        # Without content-location, which would be put before ids that are no addresses: the
        # same entries would have other names once the feed moves. entries.py joins the links.
        response_headers={"content-type": content_type},
        # Both are slow, the first quadratic; cleaning.py does the work on what is kept.
        sanitize_html=False,
        resolve_relative_uris=False,
    )
