"""Two hundred publishers, or as many as wanted, of every kind that is found among health feeds."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from tests.simulation.habits import (
    DAY,
    EVERY_DAY,
    HOUR,
    MINUTE,
    OFFICE,
    WORKDAYS,
    Habit,
    Span,
    bulletin,
    issue,
    machine,
    outbreak,
    writing,
)

LISTED: Final = 20
"""So many of the newest are in each feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A feed as its publisher runs it."""

    kind: str
    published: Sequence[datetime]
    """In order."""
    fresh_for: timedelta | None = None
    ttl: timedelta | None = None
    outages: Sequence[tuple[datetime, datetime]] = ()

    def so_far(self, now: datetime) -> int:
        """How much it has published."""
        return bisect_right(self.published, now)

    def is_out(self, now: datetime) -> bool:
        """Its server does not answer."""
        return any(start <= now < end for start, end in self.outages)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What publishers of a kind have in common."""

    name: str
    share: int
    """Of forty."""
    habit: Callable[[Random], Habit]
    past: timedelta = 400 * DAY
    """How far back to write down what they published: a listing of it is enough."""
    wishes: Sequence[tuple[timedelta | None, timedelta | None]] = ((None, None),)
    outages: Callable[[Random, datetime], Sequence[tuple[datetime, datetime]]] = field(
        default=lambda _random, _day: ()
    )


def _newsroom(random: Random) -> Habit:
    minutes = random.choice([(), (), (0, 30), (0, 15, 30, 45)])
    return writing(random.uniform(8, 50), minutes=minutes, scheduled=0.5)


def _bulletin(random: Random) -> Habit:
    days = EVERY_DAY if random.random() < 0.4 else WORKDAYS
    minute = random.choice([0, 0, 0, 15, 30, 45, random.randrange(60)])
    late = random.choice([0.5, 1, 2, 10])
    return bulletin(random.randrange(5, 21), minute, days=days, late=late)


def _agency(random: Random) -> Habit:
    a_day = random.choice([1 / 30, 1 / 14, 1 / 7, 2 / 7, 4 / 7])
    minutes = random.choice([(), (), (0, 15, 30)])
    return writing(a_day, OFFICE, weekend=0.05, minutes=minutes, scheduled=0.5)


def _hours_out(random: Random, day: datetime) -> Sequence[tuple[datetime, datetime]]:
    """Some hours of the day that is looked at; for one in three since ever, and for good."""
    if random.random() < 1 / 3:
        return [(day - 400 * DAY, day + 400 * DAY)]
    start = day + random.uniform(0, 16) * HOUR
    return [(start, start + random.uniform(1, 8) * HOUR)]


KINDS: Final = (
    _Kind(name="newsroom", share=8, habit=_newsroom, past=10 * DAY),
    _Kind(
        name="wire",
        share=2,
        habit=lambda random: writing(random.uniform(80, 200), weekend=0.7),
        past=10 * DAY,
    ),
    _Kind(
        name="hourly listing",
        share=4,
        habit=lambda random: machine(
            random.randrange(5, 9), random.randrange(18, 24), random.randrange(60)
        ),
        past=10 * DAY,
    ),
    _Kind(name="daily bulletin", share=6, habit=_bulletin),
    _Kind(
        name="blog",
        share=4,
        habit=lambda random: writing(
            random.uniform(0.3, 1.5), OFFICE, minutes=random.choice([(), (0, 30)])
        ),
    ),
    _Kind(name="agency", share=7, habit=_agency),
    _Kind(
        name="journal",
        share=3,
        habit=lambda random: issue(random.choice([7, 14, 30]), random.choice([0, 8, 14])),
    ),
    _Kind(name="outbreak", share=2, habit=lambda _random: outbreak(21, 15)),
    _Kind(
        name="asks to wait",
        share=2,
        habit=_newsroom,
        past=10 * DAY,
        wishes=(
            (30 * MINUTE, None),
            (60 * MINUTE, None),
            (None, 60 * MINUTE),
            (None, 120 * MINUTE),
        ),
    ),
    _Kind(name="in trouble", share=2, habit=_newsroom, past=10 * DAY, outages=_hours_out),
)


def a_press(
    seed: int, *, begin: datetime, day: datetime, end: datetime, size: int
) -> list[Publisher]:
    """So many publishers, from what they list at `begin` until `end`; trouble comes on the `day`.

    The same seed, the same press; each kind has its share of any forty.
    """
    random = Random(seed)
    forty = [kind for kind in KINDS for _ in range(kind.share)]
    return [
        _publisher(forty[number % len(forty)], random, begin=begin, day=day, end=end)
        for number in range(size)
    ]


def _publisher(
    kind: _Kind, random: Random, *, begin: datetime, day: datetime, end: datetime
) -> Publisher:
    fresh_for, ttl = random.choice(kind.wishes)
    span = Span(start=begin - kind.past, end=end)
    outages = kind.outages(random, day)
    is_dead = any(until > end for _, until in outages)
    return Publisher(
        kind=kind.name,
        published=() if is_dead else kind.habit(random)(random, span),
        fresh_for=fresh_for,
        ttl=ttl,
        outages=outages,
    )
