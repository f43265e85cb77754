"""What it costs that an article has very many followers, beside one that has few.

The instruments inside the bot take some CPU too: the same with many followers as with few.
"""

import time
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import WallClock
from news.feeds import Source
from news.models import Subject
from storage.opening import Storage, open_storage
from tests.bench.archive import draft
from tests.bench.bursting import PAID, PATIENCE, SUBJECT, TOPIC
from tests.bench.figures import Figure, ratio
from tests.bench.readings import Readings, Sample, watch_lag
from tests.bench.rig import Rig, a_rig
from tests.bench.sizes import Sizes
from tests.bench.stage import beside, crowd, follow
from tests.bench.storing import record
from tests.bench.texts import stories

_PROBED = "tests.bench.probe"


async def many_followers(sizes: Sizes) -> list[Figure]:
    """Writing down what all are owed, and sending some of it while the rest waits."""
    many, few = crowd(sizes.many), crowd(sizes.few)
    busy, figures = await _cost_of_many(many, sizes.sent_of_many)
    quiet = await _cost_of_few(few, sizes.sent_of_many // sizes.few)
    name = f"{len(many):,} ÷ {len(few):,} open"
    return [
        *await _writing(many),
        quiet,
        *figures,
        ratio(busy.part, f"CPU per alert, {name}", busy, quiet),
    ]


async def _writing(followers: range) -> list[Figure]:
    """The database's share alone, in this process."""
    with TemporaryDirectory(prefix="healthnews-bench-") as folder:
        async with open_storage(Path(folder) / "bot.db", WallClock()) as storage:
            await follow(storage.database, followers, TOPIC)
            await _record(storage)
            lags: list[Sample] = []
            async with beside(watch_lag(lags)):
                holds = [hold async for hold in _chunks(storage)]
    part = f"owing to {len(followers):,}, storage alone"
    return [
        Figure(part=part, name="until all is owed", unit="s", values=[sum(holds)]),
        _in_milliseconds(part, "the writer is held by a chunk for", holds),
        _in_milliseconds(part, "the event loop is late by", [lag for _, lag in lags]),
    ]


async def _record(storage: Storage) -> None:
    await storage.register.adopt([Source(url="https://news.example/feed.xml", title="Example")])
    ((feed, _),) = await storage.register.known()
    title, summary = next(stories(SUBJECT))
    await record(storage, feed, [draft("one", title, summary, Subject(TOPIC))])


async def _chunks(storage: Storage) -> AsyncIterator[float]:
    more = True
    while more:
        began_at = time.perf_counter()
        more = await storage.outbox.fan_out(WallClock().now())
        yield time.perf_counter() - began_at


async def _cost_of_many(followers: range, count: int) -> tuple[Figure, list[Figure]]:
    """CPU for an alert while almost all are still owed, and how the bot was meanwhile."""
    async with a_rig() as rig:
        await rig.has_followers(followers, TOPIC)
        await rig.start(PAID, module=_PROBED)
        await rig.publish(*next(stories(SUBJECT)))
        await rig.has_recorded(1)
        began_at = time.monotonic()
        await rig.has_fanned_out(PATIENCE)
        owed_at = time.monotonic()
        cost = await _cost(rig, until=(await rig.counts())["sent"] + count)
        ended_at = time.monotonic()
        await rig.stop()
        readings = rig.readings()
    part = f"the bot with {len(followers):,} followers, at 1,000/s"
    took = [owed_at - began_at]
    busy = Figure(part=part, name="CPU per alert, almost all open", unit="ms", values=[cost])
    return busy, [
        Figure(part=part, name="article recorded to all owed", unit="s", values=took),
        busy,
        *_insides(part, readings, (began_at, ended_at), owed_at),
    ]


def _insides(
    part: str, readings: Readings, whole: tuple[float, float], owed_at: float
) -> Iterator[Figure]:
    lags = _between(readings.lags, *whole)
    marks = _between(readings.marks, owed_at, whole[1])
    yield _in_milliseconds(part, "the event loop is late by", lags)
    yield _in_milliseconds(part, "Telegram's answer to outcome written", marks)


async def _cost_of_few(followers: range, articles: int) -> Figure:
    """The same for articles that few follow, one after the other."""
    costs = []
    async with a_rig() as rig:
        await rig.has_followers(followers, TOPIC)
        await rig.start(PAID, module=_PROBED)
        for number, (title, summary) in enumerate(islice(stories(SUBJECT), articles)):
            await rig.publish(title, summary)
            await rig.has_sent(number * len(followers) + 1, PATIENCE)
            costs.append(await _cost(rig, until=(number + 1) * len(followers)))
            await rig.has_settled_all(PATIENCE)
    part = f"the bot with {len(followers):,} followers, at 1,000/s"
    return Figure(part=part, name="CPU per alert", unit="ms", values=costs)


async def _cost(rig: Rig, *, until: int) -> float:
    """CPU milliseconds of all processes for each message from now on until so many are sent."""
    used, sent = rig.cpu_seconds(), (await rig.counts())["sent"]
    await rig.has_sent(until, PATIENCE)
    more_used, more_sent = rig.cpu_seconds() - used, (await rig.counts())["sent"] - sent
    return more_used * 1_000 / more_sent


def _between(samples: list[Sample], began_at: float, ended_at: float) -> list[float]:
    return [value for at, value in samples if began_at <= at <= ended_at]


def _in_milliseconds(part: str, name: str, seconds: list[float]) -> Figure:
    return Figure(part=part, name=name, unit="ms", values=[value * 1_000 for value in seconds])
