"""How the feeds stand, seen together: which fail, which are silent, and whether it is us.

Trouble is measured up to the last reading, not up to now: while nobody asks, because the bot was
off or a feed is asked once a day by then, a feed that has recovered would look as if it had not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from news.feeds import Feed
from news.rhythm import FAILING_AFTER, is_failing, is_silent
from news.urls import host_of

SOME_HOSTS = 3
"""Fewer may all be down by chance; if as many are, and nobody else is up, it is our own line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Feeds, sorted by how they do; those in trouble with the longest trouble first."""

    failing: tuple[Feed, ...] = ()
    """Their last reading failed."""
    silent: tuple[Feed, ...] = ()
    """They are read, and bring nothing for far longer than they used to."""
    unread: tuple[Feed, ...] = ()
    well: tuple[Feed, ...] = ()

    @property
    def cut_off_at(self) -> datetime | None:
        """Since when none of them can be read, if so: then it is our own network that is down."""
        hosts = {host_of(feed.url) for feed in self.failing}
        if self.silent or self.well or len(hosts) < SOME_HOSTS:
            return None
        return max(filter(None, map(failing_since, self.failing)), default=None)

    @property
    def is_brief(self) -> bool:
        """None of them can be read, but not for a day yet: that says nothing about any of them."""
        since = self.cut_off_at
        if since is None:
            return False
        asked = max(feed.health.last_fetch_at or since for feed in self.failing)
        return asked - since < FAILING_AFTER

    @property
    def lasting(self) -> tuple[Feed, ...]:
        """Those whose trouble will not pass by itself; all of them if our network is down."""
        if self.cut_off_at:
            return () if self.is_brief else self.failing
        return (*filter(is_lasting, self.failing), *self.silent)


def standing(feeds: Iterable[Feed]) -> Standing:
    """Sort them."""
    failing: list[tuple[datetime, Feed]] = []
    silent: list[tuple[datetime, Feed]] = []
    unread: list[Feed] = []
    well: list[Feed] = []
    for feed in feeds:
        if since := failing_since(feed):
            failing.append((since, feed))
        elif since := silent_since(feed):
            silent.append((since, feed))
        elif feed.health.last_ok_at is None:
            unread.append(feed)
        else:
            well.append(feed)
    return Standing(
        failing=_longest_first(failing),
        silent=_longest_first(silent),
        unread=tuple(unread),
        well=tuple(well),
    )


def failing_since(feed: Feed) -> datetime | None:
    """When its readings began to fail, if the last one did."""
    return feed.health.first_error_at


def is_lasting(feed: Feed) -> bool:
    """It fails, and did so still a day after it began to."""
    asked = feed.health.last_fetch_at
    return asked is not None and is_failing(feed.health, asked)


def silent_since(feed: Feed) -> datetime | None:
    """When it brought something for the last time, if that is far longer ago than is usual."""
    health = feed.health
    if health.last_ok_at is None or not is_silent(health, health.last_ok_at):
        return None
    return health.arrivals[-1] if health.arrivals else health.last_new_at


def _longest_first(feeds: Iterable[tuple[datetime, Feed]]) -> tuple[Feed, ...]:
    return tuple(feed for _, feed in sorted(feeds, key=lambda each: each[0]))
