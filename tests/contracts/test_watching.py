"""The port `FeedWatch`, on every engine and in memory."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from news.feed_ports import FeedWatch
from news.feeds import Feed, Health, Origin
from storage.engine import Database
from storage.feed_rows import source_row, state_row
from storage.schema import feeds
from storage.watching import SqlFeedWatch
from tests.contracts.conftest import ENGINES
from tests.fakes import NOW
from tests.watching import DAY, HOUR, FakeFeedWatch, a_feed, failing


@dataclass
class Watched:
    """A watch, and the feeds under it as a test puts them there."""

    watch: FeedWatch
    database: Database | None = None
    fake: FakeFeedWatch = field(default_factory=FakeFeedWatch)

    async def has(self, *given: Feed) -> None:
        """There are these feeds, in this state."""
        if self.database is None:
            self.fake.feeds = list(given)
            return
        async with self.database.transaction() as connection:
            for feed in given:
                row = source_row(feed.source, Origin.REGISTER) | state_row(feed)
                row |= {"id": feed.id, "is_public": feed.is_public}
                await connection.execute(insert(feeds).values(row))


@pytest.fixture(params=(*ENGINES, "fake"))
async def watched(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path
) -> AsyncIterator[Watched]:
    """No feeds yet."""
    if request.param == "fake":
        fake = FakeFeedWatch()
        yield Watched(fake, fake=fake)
        return
    shutil.copy(migrated, tmp_path / "bot.db")
    database = Database(tmp_path / "bot.db")
    await database.open()
    yield Watched(SqlFeedWatch(database), database)
    await database.close()


def own(number: int, health: Health | None = None) -> Feed:
    """A feed of a reader's own."""
    return replace(a_feed(number, health=health), is_public=False)


async def test_without_feeds_there_is_nothing_to_tell(watched: Watched) -> None:
    assert list(await watched.watch.polled()) == []
    assert await watched.watch.failing(NOW) == ([], 0)
    assert await watched.watch.own() == (0, 0)
    assert list(await watched.watch.untold()) == []
    await watched.watch.told([], NOW)


async def test_feeds_come_as_they_were_recorded_and_without_those_of_readers(
    watched: Watched,
) -> None:
    one, two = a_feed(1), a_feed(2, health=failing())
    await watched.has(one, own(3), two)

    assert list(await watched.watch.polled()) == [one, two]


async def test_the_longest_failing_come_first_and_the_others_that_are_well_are_counted(
    watched: Watched,
) -> None:
    day, week, hours = (
        a_feed(number, health=failing(since))
        for number, since in ((1, DAY), (2, 7 * DAY), (3, 23 * HOUR))
    )
    await watched.has(day, week, hours, a_feed(4), a_feed(5), own(6, failing(9 * DAY)), own(7))

    assert await watched.watch.failing(NOW - DAY) == ([week, day], 2)


async def test_of_readers_own_feeds_only_the_number_is_known(watched: Watched) -> None:
    await watched.has(a_feed(1, health=failing()), own(2), own(3, failing()), own(4))

    assert await watched.watch.own() == (3, 1)


async def test_what_was_told_stays_so_until_something_else_is(watched: Watched) -> None:
    feeds = [a_feed(number, health=failing()) for number in (1, 2, 3)]
    await watched.has(*feeds)

    await watched.watch.told([feeds[0].id, feeds[1].id], NOW)
    first = await watched.watch.untold()
    await watched.watch.told([feeds[1].id, feeds[2].id], NOW + DAY)
    then = await watched.watch.untold()

    assert (list(first), list(then)) == ([feeds[2]], [feeds[0]])
