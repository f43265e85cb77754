"""What a publisher answered, and what could be read in it."""

from dataclasses import dataclass
from datetime import timedelta

from news.models import Entry, Validators


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The same as last time."""

    validators: Validators
    fresh_for: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No feed this time: the reason in words for an operator, and when to ask again if told."""

    reason: str
    retry_after: timedelta | None = None
    whole_host: bool = False
    """The host asked for the pause, not only this feed (429)."""


Fetch = Fetched | NotModified | Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A readable feed: its entries, newest first as published, each key at most once."""

    title: str
    entries: tuple[Entry, ...]
    ttl: timedelta | None = None
