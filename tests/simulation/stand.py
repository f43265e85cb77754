"""The outside world of a simulated bot: publishers who answer, and a memory that is quick."""

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from news.feeds import Entry, EntryPolicy, Feed, FeedId, Source, Trouble, Validators
from news.fetches import Failed, Fetch, Fetched, NotModified, ParsedFeed
from news.listings import Findings, Memory, Remembered
from news.models import Draft
from news.ports import Clock
from tests.simulation.press import LISTED, Publisher

NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass
class Stand:
    """All publishers, behind the ports that ask them: the client and the parser.

    What is listed goes by its number: the body of a feed is how much it has published so far.
    """

    press: Sequence[Publisher]
    clock: Clock
    asked: dict[FeedId, list[datetime]] = field(default_factory=dict)

    async def fetch(self, feed: Feed) -> Fetch:
        """Answer as the publisher does now."""
        now = self.clock.now()
        self.asked.setdefault(feed.id, []).append(now)
        publisher = self.press[feed.id]
        if publisher.is_out(now):
            return Failed(reason="HTTP 500", trouble=Trouble.SERVER)
        etag = str(publisher.so_far(now))
        validators = Validators(etag=etag)
        if feed.validators == validators:
            return NotModified(validators=validators, fresh_for=publisher.fresh_for)
        return Fetched(
            body=etag.encode(),
            url=feed.url,
            content_type="application/rss+xml",
            validators=validators,
            fresh_for=publisher.fresh_for,
        )

    async def parse(
        self, fetched: Fetched, source: Source, policy: EntryPolicy = EntryPolicy.ID
    ) -> ParsedFeed:
        """What the publisher listed."""
        publisher = self.press[int(source.title)]
        until = int(fetched.body)
        numbers = range(until - 1, max(0, until - LISTED) - 1, -1)
        return ParsedFeed(
            title=source.title,
            entries=tuple(_entry(source, publisher, number) for number in numbers),
            ttl=publisher.ttl,
            policy=policy,
        )


def _entry(source: Source, publisher: Publisher, number: int) -> Entry:
    return Entry(
        key=str(number),
        url=f"{source.url}/{number}",
        title=f"News {number}",
        published_at=publisher.published[number],
    )


class Shelf:
    """The port `Feeds` in memory, which remembers when it saw what."""

    def __init__(self, feeds: Sequence[Feed], first: Sequence[datetime]) -> None:
        self._feeds = {feed.id: feed for feed in feeds}
        self._due = [(due, feed.id) for due, feed in zip(first, feeds, strict=True)]
        heapq.heapify(self._due)
        self._wanted: Sequence[Collection[str]] = ()
        self.seen: dict[FeedId, dict[str, datetime]] = {feed.id: {} for feed in feeds}

    def next_due(self) -> datetime:
        """When somebody is to be asked next."""
        return self._due[0][0] if self._due else NEVER

    def only_for(self, wanted: Sequence[Collection[str]]) -> None:
        """Ask from now on only for these entries of each feed, until they are seen."""
        self._wanted = wanted
        self._due = [each for each in self._due if self._is_worth_asking(each[1])]
        heapq.heapify(self._due)

    def _is_worth_asking(self, feed_id: FeedId) -> bool:
        return not self._wanted or not self.seen[feed_id].keys() >= set(self._wanted[feed_id])

    async def lease(
        self,
        now: datetime,
        limit: int,
        *,
        proven: bool | None = None,  # noqa: ARG002 – all
    ) -> Sequence[Feed]:
        """See `news.feed_ports.Feeds`."""
        leased: list[Feed] = []
        while self._due and self._due[0][0] <= now and len(leased) < limit:
            leased.append(self._feeds[heapq.heappop(self._due)[1]])
        return leased

    async def recall(self, feed: Feed, entries: Sequence[Entry]) -> Memory:
        """See `news.feed_ports.Feeds`."""
        known = [entry for entry in entries if entry.key in self.seen[feed.id]]
        return Memory(
            by_key={
                e.key: Remembered(key=e.key, article_id=None, published_at=e.published_at)
                for e in known
            }
        )

    async def record(self, feed: Feed, findings: Findings, now: datetime) -> int:
        """See `news.feed_ports.Feeds`."""
        for draft in (*findings.fresh, *findings.quiet):
            self.seen[feed.id][draft.entry.key] = now
        self._feeds[feed.id] = feed
        if self._is_worth_asking(feed.id):
            heapq.heappush(self._due, (feed.health.next_check_at or now, feed.id))
        return 0

    async def line_is_back(self, since: datetime, now: datetime) -> None:
        """Our line is never down: whoever does not answer is in trouble alone."""

    async def hold_host(self, host: str, until: datetime) -> None:
        """Each feed has a host of its own, which asks for no pause."""


class PlainDesk:
    """Finds nothing in particular."""

    def read(self, entry: Entry) -> Draft:
        """See `news.feed_ports.Desk`."""
        return Draft(entry=entry, summary="")
