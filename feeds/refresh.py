"""One look at a feed, from its lease to its articles in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from random import Random

from feeds.cadence import Bounds, after_failure, after_reading, host_hold
from news.crew import Crew
from news.errors import UnreadableFeedError
from news.fetches import Failed, Fetched, NotModified, ParsedFeed
from news.models import Draft, Entry, Feed, Health, Validators
from news.ports import Clock, Desk, FeedClient, FeedParser, Feeds
from news.urls import host_of

log = logging.getLogger(__name__)

# The bell rings once a second. What is due before the middle of the next one is due now: else a
# feed that is to be asked every second would always just miss it. What a publisher ordered is
# kept to the second all the same.
EARLY = timedelta(seconds=0.5)


class Refresh:
    """Reads the feeds that are due. The first reading of a feed is silent: it alerts nobody."""

    def __init__(
        self,
        feeds: Feeds,
        client: FeedClient,
        parser: FeedParser,
        desk: Callable[[], Awaitable[Desk]],
        clock: Clock,
        *,
        crew: Crew,
        bounds: Bounds,
        chance: Random,
        alerted: Callable[[], None],
    ) -> None:
        self._feeds = feeds
        self._client = client
        self._parser = parser
        self._desk = desk
        self._clock = clock
        self._crew = crew
        self._bounds = bounds
        self._chance = chance
        self._alerted = alerted

    async def round(self) -> bool:
        """Begin to read what is due, as far as there is room; True if there may be more."""
        room = await self._crew.room(wanted=1)
        due = await self._feeds.lease(self._clock.now() + EARLY, limit=room)
        for feed in due:
            self._crew.start(self._refresh(feed))
        return bool(due)

    async def _refresh(self, feed: Feed) -> None:
        fetched = await self._client.fetch(feed)
        match fetched:
            case Fetched():
                await self._read(feed, fetched)
            case NotModified():
                await self._unchanged(feed, fetched)
            case Failed():
                await self._failed(feed, fetched)

    async def _read(self, feed: Feed, fetched: Fetched) -> None:
        try:
            parsed = await self._parser.parse(fetched, feed.source)
        except UnreadableFeedError as error:
            # The old validators stay: a page in a feed's place must not be taken for its news.
            await self._failed(feed, Failed(reason=error.reason))
            return
        unseen = await self._feeds.unseen(feed, parsed.entries)
        health = self._health_after(feed, fetched, parsed, new=bool(unseen))
        await self._record(feed, health, fetched.validators, await self._drafts(unseen))

    async def _drafts(self, unseen: Sequence[Entry]) -> list[Draft]:
        """What the desk makes of new entries, oldest first."""
        if not unseen:
            return []
        desk = await self._desk()
        drafts = []
        for entry in reversed(unseen):
            drafts.append(desk.read(entry))
            await asyncio.sleep(0)  # a long first listing must not hold up anybody's command
        return drafts

    async def _unchanged(self, feed: Feed, fetched: NotModified) -> None:
        health = self._health_after(feed, fetched, None, new=False)
        await self._record(feed, health, fetched.validators, [])

    async def _failed(self, feed: Feed, failed: Failed) -> None:
        now = self._clock.now()
        log.warning("feed not read", extra={"feed": feed.source.url, "reason": failed.reason})
        if failed.whole_host:
            until = now + host_hold(failed.retry_after) + EARLY
            await self._feeds.hold_host(host_of(feed.source.url), until)
        health = after_failure(
            feed.health,
            self._bounds,
            now=now,
            reason=failed.reason,
            retry_after=failed.retry_after and failed.retry_after + EARLY,
            chance=self._chance.random(),
        )
        await self._record(feed, health, feed.validators, [])

    def _health_after(
        self, feed: Feed, fetched: Fetched | NotModified, parsed: ParsedFeed | None, *, new: bool
    ) -> Health:
        return after_reading(
            feed.health,
            self._bounds,
            now=self._clock.now(),
            new=new,
            fresh_for=fetched.fresh_for,
            ttl=parsed.ttl if parsed else None,
            chance=self._chance.random(),
        )

    async def _record(
        self, feed: Feed, health: Health, validators: Validators, drafts: Sequence[Draft]
    ) -> None:
        owed = await self._feeds.record(
            feed,
            health=health,
            validators=validators,
            drafts=drafts,
            alert=feed.health.last_ok_at is not None,
            now=self._clock.now(),
        )
        if drafts:
            log.info(
                "articles stored",
                extra={"feed": feed.source.url, "articles": len(drafts), "owed": owed},
            )
            self._alerted()
