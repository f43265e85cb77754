"""The words about feeds as values: whom we read, how it went, and what they carried."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from news.urls import is_page

FeedId = NewType("FeedId", int)


class Shows(StrEnum):
    """How much of a publisher's own words its terms let us show to readers."""

    TITLE = "title"
    EXTRACT = "extract"
    FULL = "full"


class Origin(StrEnum):
    """How we came to a feed."""

    REGISTER = "register"
    """Named in the operator's register, which is read anew at each start."""
    IMPORTED = "imported"
    READER = "reader"
    """A reader's own: theirs alone, and not to be trusted with our network."""


class EntryPolicy(StrEnum):
    """What tells the entries of a feed apart, from the best to the last resort."""

    ID = "id"
    LINK = "link"
    LINK_DATE = "link+date"
    LINK_DATE_TITLE = "link+date+title"


class Trouble(StrEnum):
    """Why a feed could not be read."""

    UNREACHABLE = "unreachable"
    """No connection, no secure one, or no whole answer in time."""
    SERVER = "server"
    """The publisher's server says that it is in trouble (5xx)."""
    THROTTLED = "throttled"
    """Too many requests (429)."""
    REFUSED = "refused"
    """A password, a wall against bots, or plain no (401, 403)."""
    MISSING = "missing"
    """Nothing at this address (404 and the like), or a redirect to nowhere."""
    GONE = "gone"
    """Taken away for good, the publisher says (410)."""
    FORBIDDEN = "forbidden"
    """An address that a reader's feed may not have: it leads into somebody's own network."""
    NOT_A_FEED = "not-a-feed"
    """Something else in its place: a page, a form, an empty answer."""
    UNREADABLE = "unreadable"
    """A feed too damaged or too large to read."""
    HOSTILE = "hostile"
    """Reading it took more time or memory than any feed needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One line of the register: whom we read, and on what terms."""

    url: str
    title: str
    publisher: str = ""
    language: str = "en"
    kind: str = ""
    """regulator, agency, journal, newsroom or aggregator; empty if nobody said."""
    rights: str = ""
    shows: Shows = Shows.EXTRACT
    is_on: bool = True
    """Read unless the operator says otherwise."""
    folder: str = ""
    """The OPML folder it stands in; `/` between a folder and one within it."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What other readers' OPML says of it and we have no use for: given back as it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the publisher gave us to ask “anything new?” with. Sent back byte for byte."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a feed has been doing; `last_ok_at` is None until its first (silent) reading."""

    interval: timedelta | None = None
    arrivals: tuple[datetime, ...] = ()
    """When something new came, the latest last, at most `ARRIVALS_KEPT`: the feed's rhythm."""
    ttl: timedelta | None = None
    """How long the feed said we may stay away when it was last read; a 304 does not repeat it."""
    unchanged: int = 0
    """Readings in a row that brought nothing new."""
    error: str | None = None
    trouble: Trouble | None = None
    error_count: int = 0
    first_error_at: datetime | None = None
    last_fetch_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_full_at: datetime | None = None
    """When the publisher last sent the feed itself, and not “not modified”."""
    last_new_at: datetime | None = None
    next_check_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An address that a feed says it has moved to, and how often it has said so."""

    url: str
    times: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source we poll, with all that is known of it."""

    id: FeedId
    source: Source
    origin: Origin = Origin.REGISTER
    is_public: bool = True
    """Its articles are for everybody; else only for those who follow the feed itself."""
    address: str = ""
    """Where it has moved for good; empty if it is where the register says."""
    move: Move | None = None
    policy: EntryPolicy = EntryPolicy.ID
    parse_version: int = 0
    """The version of our parser that read it last."""
    validators: Validators = field(default_factory=Validators)
    health: Health = field(default_factory=Health)

    @property
    def is_proven(self) -> bool:
        """It was read, did not fail since, and is the operator's: most likely it does no harm."""
        was_read = self.health.last_ok_at is not None and not self.health.error_count
        return was_read and self.origin is not Origin.READER

    @property
    def url(self) -> str:
        """The address to ask now."""
        return self.address or self.source.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as the publisher gave it: cleaned to plain text, and still not to be trusted."""

    key: str
    """Names the entry within its feed, for ever."""
    url: str
    title: str
    text: str = ""
    published_at: datetime | None = None
    language: str = "en"
    categories: tuple[str, ...] = ()

    @property
    def marks(self) -> "Marks":
        """By which it is known again under another key, or seen to have changed."""
        return Marks(
            # A front page tells of nothing: a bulletin links it in every issue.
            link=mark(self.url) if is_page(self.url) else None,
            title=mark(self.title),
            content=mark(f"{self.title} {self.text}"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Numbers to know an entry again by: its link, its title, all its words."""

    link: int | None = None
    title: int | None = None
    content: int | None = None


def mark(text: str) -> int | None:
    """A number to know the text again by, whatever its case and spaces; None if it is empty."""
    plain = " ".join(text.casefold().split())
    if not plain:
        return None
    return int.from_bytes(hashlib.sha256(plain.encode()).digest()[:8], "big", signed=True)
