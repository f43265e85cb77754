"""Feeds in every state, and the port `FeedWatch` over a list of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from news.feeds import Feed, FeedId, Health, Trouble
from tests.builders import a_source
from tests.fakes import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_feed(number: int = 1, *, title: str = "", health: Health | None = None) -> Feed:
    """A feed of a host of its own, read a moment ago and well."""
    source = a_source(f"https://host{number}.example/feed", title=title or f"Source {number:02}")
    return Feed(id=FeedId(number), source=source, health=health or well())


def well(*, read: timedelta = timedelta(minutes=2), now: datetime = NOW) -> Health:
    """Read so long ago, and something new came with it."""
    at = now - read
    return Health(last_fetch_at=at, last_ok_at=at, last_new_at=at, next_check_at=now)


def failing(
    since: timedelta = 3 * DAY,
    *,
    trouble: Trouble | None = Trouble.REFUSED,
    error: str = "no entry (HTTP 403)",
    asked: timedelta = HOUR,
    now: datetime = NOW,
) -> Health:
    """It has failed for so long, and was asked for the last time so long ago."""
    return Health(
        error=error,
        trouble=trouble,
        error_count=4,
        first_error_at=now - since,
        last_fetch_at=now - asked,
        last_ok_at=now - since - HOUR,
        next_check_at=now,
    )


def silent(since: timedelta = 20 * DAY, *, every: timedelta = HOUR, now: datetime = NOW) -> Health:
    """It used to bring something each time this span was over, and has not for so long."""
    arrivals = tuple(now - since - every * back for back in (3, 2, 1, 0))
    return replace(well(read=timedelta(), now=now), arrivals=arrivals, last_new_at=arrivals[-1])


@dataclass
class FakeFeedWatch:
    """The feeds that a test says there are."""

    feeds: list[Feed] = field(default_factory=list)
    """All of them are read; those that are not public are readers' own."""
    known: set[FeedId] = field(default_factory=set)
    """Those of which the operators have been told."""

    async def polled(self) -> Sequence[Feed]:
        return [feed for feed in self.feeds if feed.is_public]

    async def failing(self, before: datetime) -> tuple[Sequence[Feed], int]:
        fine, found = 0, []
        for feed in await self.polled():
            since = feed.health.first_error_at
            fine += since is None
            if since is not None and since <= before:
                found.append((since, feed.id, feed))
        return [feed for *_, feed in sorted(found, key=lambda each: each[:2])], fine

    async def own(self) -> tuple[int, int]:
        own = [feed for feed in self.feeds if not feed.is_public]
        return len(own), sum(feed.health.first_error_at is not None for feed in own)

    async def untold(self) -> Sequence[Feed]:
        return [feed for feed in await self.polled() if feed.id not in self.known]

    async def told(self, feeds: Collection[FeedId], now: datetime) -> None:  # noqa: ARG002 – the port’s
        self.known = set(feeds)
