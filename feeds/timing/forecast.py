"""How much news a feed is likely to bring in each five minutes of a day, by when it has. Pure.

People publish by the clock: newsrooms sleep at night, a bulletin comes at nine every day, an
automatic listing at each full hour. So what is expected in a slot is

- how often something came around that time of day, over the days that are remembered,
- times how much that slot of the hour is favoured over others.

Small numbers rule nothing out: a day without habits is mixed in, and an hour's favourite slots
count only as far as they are no chance. The silence since the last arrival counts like any other.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from news.rhythm import FEWEST, LONG_SILENCE

SLOT: Final = timedelta(minutes=5)
DAY: Final = timedelta(days=1)
SLOTS_A_DAY: Final = DAY // SLOT
SLOTS_AN_HOUR: Final = timedelta(hours=1) // SLOT
GRACE: Final = timedelta(minutes=2)
"""Publishers love round minutes, and need a moment: slots begin and end this much past them."""

RECENTLY: Final = timedelta(days=14)
RARELY: Final = 1.0
"""What comes more rarely than every so many days is expected so often, unless it is long silent.

A recall is worth more than the fortieth article of a day.
"""
AROUND: Final = 6
"""The time of day is taken as known to so many slots either way."""
EVEN_DAYS: Final = 1.0
"""So many days without any habit are mixed in with those remembered."""


def slot_of(moment: datetime) -> int:
    """The number of the slot in the UTC day that the moment is in."""
    return (moment - GRACE - _midnight(moment)) // SLOT % SLOTS_A_DAY


def slot_begins(moment: datetime) -> datetime:
    """When the slot began that the moment is in."""
    return moment - (moment - GRACE - _midnight(moment)) % SLOT


def rate(arrivals: Sequence[datetime], now: datetime) -> float:
    """How much news comes in one slot, whatever the hour. There must have been some."""
    recent, days = _remembered(arrivals, now)
    return len(recent) / days / SLOTS_A_DAY


def expected(arrivals: Sequence[datetime], now: datetime) -> list[float]:
    """How much news is to be expected in each slot of the UTC day. There must have been some."""
    of_the_hour = _favour(arrivals)
    return [
        news * of_the_hour[slot % SLOTS_AN_HOUR]
        for slot, news in enumerate(_through_the_day(arrivals, now))
    ]


def _through_the_day(arrivals: Sequence[datetime], now: datetime) -> list[float]:
    recent, days = _remembered(arrivals, now)
    even = rate(arrivals, now)
    if days < 1:  # the hours to come are not among those remembered
        return [even] * SLOTS_A_DAY
    near = [0] * SLOTS_A_DAY
    for arrival in recent:
        slot = slot_of(arrival)
        for other in range(slot - AROUND, slot + AROUND + 1):
            near[other % SLOTS_A_DAY] += 1
    width = 2 * AROUND + 1
    return [(number / width + EVEN_DAYS * even) / (days + EVEN_DAYS) for number in near]


def _favour(arrivals: Sequence[datetime]) -> list[float]:
    """How many times its share each slot of the hour gets, beyond what chance alone would do."""
    came = Counter(slot_of(arrival) % SLOTS_AN_HOUR for arrival in arrivals)
    share = len(arrivals) / SLOTS_AN_HOUR
    squares = sum((came[slot] - share) ** 2 for slot in range(SLOTS_AN_HOUR))
    scatter = squares / share / (SLOTS_AN_HOUR - 1)  # 1 is chance
    trust = 1 - 1 / max(scatter, 1.0)
    return [1 + trust * (came[slot] / share - 1) for slot in range(SLOTS_AN_HOUR)]


def _remembered(arrivals: Sequence[datetime], now: datetime) -> tuple[Sequence[datetime], float]:
    """What tells most of the days ahead, and how many days it is the news of."""
    recent = [arrival for arrival in arrivals if now - arrival <= RECENTLY]
    if len(recent) < FEWEST:
        recent, since = list(arrivals), arrivals[0]
    else:
        since = max(arrivals[0], now - RECENTLY)
    days = max((now - since) / DAY, 1 / 24)
    is_dead = now - arrivals[-1] > LONG_SILENCE
    return recent, days if is_dead else min(days, len(recent) * RARELY)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
