"""What hostile publishers cost those who read another feed, and the machine."""

import asyncio
import time
from collections.abc import AsyncIterator

from news.feeds import Source
from tests.bench.bursting import SUBJECT, TOPIC
from tests.bench.figures import Figure
from tests.bench.rig import Rig, a_rig
from tests.bench.sizes import Sizes
from tests.bench.stage import PATIENCE, ask, beside, crowd, until
from tests.bench.texts import stories
from tests.hostile.running import hostile_publishers

_READERS = crowd(1)
_BETWEEN = 1.0
_LOOK_EVERY = 0.1
_ALL_TRIED = "SELECT count(*) FROM feeds WHERE last_fetch_at IS NULL"
_FAILING = "SELECT count(*) FROM feeds WHERE error IS NOT NULL"


async def hostile(sizes: Sizes) -> list[Figure]:
    """Stories in one feed, while all others do their worst."""
    async with hostile_publishers() as addresses, a_rig() as rig:
        await rig.has_followers(_READERS, TOPIC)
        sources = [Source(url=url, title=name) for name, url in addresses.items()]
        memories: list[float] = []
        await rig.start({}, module="tests.bench.probe", also=sources)
        async with beside(_watch(rig, memories)):
            waits = [wait async for wait in _stories(rig, sizes.hostile_stories)]
            await until(lambda: ask(rig.database, _ALL_TRIED) == 0, PATIENCE * 2)
        failing = ask(rig.database, _FAILING)
        await rig.stop()
        lags = [seconds * 1_000 for _, seconds in rig.readings().lags]
    part = f"beside {len(sources)} hostile feeds"
    return [
        Figure(part=part, name="publication to alert, polled each second", unit="s", values=waits),
        Figure(part=part, name="the event loop is late by", unit="ms", values=lags),
        Figure(part=part, name="all processes, PSS at most", unit="MiB", values=[max(memories)]),
        Figure(part=part, name="of them found out", unit="", values=[failing]),
    ]


async def _stories(rig: Rig, count: int) -> AsyncIterator[float]:
    for number, (title, summary) in zip(range(1, count + 1), stories(SUBJECT), strict=False):
        published_at = time.monotonic()
        await rig.publish(title, summary)
        await rig.has_sent(number, PATIENCE)
        yield time.monotonic() - published_at
        await asyncio.sleep(_BETWEEN)


async def _watch(rig: Rig, memories: list[float]) -> None:
    while True:
        memories.append(rig.memory())
        await asyncio.sleep(_LOOK_EVERY)
