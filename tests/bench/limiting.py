"""How well the bot uses a limit, keeps to it, and answers readers meanwhile."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from itertools import count

from tests.bench.arrivals import Arrivals, busiest_second, mean_rate
from tests.bench.bursting import TOPIC, completeness, tell_all
from tests.bench.figures import Figure
from tests.bench.rig import Rig, a_rig
from tests.bench.sizes import Sizes
from tests.bench.stage import beside, crowd

_RATE = 29
_SETTINGS = {"BOT_MESSAGES_PER_SECOND": str(_RATE)}
# Many readers in turn: one alone would be held to a message a second.
_READERS = range(201, 221)
_PAUSE = 0.5
_LAST_ANSWER = 2.0

Asked = Sequence[tuple[float, int]]
"""When who asked."""


async def free_limit(sizes: Sizes) -> list[Figure]:
    """At the rate that Telegram allows for nothing: with its limit, and with a lower one."""
    figures: list[Figure] = []
    for followers in sizes.limited_fan_outs:
        figures += await _unhindered(crowd(followers))
    followers = sizes.limited_fan_outs[0]
    figures += await _refused(crowd(followers), limit=30, halt=3)
    figures += await _refused(crowd(followers), limit=25, halt=1)
    return figures


async def _unhindered(followers: range) -> list[Figure]:
    """One article, while somebody asks for help every now and then."""
    async with a_rig() as rig:
        await rig.has_followers(followers, TOPIC)
        await rig.start(_SETTINGS, module="tests.bench.probe")
        asked: list[tuple[float, int]] = []
        async with beside(_ask(rig, asked)):
            story = await tell_all(rig)
        await asyncio.sleep(_LAST_ANSWER)
        arrivals = await rig.arrivals()
        await rig.stop()
        marks = [seconds * 1_000 for _, seconds in rig.readings().marks]
    part = f"{len(followers):,} followers at {_RATE}/s"
    return [
        *_use_of_the_limit(part, arrivals, story),
        *completeness(part, arrivals, story, followers),
        *_answers(part, arrivals, asked),
        Figure(part=part, name="Telegram's answer to outcome written", unit="ms", values=marks),
    ]


async def _refused(followers: range, *, limit: int, halt: int) -> list[Figure]:
    """The same with a Telegram that refuses what is too much."""
    async with a_rig("--limit", str(limit), "--halt", str(halt)) as rig:
        await rig.has_followers(followers, TOPIC)
        await rig.start(_SETTINGS)
        story = await tell_all(rig)
        arrivals = await rig.arrivals()
    part = f"{len(followers):,} followers at {_RATE}/s, refused beyond {limit}/s"
    return [
        *completeness(part, arrivals, story, followers),
        Figure(part=part, name="refused (429)", unit="", values=[arrivals.refused]),
        Figure(part=part, name="sent in a halt", unit="", values=[arrivals.in_a_halt], expected=0),
    ]


async def _ask(rig: Rig, asked: list[tuple[float, int]]) -> None:
    for number in count():
        await asyncio.sleep(_PAUSE)
        reader = _READERS[number % len(_READERS)]
        asked.append((time.monotonic(), reader))
        await rig.say(reader, "/help")


def _use_of_the_limit(part: str, arrivals: Arrivals, story: int) -> Iterator[Figure]:
    alerts = arrivals.of(story)
    during = [at for at in arrivals.moments if alerts[0][0] <= at <= alerts[-1][0]]
    share = mean_rate(during) / _RATE
    most = busiest_second(arrivals.moments)
    yield Figure(part=part, name="mean rate ÷ the rate that is set", unit="×", values=[share])
    yield Figure(part=part, name="most in any second", unit="", values=[most])


def _answers(part: str, arrivals: Arrivals, asked: Asked) -> Iterator[Figure]:
    waits = [_wait(arrivals, *question) for question in asked]
    answered = [wait * 1_000 for wait in waits if wait is not None]
    missing = len(waits) - len(answered)
    yield Figure(part=part, name="/help to its answer meanwhile", unit="ms", values=answered)
    yield Figure(part=part, name="not answered", unit="", values=[missing], expected=0)


def _wait(arrivals: Arrivals, asked_at: float, reader: int) -> float | None:
    """Until the next message to this reader, in seconds."""
    to_them = (
        at for at, chat in zip(arrivals.moments, arrivals.chats, strict=True) if chat == reader
    )
    return next((at - asked_at for at in to_them if at >= asked_at), None)
