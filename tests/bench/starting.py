"""How long a start takes, and what the bot uses when there is nothing to do."""

import asyncio
from collections.abc import Mapping

from tests.bench.figures import Figure, ratio
from tests.bench.processes import Memory, cpu_seconds, descendants, memory
from tests.bench.sizes import Sizes
from tests.bench.stage import a_stage, until

_SETTLED = 3.0
_SELDOM = {"BOT_POLL_MIN": "900", "BOT_POLL_MAX": "900"}


async def starts(sizes: Sizes) -> list[Figure]:
    """From the start of the process to the first getUpdates."""
    fresh, again = [], []
    for _ in range(sizes.starts):
        async with a_stage() as stage:
            fresh.append(await stage.start())
            await stage.bot.stop()
            await until(lambda: not stage.sandbox.is_polled)
            again.append(await stage.start())
    part = "start to first getUpdates"
    first = Figure(part=part, name="fresh database", unit="s", values=fresh)
    second = Figure(part=part, name="existing database", unit="s", values=again)
    return [first, second, ratio(part, "existing ÷ fresh", second, first)]


async def idle(sizes: Sizes) -> list[Figure]:
    """Memory and CPU of all processes, a while after the only poll of the only feed."""
    memories: list[Mapping[str, Memory]] = []
    minutes: list[float] = []
    for _ in range(sizes.idle_runs):
        async with a_stage(_SELDOM) as stage:
            await stage.start()
            await stage.has_read_its_feed()
            await asyncio.sleep(_SETTLED)
            used_before = cpu_seconds()
            await asyncio.sleep(sizes.idle_seconds)
            minutes.append((cpu_seconds() - used_before) * 60 / sizes.idle_seconds)
            memories.append(_memories())
    return [*_memory_figures(memories), _idle_figure("CPU in a minute", "s", minutes)]


def _memories() -> Mapping[str, Memory]:
    bot, *children = [memory(pid) for pid in descendants()]
    return {
        "bot": bot,
        "parser": _sum(children),
        "all processes": _sum([bot, *children]),
    }


def _sum(memories: list[Memory]) -> Memory:
    return Memory(rss=sum(m.rss for m in memories), pss=sum(m.pss for m in memories))


def _memory_figures(runs: list[Mapping[str, Memory]]) -> list[Figure]:
    return [
        figure
        for name in runs[0]
        for figure in (
            _idle_figure(f"{name}, RSS", "MiB", [run[name].rss for run in runs]),
            _idle_figure(f"{name}, PSS", "MiB", [run[name].pss for run in runs]),
        )
    ]


def _idle_figure(name: str, unit: str, values: list[float]) -> Figure:
    return Figure(part="idle", name=name, unit=unit, values=values)
