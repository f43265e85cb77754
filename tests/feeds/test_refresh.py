"""One look at a feed: what is recorded of it, whether it went well or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from feeds.reading.cage import PARSE_VERSION
from feeds.refresh import MOST_OF_OWN, Refresh
from feeds.timing.cadence import UNTOLD_HOLD, Bounds
from news.crew import Crew
from news.errors import UnreadableFeedError
from news.feed_ports import Desk
from news.feeds import (
    Entry,
    EntryPolicy,
    Feed,
    FeedId,
    Health,
    Move,
    Origin,
    Source,
    Trouble,
    Validators,
)
from news.fetches import Failed, Fetch, Fetched, NotModified, ParsedFeed
from news.listings import Findings, Memory, Remembered
from news.models import ArticleId, Draft
from tests.builders import a_source, an_entry
from tests.fakes import NOW, FakeClock

HOUR = timedelta(hours=1)
OLD = Validators(etag='"old"', body_hash="abc")
NEW = Validators(etag='"new"', body_hash="def")
KNOWN = Feed(
    id=FeedId(1),
    source=a_source("https://news.example:8080/feed.xml"),
    validators=OLD,
    parse_version=PARSE_VERSION,
    health=Health(
        interval=HOUR, last_ok_at=NOW - HOUR, last_full_at=NOW - HOUR, last_new_at=NOW - HOUR
    ),
)
SEEN = ArticleId(1)
NEVER_READ = replace(KNOWN, validators=Validators(), health=Health())


@dataclass
class Recorded:
    """What a reading left behind."""

    feed: Feed
    findings: Findings

    @property
    def fresh(self) -> list[str]:
        return [draft.entry.key for draft in self.findings.fresh]

    @property
    def quiet(self) -> list[str]:
        return [draft.entry.key for draft in self.findings.quiet]

    @property
    def found_anything(self) -> bool:
        return any(getattr(self.findings, each.name) for each in fields(Findings))


@dataclass
class FakeFeeds:
    """Leases what it is given, once; keeps what is recorded."""

    due: list[Feed]
    memory: Memory = field(default_factory=Memory)
    recorded: list[Recorded] = field(default_factory=list)
    held: dict[str, datetime] = field(default_factory=dict)
    limits: list[int] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    back: list[tuple[datetime, datetime]] = field(default_factory=list)

    async def lease(
        self,
        now: datetime,
        limit: int,
        *,
        proven: bool | None = None,  # noqa: ARG002 – all
    ) -> Sequence[Feed]:
        self.moments.append(now)
        self.limits.append(limit)
        leased, self.due = self.due[:limit], self.due[limit:]
        return leased

    async def recall(self, feed: Feed, listing: Sequence[Entry]) -> Memory:  # noqa: ARG002 – the port’s
        return self.memory

    async def record(self, feed: Feed, findings: Findings, now: datetime) -> int:  # noqa: ARG002 – the port’s
        self.recorded.append(Recorded(feed, findings))
        return len(findings.fresh)

    async def line_is_back(self, since: datetime, now: datetime) -> None:
        self.back.append((since, now))

    async def hold_host(self, host: str, until: datetime) -> None:
        self.held[host] = until


@dataclass
class FakeClient:
    """Has one answer; keeps what it was asked with."""

    answer: Fetch
    asked: list[Feed] = field(default_factory=list)

    async def fetch(self, feed: Feed) -> Fetch:
        self.asked.append(feed)
        return self.answer


@dataclass
class FakeParser:
    """Finds these entries in any body, or cannot read it."""

    entries: tuple[Entry, ...] = ()
    unreadable: Exception | None = None
    policy: EntryPolicy = EntryPolicy.ID

    async def parse(
        self,
        fetched: Fetched,  # noqa: ARG002 – the port’s
        source: Source,  # noqa: ARG002
        policy: EntryPolicy = EntryPolicy.ID,  # noqa: ARG002
    ) -> ParsedFeed:
        if self.unreadable:
            raise self.unreadable
        return ParsedFeed(title="News", entries=self.entries, policy=self.policy)


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
    seen: Sequence[Entry] = ()
    entries: tuple[Entry, ...] = ()
    unreadable: UnreadableFeedError | None = None
    policy: EntryPolicy = EntryPolicy.ID
    mistake: Exception | None = None
    rung: int = 0
    desks: int = 0
    ended: int = 0

    async def take(self) -> Recorded:
        known = {e.key: Remembered(key=e.key, article_id=SEEN, marks=e.marks) for e in self.seen}
        self.feeds = FakeFeeds([self.feed], Memory(by_key=known))
        self.client = FakeClient(self.answer)
        async with Crew(4) as crew:
            refresh = Refresh(
                self.feeds,
                self.client,
                FakeParser(self.entries, self.mistake or self.unreadable, self.policy),
                self._desk,
                FakeClock(),
                crew=crew,
                bounds=BOUNDS,
                chance=Random(1),
                alerted=self._ring,
                ended=self._end,
            )
            assert await refresh.round() is True
            assert await refresh.round() is False
        (recorded,) = self.feeds.recorded
        return recorded

    def _ring(self) -> None:
        self.rung += 1

    def _end(self) -> None:
        self.ended += 1

    async def _desk(self) -> Desk:
        self.desks += 1
        return FakeDesk()


TWO_ENTRIES = (an_entry("newer"), an_entry("older"))


async def test_the_first_reading_of_a_feed_is_silent() -> None:
    recorded = await Look(feed=NEVER_READ, entries=TWO_ENTRIES).take()

    assert (recorded.quiet, recorded.fresh) == (["older", "newer"], [])
    assert recorded.feed.parse_version == PARSE_VERSION


async def test_the_dates_of_a_first_listing_tell_the_rhythm_of_a_feed() -> None:
    dated = tuple(an_entry(str(n), published_at=NOW - n * 24 * HOUR) for n in range(3))

    recorded = await Look(feed=NEVER_READ, entries=dated).take()

    assert recorded.feed.health.arrivals == (NOW - 48 * HOUR, NOW - 24 * HOUR, NOW)


async def test_what_is_new_later_alerts_oldest_first() -> None:
    seen = an_entry("seen")
    look = Look(entries=(*TWO_ENTRIES, seen), seen=[seen])

    recorded = await look.take()

    assert (recorded.fresh, recorded.quiet) == (["older", "newer"], [])
    assert recorded.feed.validators == NEW
    assert recorded.feed.health.last_new_at == NOW
    assert (look.rung, look.desks) == (1, 1)


async def test_a_first_reading_that_failed_leaves_the_next_one_silent() -> None:
    recorded = await Look(Failed(reason="HTTP 500"), feed=NEVER_READ).take()

    assert recorded.feed.health.last_ok_at is None


async def test_a_reading_without_anything_new_disturbs_nobody() -> None:
    look = Look(entries=TWO_ENTRIES, seen=TWO_ENTRIES)

    recorded = await look.take()

    assert not recorded.found_anything
    assert recorded.feed.validators == NEW
    assert recorded.feed.health.last_ok_at == NOW
    assert recorded.feed.health.last_new_at == NOW - HOUR
    assert (look.rung, look.desks) == (0, 0)


async def test_changed_words_are_read_anew_and_ring_for_nobody() -> None:
    now = an_entry("one", text="It works in mice.")
    look = Look(entries=(now,), seen=[an_entry("one", text="It works.")])

    recorded = await look.take()

    assert [(i, d.summary) for i, d in recorded.findings.corrected] == [(SEEN, now.text)]
    assert (recorded.fresh, look.rung) == ([], 0)


async def test_an_entry_from_the_future_has_no_date() -> None:
    ahead = NOW + 2 * HOUR
    entries = (an_entry("far", published_at=ahead), an_entry("near", published_at=NOW + HOUR))

    recorded = await Look(entries=entries).take()

    dates = {draft.entry.key: draft.entry.published_at for draft in recorded.findings.fresh}
    assert dates == {"far": None, "near": NOW + HOUR}


async def test_a_feed_whose_ids_tell_nothing_apart_is_remembered_as_such() -> None:
    recorded = await Look(entries=TWO_ENTRIES, policy=EntryPolicy.LINK_DATE).take()

    assert recorded.feed.policy is EntryPolicy.LINK_DATE


async def test_a_feed_that_has_not_changed_is_well() -> None:
    failing = replace(KNOWN, health=replace(KNOWN.health, error="HTTP 500", error_count=3))
    newer = replace(OLD, etag='W/"old"')

    recorded = await Look(NotModified(validators=newer), feed=failing).take()

    health = recorded.feed.health
    assert (health.error, health.error_count, health.last_ok_at) == (None, 0, NOW)
    assert recorded.feed.validators == newer
    assert not recorded.found_anything


async def test_how_long_a_feed_may_be_left_alone_holds_while_it_does_not_change() -> None:
    slow = replace(KNOWN, health=replace(KNOWN.health, ttl=6 * HOUR))

    recorded = await Look(NotModified(validators=OLD), feed=slow).take()

    assert recorded.feed.health.ttl == 6 * HOUR
    assert recorded.feed.health.next_check_at is not None
    assert 6 * HOUR <= recorded.feed.health.next_check_at - NOW < 7 * HOUR


@pytest.mark.parametrize(
    "feed",
    [
        replace(KNOWN, parse_version=PARSE_VERSION - 1),
        replace(
            KNOWN,
            health=replace(
                KNOWN.health, last_full_at=NOW - timedelta(days=100), last_ok_at=NOW - HOUR
            ),
        ),
    ],
    ids=["since we read feeds differently", "when nothing but “not modified” came for long"],
)
async def test_a_feed_is_asked_for_whole(feed: Feed) -> None:
    look = Look(feed=feed)

    await look.take()

    assert look.client.asked == [replace(feed, validators=Validators())]


async def test_otherwise_a_feed_is_asked_with_what_the_publisher_gave() -> None:
    look = Look()

    await look.take()

    assert look.client.asked == [KNOWN]


NOT_A_FEED = UnreadableFeedError("HTTP 500", Trouble.NOT_A_FEED)


@pytest.mark.parametrize(
    ("look", "trouble"),
    [
        (Look(Failed(reason="HTTP 500", trouble=Trouble.SERVER)), Trouble.SERVER),
        (Look(FETCHED, unreadable=NOT_A_FEED), Trouble.NOT_A_FEED),
    ],
    ids=["not fetched", "not readable"],
)
async def test_a_failure_keeps_the_validators_and_says_why(look: Look, trouble: Trouble) -> None:
    recorded = await look.take()

    health = recorded.feed.health
    assert recorded.feed.validators == OLD
    assert (health.error, health.error_count, health.trouble) == ("HTTP 500", 1, trouble)
    assert health.last_ok_at == NOW - HOUR
    assert health.next_check_at is not None
    assert health.next_check_at > NOW
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


async def test_the_host_that_asked_for_the_pause_gets_it_and_not_the_one_that_led_there() -> None:
    look = Look(Failed(reason="HTTP 429", whole_host=True, host="cdn.example"))

    await look.take()

    assert set(look.feeds.held) == {"cdn.example"}


async def test_of_a_listing_of_a_readers_feed_the_newest_are_read() -> None:
    many = tuple(an_entry(str(number)) for number in range(MOST_OF_OWN + 1))

    ours = await Look(entries=many).take()
    own = await Look(entries=many, feed=replace(KNOWN, origin=Origin.READER)).take()

    assert len(ours.fresh) == MOST_OF_OWN + 1
    assert own.fresh == [str(number) for number in reversed(range(MOST_OF_OWN))]


async def test_a_readers_feed_holds_no_host_for_the_others() -> None:
    look = Look(Failed(reason="429", whole_host=True), feed=replace(KNOWN, origin=Origin.READER))

    await look.take()

    assert look.feeds.held == {}


async def test_a_readers_feed_that_is_reached_again_says_nothing_of_our_line() -> None:
    lost = replace(KNOWN.health, trouble=Trouble.UNREACHABLE, error_count=3, first_error_at=NOW)
    look = Look(feed=replace(KNOWN, origin=Origin.READER, is_public=False, health=lost))

    await look.take()

    assert look.feeds.back == []


async def test_a_feed_on_which_we_fail_ourselves_waits_like_one_that_fails() -> None:
    look = Look(mistake=KeyError("title"))

    recorded = await look.take()

    assert recorded.feed.health.error == "reading it fails (KeyError)"
    assert recorded.feed.health.next_check_at is not None
    assert recorded.feed.health.next_check_at > NOW


@pytest.mark.parametrize("answer", [FETCHED, NotModified(validators=OLD)])
@pytest.mark.parametrize("trouble", [Trouble.UNREACHABLE, Trouble.SERVER])
async def test_a_feed_that_is_reached_again_may_mean_that_our_line_is_back(
    answer: Fetch, trouble: Trouble
) -> None:
    lost = replace(KNOWN.health, trouble=trouble, error_count=3, first_error_at=NOW - 5 * HOUR)
    look = Look(answer, feed=replace(KNOWN, health=lost))

    await look.take()

    is_our_line = trouble is Trouble.UNREACHABLE
    assert look.feeds.back == ([(NOW - 5 * HOUR, NOW)] if is_our_line else [])


ELSEWHERE = "https://elsewhere.example/feed"


async def test_a_feed_that_says_it_has_moved_is_not_believed_at_once() -> None:
    recorded = await Look(replace(FETCHED, moved_to=ELSEWHERE)).take()

    assert recorded.feed.address == ""
    assert recorded.feed.move == Move(url=ELSEWHERE, times=1, since=NOW)


async def test_a_feed_that_goes_on_saying_that_it_has_moved_is_asked_there() -> None:
    saying = replace(KNOWN, move=Move(url=ELSEWHERE, times=4, since=NOW - 48 * HOUR))

    recorded = await Look(replace(FETCHED, moved_to=ELSEWHERE), feed=saying).take()

    assert (recorded.feed.address, recorded.feed.move) == (ELSEWHERE, None)
    assert recorded.feed.validators == Validators()


async def test_a_page_at_the_new_address_is_no_sign_of_a_move() -> None:
    look = Look(replace(FETCHED, moved_to=ELSEWHERE), unreadable=NOT_A_FEED)

    assert (await look.take()).feed.move is None


async def test_a_feed_that_fails_where_it_moved_to_is_asked_where_it_was() -> None:
    since = replace(KNOWN.health, error_count=3, first_error_at=NOW - 25 * HOUR)
    moved = replace(KNOWN, address=ELSEWHERE, health=since)

    recorded = await Look(Failed(reason="HTTP 404", trouble=Trouble.MISSING), feed=moved).take()

    assert recorded.feed.address == ""


async def test_the_log_does_not_tell_the_address_of_a_readers_feed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = replace(KNOWN, origin=Origin.READER, source=a_source("https://x.example/?key=1"))

    await Look(Failed(reason="HTTP 500"), feed=secret).take()

    assert "x.example" not in " ".join(str(record.__dict__) for record in caplog.records)
    assert caplog.records


@pytest.mark.parametrize("look", [Look(), Look(Failed(reason="x")), Look(mistake=KeyError("x"))])
async def test_the_end_of_each_reading_is_told(look: Look) -> None:
    await look.take()

    assert look.ended == 1


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
