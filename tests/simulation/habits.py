"""When publishers of different habits have something new.

The habits are those of real feeds: people write in their working hours, and least on weekends;
software publishes at round minutes; a bulletin comes at its hour; a journal comes all at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

MONDAY: Final = datetime(2026, 6, 1, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# How much is written in each hour of a local day, from midnight on.
NEWSROOM: Final = tuple(map(int, "111112468999889987654321"))
OFFICE: Final = tuple(map(int, "000000013999669985211000"))
ZONES: Final = (-8, -5, -5, -5, 0, 0, 1, 1, 1, 2, 3, 5.5, 9)
WORKDAYS: Final = range(5)
EVERY_DAY: Final = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time that is simulated."""

    start: datetime
    end: datetime

    def days(self) -> Sequence[datetime]:
        """Each midnight, in UTC."""
        return [self.start + DAY * n for n in range((self.end - self.start) // DAY)]


Habit = Callable[[Random, Span], list[datetime]]


def writing(
    a_day: float,
    curve: Sequence[int] = NEWSROOM,
    *,
    weekend: float = 0.3,
    minutes: Sequence[int] = (),
    scheduled: float = 0.7,
) -> Habit:
    """People who publish when they are done; a share of it at these minutes, if there are any."""
    busiest = max(curve)
    pace = a_day / (sum(curve) / len(curve)) * busiest

    def moments(random: Random, span: Span) -> list[datetime]:
        zone = random.choice(ZONES) * HOUR
        found, moment = [], span.start
        while (moment := moment + random.expovariate(pace) * DAY) < span.end:
            local = moment + zone
            likely = curve[local.hour] / busiest * (weekend if local.weekday() >= 5 else 1)
            if random.random() < likely:
                on_time = minutes and random.random() < scheduled
                found.append(_at_minute(moment, random, minutes) if on_time else moment)
        return sorted(found)

    return moments


def machine(first: int, last: int, minute: int) -> Habit:
    """A listing that software makes at that minute of each hour, if there is any news."""

    def moments(random: Random, span: Span) -> list[datetime]:
        zone = random.choice(ZONES) * HOUR
        return sorted(
            day - zone + hour * HOUR + (minute + 2 * random.random()) * MINUTE
            for day in span.days()
            for hour in range(first, last)
            if random.random() < 0.9
        )

    return moments


def bulletin(hour: int, minute: int, *, days: Sequence[int], late: float) -> Habit:
    """The same hour every day, a little late."""

    def moments(random: Random, span: Span) -> list[datetime]:
        zone = random.choice(ZONES) * HOUR
        return sorted(
            day - zone + hour * HOUR + (minute + abs(random.gauss(0, late))) * MINUTE
            for day in span.days()
            if day.weekday() in days and random.random() < 0.97
        )

    return moments


def issue(every: int, hour: int) -> Habit:
    """A table of contents at once, every so many days, within two hours or so."""

    def moments(random: Random, span: Span) -> list[datetime]:
        offset = random.randrange(every)
        return [
            day + hour * HOUR + random.uniform(0, 120) * MINUTE
            for day in span.days()[offset::every]
        ]

    return moments


def outbreak(every: int, articles: int) -> Habit:
    """Nothing for weeks, and then everything within two days."""

    def moments(random: Random, span: Span) -> list[datetime]:
        offset = random.randrange(every)
        return sorted(
            day + random.uniform(0, 48) * HOUR
            for day in span.days()[offset::every]
            for _ in range(articles)
        )

    return moments


def _at_minute(moment: datetime, random: Random, minutes: Sequence[int]) -> datetime:
    """The moment put on one of these minutes of its hour, or some seconds later."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour + (random.choice(minutes) + random.random() / 2) * MINUTE
