"""When to ask a feed next, so that little is asked and little waits. Pure.

A request costs as much as one piece of news that waits for `PATIENCE`. Of all plans for the hours
ahead the cheapest is taken, and its first request is the answer. At an even rate that makes the
wait the square root of the gap between news: of four times as much it is asked twice as often.
Where there are habits, it asks right after the usual time, and seldom at night.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Final, NamedTuple

from feeds.timing.forecast import SLOT, SLOTS_A_DAY, expected, rate, slot_begins, slot_of

PATIENCE: Final = timedelta(minutes=1)
AHEAD: Final = timedelta(hours=6)

# Below, all spans are counted in slots.
_PRICE: Final = PATIENCE / SLOT


def usual_wait(arrivals: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait if any time is like another. Something must have come already."""
    return SLOT * math.sqrt(2 * _PRICE / rate(arrivals, now))


def best_wait(
    arrivals: Sequence[datetime], *, now: datetime, soonest: timedelta, shortest: timedelta
) -> timedelta:
    """How long to wait now, `soonest` or longer, if later waits are `shortest` or longer.

    Something must have come already.
    """
    outlook = _look_ahead(arrivals, now)
    last = len(outlook.ends) - 1
    first = outlook.index_of(soonest / SLOT)
    if first >= last:
        return soonest
    later = _later_costs(outlook, max(1, math.ceil(shortest / SLOT)))
    whole = range(math.floor(first) + 1, last)
    costs: dict[float, float] = {
        index: outlook.waiting(index) + _PRICE + later[index] for index in whole
    }
    costs[first] = outlook.waiting_within(first) + _PRICE + _at(later, first)
    best = min(costs, key=lambda index: (costs[index], index))
    if costs[best] >= outlook.waiting(last):  # nothing ahead is worth a request
        return max(soonest, AHEAD, usual_wait(arrivals, now))
    return SLOT * _at(outlook.ends, best)


class _Outlook(NamedTuple):
    """The slots ahead, from now on."""

    ends: Sequence[float]
    """When each ends; the first one has just begun and ended."""
    news: Sequence[float]
    """What is expected until then."""
    moments: Sequence[float]
    """The sum of the moments at which it is expected."""

    def index_of(self, moment: float) -> float:
        """Which slot ends at the moment; a number between two if it is within one."""
        return min(moment / self.ends[1], 1.0) + max(moment - self.ends[1], 0.0)

    def waiting(self, end: int, start: int = 0) -> float:
        """How long what comes between the ends of two slots will have waited, all together."""
        came = self.news[end] - self.news[start]
        return self.ends[end] * came - (self.moments[end] - self.moments[start])

    def waiting_within(self, index: float) -> float:
        """The same from now on, until some moment within a slot."""
        return _at(self.ends, index) * _at(self.news, index) - _at(self.moments, index)


def _look_ahead(arrivals: Sequence[datetime], now: datetime) -> _Outlook:
    begun = (now - slot_begins(now)) / SLOT
    today, slot = expected(arrivals, now), slot_of(now)
    news = [today[(slot + n) % SLOTS_A_DAY] for n in range(AHEAD // SLOT)]
    news[0] *= 1 - begun  # the rest of the present slot
    ends = [n + 1 - begun for n in range(len(news))]
    middles = [(begin + end) / 2 for begin, end in zip([0.0, *ends], ends, strict=False)]
    return _Outlook(
        ends=[0.0, *ends],
        news=[0.0, *accumulate(news)],
        moments=[0.0, *accumulate(n * middle for n, middle in zip(news, middles, strict=True))],
    )


def _later_costs(outlook: _Outlook, least: int) -> Sequence[float]:
    """What the cheapest plan costs from the end of each slot on, for a feed that is asked then."""
    ends, news, moments = outlook  # the sum of `_Outlook.waiting`, written out: it is slow enough
    last = len(ends) - 1
    costs = [0.0] * len(ends)
    for start in range(last, -1, -1):
        before, missed = news[start], moments[start]
        best = outlook.waiting(last, start)
        for end in range(start + least, last):
            asking = ends[end] * (news[end] - before) - moments[end] + missed + _PRICE
            if asking >= best:
                break  # what comes later has waited longer
            best = min(best, asking + costs[end])
        costs[start] = best
    return costs


def _at(values: Sequence[float], index: float) -> float:
    """The value at an index, which may be between two."""
    below = math.floor(index)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (index - below)
