"""What the admins hear over weeks of real readings into a real database, by a clock of its own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.watchman import Watchman
from feeds.refresh import Refresh
from feeds.timing.cadence import Bounds
from messages.texts import Texts
from news.crew import Crew
from news.feed_ports import Desk
from news.feeds import Entry, EntryPolicy, Feed, Source, Trouble, Validators
from news.fetches import Failed, Fetch, Fetched, ParsedFeed
from news.models import Draft
from storage.opening import Storage, open_storage
from storage.watching import SqlFeedWatch
from tests.builders import a_source
from tests.delivery.fakes import FakeMessenger
from tests.fakes import NOW, FakeClock
from tests.watching import DAY, HOUR

ADMIN = 101
FEEDS = 4
STEP = 4 * HOUR
REFUSED = Failed(reason="no entry", trouble=Trouble.REFUSED)
Span = tuple[timedelta, timedelta]


@dataclass
class Publishers:
    """Each has something new every few hours, unless it rests, or shuts its door."""

    clock: FakeClock
    every: timedelta = 8 * HOUR
    shut: dict[str, list[Span]] = field(default_factory=dict)
    """By address: from when to when it refuses, counted from the beginning."""
    rests: dict[str, Span] = field(default_factory=dict)

    async def fetch(self, feed: Feed) -> Fetch:
        passed = self.clock.now() - NOW
        if any(begin <= passed < end for begin, end in self.shut.get(feed.url, [])):
            return REFUSED
        return Fetched(body=b"", url=feed.url, content_type="", validators=Validators())

    async def parse(
        self,
        fetched: Fetched,
        source: Source,
        policy: EntryPolicy = EntryPolicy.ID,  # noqa: ARG002 – the port’s
    ) -> ParsedFeed:
        begin, end = self.rests.get(fetched.url, (timedelta(), timedelta()))
        published = (NOW + self.every * number for number in range(-9, 99))
        entries = [
            Entry(key=str(at), url=f"{source.url}/{number}", title=f"{at}", published_at=at)
            for number, at in enumerate(published)
            if at <= self.clock.now() and not begin <= at - NOW < end
        ]
        return ParsedFeed(title="", entries=tuple(reversed(entries[-6:])))


@dataclass
class Weeks:
    """Feeds that are read every few hours, and an admin."""

    storage: Storage
    clock: FakeClock
    publishers: Publishers
    refresh: Refresh
    crew: Crew
    messenger: FakeMessenger = field(default_factory=FakeMessenger)

    async def pass_until(self, end: timedelta) -> list[tuple[timedelta, str]]:
        """What the admin hears until then, and when."""
        watch = SqlFeedWatch(self.storage.database)
        watchman = Watchman(watch, self.messenger, Texts.load(), self.clock, [ADMIN])
        heard = []
        while self.clock.now() - NOW < end:
            while await self.refresh.round():
                await self.crew.room(wanted=self.crew.size)
            before = len(self.messenger.sent)
            await watchman.round()
            told = [text for _, text in self.messenger.sent[before:]]
            heard += [(self.clock.now() - NOW, text) for text in told]
            self.clock.moment += STEP
        return heard


class PlainDesk:
    """Finds nothing in anything."""

    def read(self, entry: Entry) -> Draft:
        return Draft(entry=entry, summary="")


async def a_desk() -> Desk:
    return PlainDesk()


def address(number: int) -> str:
    return f"https://host{number}.example/feed"


@pytest.fixture
async def weeks(tmp_path: Path) -> AsyncIterator[Weeks]:
    """Four feeds that nobody has read yet."""
    clock = FakeClock()
    async with open_storage(tmp_path / "bot.db", clock) as storage, Crew(FEEDS) as crew:
        await storage.register.adopt(
            [a_source(address(number), title=f"Source {number}") for number in range(FEEDS)]
        )
        publishers = Publishers(clock)
        refresh = Refresh(
            storage.feeds,
            publishers,
            publishers,
            a_desk,
            clock,
            crew=crew,
            bounds=Bounds(shortest=STEP, longest=6 * HOUR),
            chance=Random(1),
            alerted=lambda: None,
        )
        yield Weeks(storage, clock, publishers, refresh, crew)


async def test_each_trouble_of_a_feed_is_told_once_and_what_recovers_can_be_told_again(
    weeks: Weeks,
) -> None:
    weeks.publishers.shut[address(1)] = [(2 * DAY, 5 * DAY), (9 * DAY, 30 * DAY)]
    weeks.publishers.rests[address(2)] = (5 * DAY, 99 * DAY)

    told = await weeks.pass_until(13 * DAY)

    (first, fails), (second, fails_again), (third, is_silent) = told
    assert 3 * DAY <= first <= 4.5 * DAY
    assert 10 * DAY <= second <= 11.5 * DAY
    assert 11.5 * DAY <= third <= 12.5 * DAY  # a week after the last news
    assert "<b>Source 1</b>\nNo entry. For " in fails
    assert "Source 1" in fails_again
    assert "<b>Source 2</b>\nNothing new for 7 days" in is_silent
    assert "usually something every 8 hours." in is_silent
    assert "Source 1" not in is_silent


async def test_our_own_network_is_told_once_it_has_been_down_for_a_day_and_in_one_line(
    weeks: Weeks,
) -> None:
    night, days = (2 * DAY, 2 * DAY + 20 * HOUR), (5 * DAY, 8 * DAY)
    for number in range(FEEDS):
        weeks.publishers.shut[address(number)] = [night, days]

    ((at, text),) = await weeks.pass_until(10 * DAY)

    assert 6 * DAY <= at <= 7.5 * DAY
    assert text.startswith("None of the 4 feeds can be read")
