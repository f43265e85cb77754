"""How soon, how cheaply and how completely an article becomes alerts.

The sandbox runs on the same machine: its CPU is not counted, but it takes some of the pace.
"""

import asyncio
from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random

from tests.bench.figures import Figure
from tests.bench.processes import cpu_seconds
from tests.bench.sizes import Sizes
from tests.bench.stage import Stage, a_stage, crowd, until
from tests.bench.texts import stories
from tests.endtoend.running import publish

_ANA = 101
TOPIC = "asthma"
_SUBJECT = "Asthma"
_AS_FAST_AS_IT_CAN = {"BOT_MESSAGES_PER_SECOND": "1000"}


async def latency(sizes: Sizes) -> list[Figure]:
    """From a publication to its alert, with a feed that is asked every second."""
    chance = Random(20)
    seconds = []
    async with a_stage() as stage:
        await stage.fill([_ANA], TOPIC)
        await stage.start()
        await stage.has_read_its_feed()
        for title, summary in islice(stories(_SUBJECT), sizes.publications):
            # At any moment between two polls, and never within a second of the alert before.
            await asyncio.sleep(1 + chance.random())
            seconds.append(await _time_to_alert(stage, title, summary))
    part = "publication to alert, polled every second"
    return [Figure(part=part, name="one follower", unit="s", values=seconds)]


async def _time_to_alert(stage: Stage, title: str, summary: str) -> float:
    published_at = stage.sandbox.world.clock()
    await publish(stage.root, title, summary)
    await until(lambda: bool(stage.alerts(title)))
    return float(stage.alerts(title)[0]["at"]) - published_at


async def fan_out(sizes: Sizes) -> list[Figure]:
    """An article that many follow, sent as fast as the bot can, to a Telegram without limits."""
    followers = crowd(sizes.followers)
    async with a_stage(_AS_FAST_AS_IT_CAN, flood=False) as stage:
        await stage.fill(followers, TOPIC)
        await stage.start()
        await stage.has_read_its_feed()
        told = islice(stories(_SUBJECT), sizes.fan_outs)
        runs = [await _fan_out(stage, title, summary, followers) for title, summary in told]
    return list(_fan_out_figures(f"fan-out to {len(followers):,}", zip(*runs, strict=True)))


async def _fan_out(
    stage: Stage, title: str, summary: str, followers: range
) -> tuple[float, float, float, float]:
    """CPU milliseconds an alert, alerts a second, lost, copies."""
    used_before = cpu_seconds()
    await publish(stage.root, title, summary)
    await until(lambda: bool(stage.alerts(title)))
    await stage.has_settled_all()
    used = cpu_seconds() - used_before
    calls = stage.alerts(title)
    moments = [float(call["at"]) for call in calls]
    reached = {call["params"]["chat_id"] for call in calls}
    return (
        used * 1_000 / len(calls),
        (len(calls) - 1) / (max(moments) - min(moments)),
        len(set(followers) - reached),
        len(calls) - len(reached),
    )


def _fan_out_figures(part: str, columns: Iterable[tuple[float, ...]]) -> Iterator[Figure]:
    cpu, pace, lost, copies = columns
    yield Figure(part=part, name="CPU of all processes per alert", unit="ms", values=cpu)
    yield Figure(part=part, name="alerts a second", unit="/s", values=pace)
    yield Figure(part=part, name="lost", unit="", values=lost, expected=0)
    yield Figure(part=part, name="copies", unit="", values=copies, expected=0)
