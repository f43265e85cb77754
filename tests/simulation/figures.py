"""What simulated days come to: requests and delays, ours beside a fixed poll. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from tests.simulation.day import Result
from tests.simulation.habits import MINUTE

ALL: Final = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Some results in short; delays in minutes."""

    feeds: int
    news: int
    requests: float
    """Of one feed, in the day."""
    p50: float
    p95: float


def figures(results: Sequence[Result]) -> Figures:
    """The results of some feeds, each of whose news counts alike."""
    delays = [delay for result in results for delay in result.delays]
    return Figures(
        feeds=len(results),
        news=len(delays),
        requests=sum(result.requests for result in results) / len(results),
        p50=percentile(delays, 50),
        p95=percentile(delays, 95),
    )


def percentile(delays: Iterable[timedelta], percent: float) -> float:
    """The delay in minutes that so many percent of all do not exceed (nearest rank)."""
    ordered = sorted(delays)
    if not ordered:
        return math.nan
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)] / MINUTE


def is_promise_kept(ours: Sequence[Result], fixed: Sequence[Result]) -> bool:
    """Fewer than half the requests, and what is published is seen no later at the median."""
    us, them = figures(ours), figures(fixed)
    return us.requests < them.requests / 2 and us.p50 <= them.p50


def table(ours: Sequence[Result], fixed: Sequence[Result]) -> str:
    """Both for each kind of feed, and for all of them."""
    kinds = dict.fromkeys(result.kind for result in ours)
    head = ("feeds", "news", "asked", "p50", "p95", "asked", "p50", "p95")
    lines = [
        f"{'':30}{'ours':>16}{'every 15 minutes':>27}",
        f"{'':16}{''.join(f'{name:>9}' for name in head)}",
        *(_row(kind, _of(kind, ours), _of(kind, fixed)) for kind in kinds),
        _row(ALL, ours, fixed),
    ]
    return "\n".join(lines)


def _of(kind: str, results: Sequence[Result]) -> Sequence[Result]:
    return [result for result in results if result.kind == kind]


def _row(name: str, ours: Sequence[Result], fixed: Sequence[Result]) -> str:
    us, them = figures(ours), figures(fixed)
    cells = (us.requests, us.p50, us.p95, them.requests, them.p50, them.p95)
    return f"{name:16}{us.feeds:>9}{us.news:>9}" + "".join(f"{cell:>9.1f}" for cell in cells)
