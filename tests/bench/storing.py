"""How quick the database is when it is full."""

import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import delete, func, select

from bot.clock import WallClock
from news.feeds import Feed, Health, Source
from news.listings import Findings
from news.models import Draft, Subject
from storage.opening import Storage, open_storage
from storage.schema import deliveries
from tests.bench.archive import RARE, TOPICS, draft, fill
from tests.bench.figures import Figure
from tests.bench.sizes import Sizes
from tests.bench.stage import crowd, follow
from tests.bench.texts import stories

# The topic with most articles, one in the middle, and one that is seldom written about.
_THREE = (TOPICS[0], TOPICS[len(TOPICS) // 2], TOPICS[-1])
_PAGE = 5
_NEW_ARTICLES = 20
_CLAIM = 58
_CLAIMED_ARTICLES = 10


async def storage(sizes: Sizes) -> list[Figure]:
    """Reading, recording and claiming in a file of a year or so."""
    async with _a_full_database(sizes) as (full, feed):
        return [
            *await _reading(full, sizes),
            *await _recording(full, feed, sizes),
            *await _claiming(full, feed, sizes),
        ]


@asynccontextmanager
async def _a_full_database(sizes: Sizes) -> AsyncIterator[tuple[Storage, Feed]]:
    with tempfile.TemporaryDirectory(prefix="healthnews-bench-") as folder:
        async with open_storage(Path(folder) / "bot.db", WallClock()) as full:
            await full.register.adopt(
                [Source(url="https://news.example/feed.xml", title="Example")]
            )
            ((feed, _),) = await full.register.known()
            await fill(full, feed, sizes.articles, WallClock().now())
            await follow(full.database, crowd(sizes.record_followers), _THREE[0])
            yield full, feed


async def _reading(full: Storage, sizes: Sizes) -> list[Figure]:
    def latest(*subjects: Subject) -> Callable[[], Awaitable[object]]:
        return lambda: full.reading.latest(subjects=subjects or None, limit=_PAGE)

    part = f"storage, reading from {sizes.articles:,} articles"
    return [
        await _figure(part, "latest of three topics", sizes.reads, latest(*_THREE)),
        await _figure(part, "latest of all", sizes.reads, latest()),
        await _figure(
            part,
            "search for a rare word",
            sizes.searches,
            lambda: full.reading.search(RARE, limit=_PAGE),
        ),
    ]


async def _recording(full: Storage, feed: Feed, sizes: Sizes) -> list[Figure]:
    recorded, fanned_out, owed = [], [], []
    for run in range(sizes.records):
        drafts = list(_breaking_news(f"record-{run}", _NEW_ARTICLES))
        recorded.append(await _milliseconds(partial(record, full, feed, drafts)))
        fanned_out.append(await _milliseconds(partial(_fan_out, full)))
        owed.append(await _owed(full))
        await _forget_deliveries(full)
    part = f"storage, {_NEW_ARTICLES} new articles with {sizes.record_followers:,} followers"
    expected = _NEW_ARTICLES * sizes.record_followers
    return [
        Figure(part=part, name="record", unit="ms", values=recorded),
        Figure(part=part, name="the rest of the fan-out", unit="ms", values=fanned_out),
        Figure(part=part, name="deliveries owed", unit="", values=owed, expected=expected),
    ]


async def _claiming(full: Storage, feed: Feed, sizes: Sizes) -> list[Figure]:
    await record(full, feed, list(_breaking_news("claim", _CLAIMED_ARTICLES)))
    await _fan_out(full)
    part = f"storage, claiming from {await _owed(full):,} open deliveries"

    async def claim() -> None:
        await full.outbox.claim(WallClock().now(), _CLAIM)

    return [await _figure(part, f"claim of {_CLAIM}", sizes.claims, claim)]


async def record(full: Storage, feed: Feed, drafts: list[Draft]) -> None:
    """Articles that a feed has just brought; who follows their subjects will be told."""
    now = WallClock().now()
    health = Health(last_ok_at=now, next_check_at=now + timedelta(hours=1))
    await full.feeds.record(replace(feed, health=health), Findings(fresh=drafts), now)


async def _fan_out(full: Storage) -> None:
    while await full.outbox.fan_out(WallClock().now()):
        pass


async def _owed(full: Storage) -> int:
    async with full.database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(deliveries)) or 0


async def _forget_deliveries(full: Storage) -> None:
    async with full.database.transaction() as connection:
        await connection.execute(delete(deliveries))


async def _figure(
    part: str, name: str, times: int, call: Callable[[], Awaitable[object]]
) -> Figure:
    await call()  # statements are compiled once
    values = [await _milliseconds(call) for _ in range(times)]
    return Figure(part=part, name=name, unit="ms", values=values)


async def _milliseconds(call: Callable[[], Awaitable[object]]) -> float:
    started_at = time.perf_counter()
    await call()
    return (time.perf_counter() - started_at) * 1_000


def _breaking_news(prefix: str, count: int) -> Iterator[Draft]:
    for number, (title, text) in enumerate(islice(stories("Diabetes"), count)):
        yield draft(f"{prefix}-{number}", title, text, _THREE[0])
