"""One look at a feed, from its lease to its articles in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from feeds import novelty
from feeds.reading.cage import PARSE_VERSION
from feeds.timing import moves
from feeds.timing.cadence import Bounds, after_failure, after_reading, host_hold, is_probe_due
from news.crew import Crew
from news.errors import UnreadableFeedError
from news.feed_ports import Desk, FeedClient, FeedParser, Feeds
from news.feeds import Entry, Feed, Health, Origin, Trouble, Validators
from news.fetches import Failed, Fetched, NotModified, ParsedFeed
from news.listings import Findings, News
from news.models import Draft
from news.ports import Clock
from news.rhythm import is_failing
from news.urls import host_of

log = logging.getLogger(__name__)

# The bell rings once a second. What is due before the middle of the next one is due now: else a
# feed that is to be asked every second would always just miss it. What a publisher ordered is
# kept to the second all the same.
EARLY = timedelta(seconds=0.5)
# Of one listing of a reader's own feed, the newest: it may be made to keep the bot busy.
MOST_OF_OWN = 50
# A clock is not exactly right; what is dated later than this is dated wrongly.
AHEAD = timedelta(hours=1)


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
        proven: bool | None = None,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """`proven`: reads only feeds that are, or only those that are not; all if None.

        `ended`: told of the end of each reading, when its host is free for another one.
        """
        self._feeds = feeds
        self._client = client
        self._parser = parser
        self._desk = desk
        self._clock = clock
        self._crew = crew
        self._bounds = bounds
        self._chance = chance
        self._alerted = alerted
        self._proven = proven
        self._ended = ended

    async def round(self) -> bool:
        """Begin to read what is due, as far as there is room; True if there may be more."""
        room = await self._crew.room(wanted=1)
        now = self._clock.now() + EARLY
        due = await self._feeds.lease(now, limit=room, proven=self._proven)
        for feed in due:
            self._crew.start(self._refresh(feed))
        return bool(due)

    async def _refresh(self, feed: Feed) -> None:
        try:
            await self._look(feed)
        except Exception as error:
            # A mistake of ours that this one feed has found. It must not be read at every turn.
            log.exception("reading failed", extra={"feed": _name(feed)})
            reason = f"reading it fails ({type(error).__name__})"
            await self._failed(feed, Failed(reason=reason, trouble=Trouble.UNREADABLE))
        finally:
            self._ended()

    async def _look(self, feed: Feed) -> None:
        fetched = await self._client.fetch(self._as_asked(feed))
        match fetched:
            case Fetched():
                await self._read(feed, fetched)
            case NotModified():
                await self._reached(feed)
                health = self._after_reading(feed, fetched, arrivals=(), ttl=feed.health.ttl)
                await self._record(self._well(feed, fetched, health), Findings())
            case Failed():
                await self._failed(feed, fetched)

    def _as_asked(self, feed: Feed) -> Feed:
        """The feed with what to ask “anything new?” with; with nothing, to be sent it whole."""
        is_read_differently = feed.parse_version != PARSE_VERSION
        if is_read_differently or is_probe_due(feed.health, self._clock.now()):
            return replace(feed, validators=Validators())
        return feed

    async def _read(self, feed: Feed, fetched: Fetched) -> None:
        try:
            parsed = await self._parser.parse(fetched, feed.source, feed.policy)
        except UnreadableFeedError as error:
            # The old validators stay: a page in a feed's place must not be taken for its news.
            await self._failed(feed, Failed(reason=error.reason, trouble=error.trouble))
            return
        await self._reached(feed)
        most = MOST_OF_OWN if feed.origin is Origin.READER else None
        listing = [_credibly_dated(entry, self._clock.now()) for entry in parsed.entries[:most]]
        news = novelty.sort(
            listing,
            await self._feeds.recall(feed, listing),
            is_first=feed.health.last_ok_at is None,
            is_rekeyed=_is_rekeyed(feed, parsed),
        )
        arrivals = [e.published_at or self._clock.now() for e in (*news.quiet, *news.fresh)]
        health = self._after_reading(feed, fetched, arrivals=arrivals, ttl=parsed.ttl)
        well = replace(self._well(feed, fetched, health), policy=parsed.policy)
        await self._record(well, await self._findings(news))

    async def _findings(self, news: News) -> Findings:
        """What the desk makes of the news."""
        known = [(was.article_id, entry) for entry, was in news.corrected if was.article_id]
        corrected = await self._drafts([entry for _, entry in known])
        return Findings(
            fresh=await self._drafts(news.fresh),
            quiet=await self._drafts(news.quiet),
            corrected=[(i, draft) for (i, _), draft in zip(known, corrected, strict=True)],
            renamed=news.renamed,
            noted=news.noted,
        )

    async def _drafts(self, entries: Sequence[Entry]) -> Sequence[Draft]:
        if not entries:
            return ()
        desk, drafts = await self._desk(), []
        for entry in entries:
            drafts.append(desk.read(entry))
            await asyncio.sleep(0)  # a long first listing must not hold up anybody's command
        return drafts

    async def _reached(self, feed: Feed) -> None:
        """If it could not be reached before, it may have been our own line that was down."""
        lost_at = feed.health.first_error_at
        if lost_at and feed.is_public and feed.health.trouble is Trouble.UNREACHABLE:
            await self._feeds.line_is_back(lost_at, self._clock.now())

    async def _failed(self, feed: Feed, failed: Failed) -> None:
        now = self._clock.now()
        log.warning("feed not read", extra={"feed": _name(feed), "reason": failed.reason})
        # A reader can bring many feeds of one host, and must not have it held for all others.
        if failed.whole_host and feed.origin is not Origin.READER:
            until = now + host_hold(failed.retry_after) + EARLY
            await self._feeds.hold_host(failed.host or host_of(feed.url), until)
        in_time = replace(failed, retry_after=failed.retry_after and failed.retry_after + EARLY)
        chance = self._chance.random()
        health = after_failure(feed.health, self._bounds, now=now, failed=in_time, chance=chance)
        ill = replace(feed, health=health)
        if feed.address and is_failing(health, now):
            # Perhaps it has not moved for good after all.
            ill = replace(ill, address="", validators=Validators())
        await self._record(ill, Findings())

    def _after_reading(
        self,
        feed: Feed,
        fetched: Fetched | NotModified,
        *,
        arrivals: Sequence[datetime],
        ttl: timedelta | None,
    ) -> Health:
        health = after_reading(
            feed.health,
            self._bounds,
            now=self._clock.now(),
            arrivals=arrivals,
            is_full=isinstance(fetched, Fetched) or fetched.is_full,
            fresh_for=fetched.fresh_for,
            ttl=ttl,
            chance=self._chance.random(),
        )
        return replace(health, ttl=ttl)

    def _well(self, feed: Feed, fetched: Fetched | NotModified, health: Health) -> Feed:
        """The feed after an answer that was one, moved if it has said so often enough."""
        now = self._clock.now()
        move = moves.after_answer(feed.move, fetched.moved_to, feed.url, now)
        well = replace(
            feed,
            health=health,
            validators=fetched.validators,
            parse_version=PARSE_VERSION,
            move=move,
        )
        if move is None or not moves.is_settled(move, now):
            return well
        log.info("feed has moved", extra={"feed": _name(feed)})
        return replace(well, address=move.url, move=None, validators=Validators())

    async def _record(self, feed: Feed, findings: Findings) -> None:
        owed = await self._feeds.record(feed, findings, self._clock.now())
        kept = len(findings.fresh) + len(findings.quiet)
        if kept:
            told = {"feed": _name(feed), "articles": kept, "owed": owed}
            log.info("articles stored", extra=told)
            self._alerted()


def _credibly_dated(entry: Entry, now: datetime) -> Entry:
    is_ahead = entry.published_at is not None and entry.published_at > now + AHEAD
    return replace(entry, published_at=None) if is_ahead else entry


def _is_rekeyed(feed: Feed, parsed: ParsedFeed) -> bool:
    return parsed.policy != feed.policy or feed.parse_version != PARSE_VERSION


def _name(feed: Feed) -> str:
    """A feed in the log. After a question mark may come a key; a reader's address may be one."""
    if feed.origin is Origin.READER:
        return f"reader's feed {feed.id}"
    return feed.source.url.partition("?")[0]
