"""One look at a feed: what is recorded of it, whether it went well or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from feeds.cadence import UNTOLD_HOLD, Bounds
from feeds.refresh import Refresh
from news.crew import Crew
from news.errors import UnreadableFeedError
from news.fetches import Failed, Fetch, Fetched, NotModified, ParsedFeed
from news.models import Draft, Entry, Feed, FeedId, Health, Source, Validators
from news.ports import Desk
from tests.builders import a_source, an_entry
from tests.fakes import NOW, FakeClock

HOUR = timedelta(hours=1)
OLD = Validators(etag='"old"', body_hash="abc")
NEW = Validators(etag='"new"', body_hash="def")
KNOWN = Feed(
    id=FeedId(1),
    source=a_source("https://news.example:8080/feed.xml"),
    validators=OLD,
    health=Health(interval=HOUR, last_ok_at=NOW - HOUR, last_new_at=NOW - HOUR),
)
NEVER_READ = replace(KNOWN, validators=Validators(), health=Health())


@dataclass
class Recorded:
    """What a reading left behind."""

    health: Health
    validators: Validators
    drafts: Sequence[Draft]
    alert: bool

    @property
    def keys(self) -> list[str]:
        return [draft.entry.key for draft in self.drafts]


@dataclass
class FakeFeeds:
    """Leases what it is given, once; keeps what is recorded."""

    due: list[Feed]
    seen: frozenset[str] = frozenset()
    recorded: list[Recorded] = field(default_factory=list)
    held: dict[str, datetime] = field(default_factory=dict)
    limits: list[int] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)

    async def lease(self, now: datetime, limit: int) -> Sequence[Feed]:
        self.moments.append(now)
        self.limits.append(limit)
        leased, self.due = self.due[:limit], self.due[limit:]
        return leased

    async def unseen(self, feed: Feed, entries: Sequence[Entry]) -> Sequence[Entry]:  # noqa: ARG002 – the port’s
        return [entry for entry in entries if entry.key not in self.seen]

    async def record(
        self,
        feed: Feed,  # noqa: ARG002 – the port’s
        *,
        health: Health,
        validators: Validators,
        drafts: Sequence[Draft],
        alert: bool,
        now: datetime,  # noqa: ARG002 – the port’s
    ) -> int:
        self.recorded.append(Recorded(health, validators, drafts, alert))
        return len(drafts)

    async def hold_host(self, host: str, until: datetime) -> None:
        self.held[host] = until


@dataclass
class FakeClient:
    """Has one answer."""

    answer: Fetch

    async def fetch(self, feed: Feed) -> Fetch:  # noqa: ARG002 – the port’s
        return self.answer


@dataclass
class FakeParser:
    """Finds these entries in any body, or cannot read it."""

    entries: tuple[Entry, ...] = ()
    unreadable: str = ""

    async def parse(self, fetched: Fetched, source: Source) -> ParsedFeed:  # noqa: ARG002 – the port’s
        if self.unreadable:
            raise UnreadableFeedError(self.unreadable)
        return ParsedFeed(title="News", entries=self.entries)


class FakeDesk:
    """Finds nothing in particular."""

    def read(self, entry: Entry) -> Draft:
        return Draft(entry=entry, summary=entry.text)


FETCHED = Fetched(body=b"<rss/>", url=KNOWN.source.url, content_type="text/xml", validators=NEW)
BOUNDS = Bounds(shortest=timedelta(minutes=15), longest=timedelta(hours=6))


@dataclass
class Look:
    """One round over a feed, and what came of it."""

    answer: Fetch = FETCHED
    feed: Feed = KNOWN
    seen: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    unreadable: str = ""
    rung: int = 0
    desks: int = 0

    async def take(self) -> Recorded:
        self.feeds = FakeFeeds([self.feed], self.seen)
        async with Crew(4) as crew:
            refresh = Refresh(
                self.feeds,
                FakeClient(self.answer),
                FakeParser(self.entries, self.unreadable),
                self._desk,
                FakeClock(),
                crew=crew,
                bounds=BOUNDS,
                chance=Random(1),
                alerted=self._ring,
            )
            assert await refresh.round() is True
            assert await refresh.round() is False
        (recorded,) = self.feeds.recorded
        return recorded

    def _ring(self) -> None:
        self.rung += 1

    async def _desk(self) -> Desk:
        self.desks += 1
        return FakeDesk()


TWO_ENTRIES = (an_entry("newer"), an_entry("older"))


async def test_the_first_reading_of_a_feed_is_silent() -> None:
    recorded = await Look(feed=NEVER_READ, entries=TWO_ENTRIES).take()

    assert recorded.alert is False
    assert recorded.keys == ["older", "newer"]


async def test_what_is_new_later_alerts_oldest_first() -> None:
    look = Look(entries=(*TWO_ENTRIES, an_entry("seen")), seen=frozenset({"seen"}))

    recorded = await look.take()

    assert recorded.alert is True
    assert recorded.keys == ["older", "newer"]
    assert recorded.validators == NEW
    assert recorded.health.last_new_at == NOW
    assert look.rung == 1


async def test_a_first_reading_that_failed_leaves_the_next_one_silent() -> None:
    recorded = await Look(Failed(reason="HTTP 500"), feed=NEVER_READ).take()

    assert recorded.health.last_ok_at is None


async def test_a_reading_without_anything_new_disturbs_nobody() -> None:
    look = Look(entries=TWO_ENTRIES, seen=frozenset({"newer", "older"}))

    recorded = await look.take()

    assert recorded.drafts == []
    assert recorded.validators == NEW
    assert recorded.health.last_ok_at == NOW
    assert recorded.health.last_new_at == NOW - HOUR
    assert (look.rung, look.desks) == (0, 0)


async def test_a_feed_that_has_not_changed_is_well() -> None:
    failing = replace(KNOWN, health=replace(KNOWN.health, error="HTTP 500", error_count=3))
    newer = replace(OLD, etag='W/"old"')

    recorded = await Look(NotModified(validators=newer), feed=failing).take()

    assert recorded.health.error is None
    assert recorded.health.error_count == 0
    assert recorded.health.last_ok_at == NOW
    assert recorded.validators == newer
    assert recorded.drafts == []


@pytest.mark.parametrize(
    "look",
    [Look(Failed(reason="HTTP 500")), Look(FETCHED, unreadable="HTTP 500")],
    ids=["not fetched", "not readable"],
)
async def test_a_failure_keeps_the_validators_and_says_why(look: Look) -> None:
    recorded = await look.take()

    assert recorded.validators == OLD
    assert (recorded.health.error, recorded.health.error_count) == ("HTTP 500", 1)
    assert recorded.health.last_ok_at == NOW - HOUR
    assert recorded.health.next_check_at is not None
    assert recorded.health.next_check_at > NOW + HOUR
    assert look.feeds.held == {}


@pytest.mark.parametrize(
    ("told", "held_for"), [(timedelta(minutes=5), timedelta(minutes=5)), (None, UNTOLD_HOLD)]
)
async def test_a_host_that_asks_for_a_pause_is_left_alone(
    told: timedelta | None, held_for: timedelta
) -> None:
    look = Look(Failed(reason="HTTP 429", retry_after=told, whole_host=True))

    await look.take()

    # What is due a moment from now is leased already; the pause is not cut short by that.
    early = look.feeds.moments[0] - NOW
    assert look.feeds.held == {"news.example:8080": NOW + held_for + early}


async def test_it_takes_no_more_feeds_than_it_has_room_for() -> None:
    feeds = FakeFeeds([replace(KNOWN, id=FeedId(number)) for number in range(5)])
    async with Crew(2) as crew:
        refresh = Refresh(
            feeds,
            FakeClient(NotModified(validators=OLD)),
            FakeParser(),
            Look()._desk,
            FakeClock(),
            crew=crew,
            bounds=BOUNDS,
            chance=Random(1),
            alerted=lambda: None,
        )
        while await refresh.round():
            pass

    assert max(feeds.limits) <= 2
    assert len(feeds.recorded) == 5
