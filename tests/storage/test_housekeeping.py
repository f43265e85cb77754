"""What is old is forgotten, and nothing else."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from news.models import phrase_subject
from storage import housekeeping
from storage.housekeeping import ALERTS_KEPT, PHRASES_KEPT
from storage.opening import Storage, open_storage
from storage.schema import deliveries, metadata
from tests.builders import a_chat, a_draft
from tests.contracts.newsroom import Newsroom
from tests.fakes import NOW, FakeClock

MOMENT = timedelta(microseconds=1)


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    """An empty database."""
    async with open_storage(tmp_path / "bot.db", FakeClock()) as opened:
        yield opened


@pytest.mark.parametrize("state", ["sent", "dead"])
async def test_what_ended_long_ago_is_forgotten(storage: Storage, state: str) -> None:
    await _owe(storage, state, NOW - ALERTS_KEPT, NOW - ALERTS_KEPT - MOMENT)

    await storage.housekeeping.round()

    assert await _due_at(storage) == [NOW - ALERTS_KEPT]


@pytest.mark.parametrize("state", ["owed", "leased"])
async def test_what_is_still_owed_is_never_forgotten(storage: Storage, state: str) -> None:
    long_ago = NOW - timedelta(days=900)
    await _owe(storage, state, long_ago)

    await storage.housekeeping.round()

    assert await _due_at(storage) == [long_ago]


async def test_words_that_nobody_follows_are_forgotten_after_a_while(storage: Storage) -> None:
    followed = await storage.subscriptions.phrase("zebra stripes")
    offered = await storage.subscriptions.phrase("purple crocus")
    await storage.subscriptions.follow(a_chat(), phrase_subject(followed.id), NOW)

    await _keep_house(storage, after=PHRASES_KEPT)
    assert await storage.subscriptions.phrase_by_id(offered.id)
    await _keep_house(storage, after=PHRASES_KEPT + MOMENT)

    assert await storage.subscriptions.phrase_by_id(offered.id) is None
    assert await storage.subscriptions.phrase_by_id(followed.id) == followed


async def test_what_is_followed_or_still_owed_is_never_forgotten(storage: Storage) -> None:
    newsroom = Newsroom(storage)
    await newsroom.follow(101, "asthma")
    await newsroom.publish(a_draft("one", "asthma"))
    before = await _everything(storage)

    await _keep_house(storage, after=timedelta(days=900))

    assert await _everything(storage) == before
    assert before["articles"] == before["deliveries"] == before["subscriptions"] == 1


async def test_a_large_house_is_kept_a_little_at_a_time(storage: Storage) -> None:
    many = housekeeping.CHUNK + 1
    await _owe(storage, "sent", *[NOW - ALERTS_KEPT - MOMENT] * many)

    assert await storage.housekeeping.round() is True
    assert len(await _due_at(storage)) == 1
    assert await storage.housekeeping.round() is False
    assert await _due_at(storage) == []


async def test_what_waits_at_the_front_holds_nothing_up(storage: Storage) -> None:
    long_ago, ahead = NOW - timedelta(days=900), NOW + timedelta(days=900)
    await _owe(storage, "owed", long_ago)
    await _owe(storage, "sent", *[ahead] * housekeeping.CHUNK, story=2)  # by a wrong clock
    await _owe(storage, "sent", *[long_ago] * 3, story=3)

    await storage.housekeeping.round()

    assert set(await _due_at(storage)) == {long_ago, ahead}
    assert (await _due_at(storage)).count(long_ago) == 1


async def _keep_house(storage: Storage, *, after: timedelta) -> None:
    later = FakeClock(NOW + after)
    await housekeeping.SqlHousekeeping(storage.database, later).round()


async def _owe(storage: Storage, state: str, *due_at: datetime, story: int = 1) -> None:
    rows = [
        {"chat_id": number, "story_id": story, "article_id": 1, "lane": 2, "state": state}
        | {"due_at": moment, "owed_at": moment}
        for number, moment in enumerate(due_at, start=1)
    ]
    async with storage.database.transaction() as connection:
        await connection.execute(insert(deliveries), rows)


async def _due_at(storage: Storage) -> list[datetime]:
    async with storage.database.reading() as connection:
        return list((await connection.scalars(select(deliveries.c.due_at))).all())


async def _everything(storage: Storage) -> dict[str, int]:
    """How many rows each table has."""
    async with storage.database.reading() as connection:
        return {
            table.name: len((await connection.execute(select(table))).all())
            for table in metadata.sorted_tables
        }
