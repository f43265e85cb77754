"""What it costs to read a thousand feeds, most of which have nothing new."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from news.feeds import Source
from tests.bench.figures import Figure
from tests.bench.rig import a_rig
from tests.bench.sizes import Sizes
from tests.bench.stage import ask, until
from tests.endtoend.running import ROOT

_INTERVAL = 60
"""Seconds between two polls of a feed here; the share of a core is that of _USUAL ones."""
_USUAL = 900
_EARLY = 1.5
"""Sooner than the interval by more than this is early: the bell rings once a second."""
_READ = "SELECT count(*) FROM feeds WHERE last_ok_at IS NOT NULL"
_BASELINE = 300.0


async def polling(sizes: Sizes) -> list[Figure]:
    """Polls of many feeds, a tenth of which has something new, and a restart meanwhile."""
    async with _publishers() as port, a_rig() as rig, aiohttp.ClientSession() as session:
        await rig.start(_settings(), module="tests.bench.probe", also=_sources(port, sizes.feeds))
        await until(lambda: ask(rig.database, _READ) >= sizes.feeds, _BASELINE)
        used_before, asked_before = rig.cpu_seconds(), await _counted(session, port)
        await asyncio.sleep(_INTERVAL * sizes.poll_rounds)
        used, asked = rig.cpu_seconds() - used_before, await _counted(session, port)
        memory = rig.memory()
        await rig.stop()
        lags = [seconds * 1_000 for _, seconds in rig.readings().lags]
        await rig.start(_settings(), also=_sources(port, sizes.feeds))
        await asyncio.sleep(_INTERVAL)
        gaps = (await _counted(session, port))["gaps"]
    polls = asked["asked"] - asked_before["asked"]
    same = asked["not modified"] - asked_before["not modified"]
    part = f"{sizes.feeds:,} feeds, {same / polls:.0%} of the answers “not modified”"
    early = sum(gap < _INTERVAL - _EARLY for gap in gaps)
    per_round = used / polls * sizes.feeds
    return [
        Figure(part=part, name="CPU for a poll", unit="ms", values=[used / polls * 1_000]),
        Figure(
            part=part,
            name=f"of a core, if each is asked every {_USUAL // 60} minutes",
            unit="%",
            values=[per_round / _USUAL * 100],
        ),
        Figure(part=part, name="polls ÷ feeds due", unit="×", values=[_share(polls, sizes)]),
        Figure(part=part, name="asked early, over a restart", unit="", values=[early], expected=0),
        Figure(part=part, name="all processes, PSS", unit="MiB", values=[memory]),
        Figure(part=part, name="the event loop is late by", unit="ms", values=lags),
    ]


def _share(polls: int, sizes: Sizes) -> float:
    return polls / (sizes.feeds * sizes.poll_rounds)


def _settings() -> Mapping[str, str]:
    return {"BOT_POLL_MIN": str(_INTERVAL), "BOT_POLL_MAX": str(_INTERVAL)}


def _sources(port: int, count: int) -> Sequence[Source]:
    hosts = (f"127.1.{n // 250}.{n % 250 + 1}:{port}" for n in range(count))
    return [Source(url=f"http://{host}/feed.xml", title=f"Feed of {host}") for host in hosts]


async def _counted(session: aiohttp.ClientSession, port: int) -> Any:
    async with session.get(f"http://127.0.0.1:{port}/count") as answer:
        return await answer.json()


@asynccontextmanager
async def _publishers() -> AsyncIterator[int]:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.bench.publishers")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        yield int(await process.stdout.readline()) if process.stdout else 0
    finally:
        process.kill()
        await process.wait()
