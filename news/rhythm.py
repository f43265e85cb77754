"""A feed's rhythm: how often something new comes, and whether it has fallen out of step. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low
from typing import Final

from news.feeds import Health

ARRIVALS_KEPT: Final = 48
"""Two or three days of a busy newsroom, and four years of a monthly journal."""
BATCH: Final = timedelta(minutes=30)
"""What comes within half an hour comes together: a table of contents is one piece of news."""
FEWEST: Final = 3
"""With fewer arrivals there is no telling how often something comes."""

SHORTEST_SILENCE: Final = timedelta(days=7)
LONG_SILENCE: Final = timedelta(days=90)
FAILING_AFTER: Final = timedelta(hours=24)
RECENTLY: Final = timedelta(weeks=4)


def batches(moments: Iterable[datetime]) -> tuple[datetime, ...]:
    """When something came, one moment for what came together; the latest ones, the newest last."""
    kept: list[datetime] = []
    for moment in sorted(moments):
        if not kept or moment - kept[-1] >= BATCH:
            kept.append(moment)
    return tuple(kept[-ARRIVALS_KEPT:])


def usual_gap(arrivals: Sequence[datetime]) -> timedelta | None:
    """How long it usually takes until something new comes; None if too little came to tell."""
    if len(arrivals) < FEWEST:
        return None
    return median_low(later - earlier for earlier, later in pairwise(arrivals))


def silence_limit(health: Health) -> timedelta:
    """How long without anything new is far beyond the feed's rhythm.

    Twenty times the usual gap, but a week at least. A feed that comes once in some weeks need not
    miss twenty issues: three months will do, or four issues if that is longer.
    """
    gap = usual_gap(health.arrivals)
    if gap is None:
        return LONG_SILENCE
    return max(SHORTEST_SILENCE, min(20 * gap, max(LONG_SILENCE, 4 * gap)))


def is_silent(health: Health, now: datetime) -> bool:
    """Read without trouble, but nothing has come for far longer than is usual."""
    last = health.arrivals[-1] if health.arrivals else health.last_new_at
    if last is None or health.error_count or health.last_ok_at is None:
        return False
    return now - last > silence_limit(health)


def is_failing(health: Health, now: datetime) -> bool:
    """It could not be read for a day, however often it was tried."""
    return health.first_error_at is not None and now - health.first_error_at >= FAILING_AFTER


def weekly(arrivals: Sequence[datetime], now: datetime) -> int | None:
    """How many times a week something new has come of late; None if too little came to tell."""
    if len(arrivals) < FEWEST:
        return None
    # The record of a busy feed is shorter than the weeks that are asked for.
    span = min(max(now - arrivals[0], timedelta(days=1)), RECENTLY)
    recent = sum(1 for arrival in arrivals if now - arrival <= span)
    return round(recent * (timedelta(weeks=1) / span))
