"""How fast, how cheaply and how completely the bot sends when Telegram lets it."""

import asyncio
from collections.abc import Iterator

from tests.bench.arrivals import Arrivals, busiest_second, mean_rate, middle
from tests.bench.figures import Figure
from tests.bench.rig import Rig, a_rig
from tests.bench.sizes import Sizes
from tests.bench.stage import beside, crowd
from tests.bench.texts import stories

TOPIC = "asthma"
SUBJECT = "Asthma"
PAID = {"BOT_MESSAGES_PER_SECOND": "1000", "BOT_PAID_BROADCAST": "true"}
"""What Telegram sells; its own limit then is 1,000 a second."""
PATIENCE = 240.0
_LOOK_EVERY = 0.5


async def full_speed(sizes: Sizes) -> list[Figure]:
    """One article for very many, with a Telegram that answers after 50 ms."""
    followers = crowd(sizes.burst)
    async with a_rig("--latency", "0.05") as rig:
        await rig.has_followers(followers, TOPIC)
        await rig.start(PAID)
        used_before = rig.cpu_seconds()
        memory: list[float] = []
        async with beside(_watch_memory(rig, memory)):
            story = await tell_all(rig)
        used = rig.cpu_seconds() - used_before
        arrivals = await rig.arrivals()
    part = f"full speed, {len(followers):,} followers"
    return [
        *pace(part, arrivals),
        *completeness(part, arrivals, story, followers),
        Figure(
            part=part,
            name="CPU of all processes per alert",
            unit="ms",
            values=[used * 1_000 / len(arrivals.of(story))],
        ),
        Figure(part=part, name="memory of all processes, PSS", unit="MiB", values=memory),
    ]


async def tell_all(rig: Rig) -> int:
    """Publish a story, and wait until nobody is owed it any more; its number."""
    story = await rig.publish(*next(stories(SUBJECT)))
    await rig.has_recorded(story + 1)
    await rig.has_settled_all(PATIENCE)
    return story


def pace(part: str, arrivals: Arrivals) -> Iterator[Figure]:
    """How fast it was in the middle, and at its fastest."""
    rate = mean_rate(middle(arrivals.moments))
    most = busiest_second(arrivals.moments)
    yield Figure(part=part, name="messages a second, in the middle", unit="/s", values=[rate])
    yield Figure(part=part, name="most in any second", unit="", values=[most])


def completeness(part: str, arrivals: Arrivals, story: int, followers: range) -> Iterator[Figure]:
    """That everybody was told, and nobody twice."""
    reached = [chat_id for _, chat_id in arrivals.of(story)]
    lost = len(set(followers) - set(reached))
    copies = len(reached) - len(set(reached))
    yield Figure(part=part, name="lost", unit="", values=[lost], expected=0)
    yield Figure(part=part, name="copies", unit="", values=[copies], expected=0)


async def _watch_memory(rig: Rig, samples: list[float]) -> None:
    while True:
        samples.append(rig.memory())
        await asyncio.sleep(_LOOK_EVERY)
