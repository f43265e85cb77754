"""What a publisher answered, and what could be read in it."""

from dataclasses import dataclass
from datetime import timedelta

from news.feeds import Entry, EntryPolicy, Source, Trouble, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body that differs from the last one, or that we never had."""

    body: bytes
    url: str
    """Where it was found in the end, after redirects."""
    content_type: str
    validators: Validators
    fresh_for: timedelta | None = None
    """The publisher asks not to come back sooner (Cache-Control, Expires)."""
    moved_to: str = ""
    """Where the feed has moved for good (301, 308): as far as each hop on the way said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The same as last time."""

    validators: Validators
    fresh_for: timedelta | None = None
    moved_to: str = ""
    is_full: bool = False
    """The publisher sent it all again, and not only word that it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No feed this time: the reason in words for an operator, and when to ask again if told."""

    reason: str
    trouble: Trouble = Trouble.UNREACHABLE
    retry_after: timedelta | None = None
    whole_host: bool = False
    """The host asked for the pause, not only this feed (429)."""
    host: str = ""
    """The host that answered, which is another one after a redirect."""


Fetch = Fetched | NotModified | Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A readable feed: its entries, newest first as published, each key at most once."""

    title: str
    entries: tuple[Entry, ...]
    ttl: timedelta | None = None
    """The publisher asks not to come back sooner (`<ttl>`, `sy:updatePeriod`)."""
    policy: EntryPolicy = EntryPolicy.ID
    """What the keys of its entries are made of: what was asked for, or what it took."""
    language: str = ""
    """The language that the feed says it is in, if it does."""
    damage: str = ""
    """What was wrong with it, in words for an operator; empty if it was in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """The feed behind an address that a reader gave."""

    source: Source
    entries: int
    """How many entries it carries now."""
