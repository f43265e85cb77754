"""A feed is asked right after something usually comes, and seldom when nothing does."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.timing.planning import AHEAD, best_wait, usual_wait
from tests.builders import NOW

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
QUARTER = 15 * MINUTE
MIDNIGHT = NOW.replace(hour=0)

moments = st.integers(0, 60 * 24 * 500).map(lambda number: NOW - number * MINUTE)
arrivals_of = st.lists(moments, min_size=3, max_size=48).map(lambda found: tuple(sorted(found)))
waits = st.integers(1, 60 * 30).map(lambda number: number * MINUTE)


def daily(at: timedelta, days: int = 30) -> tuple[datetime, ...]:
    """Something came at this time of each day before today."""
    return tuple(MIDNIGHT - DAY * back + at for back in range(days, 0, -1))


def wait(arrivals: tuple[datetime, ...], now: datetime) -> timedelta:
    return best_wait(arrivals, now=now, soonest=QUARTER, shortest=QUARTER)


def asked_between(arrivals: tuple[datetime, ...], start: datetime, end: datetime) -> list[datetime]:
    """When it is asked from then on, until then, if nothing new comes."""
    asked = [start + wait(arrivals, start)]
    while asked[-1] < end:
        asked.append(asked[-1] + wait(arrivals, asked[-1]))
    return asked


@pytest.mark.parametrize("now", [8 * HOUR, 8 * HOUR + 33 * MINUTE])
def test_a_daily_bulletin_is_asked_for_right_after_its_time(now: timedelta) -> None:
    nine = MIDNIGHT + 9 * HOUR

    asked = asked_between(daily(9 * HOUR), MIDNIGHT + now, MIDNIGHT + 10 * HOUR)

    assert min(at - nine for at in asked if at >= nine) <= 3 * MINUTE
    assert len(asked) <= 4


def test_at_night_a_bulletin_is_hardly_asked_for() -> None:
    assert wait(daily(9 * HOUR), MIDNIGHT + 12 * HOUR) >= 3 * HOUR


def test_a_newsroom_is_asked_all_day_and_less_at_night() -> None:
    newsroom = tuple(
        MIDNIGHT - day * DAY + hour * HOUR + (hour * 23 + day * 31) % 60 * MINUTE
        for day in range(4, 0, -1)
        for hour in range(8, 20)
    )

    by_day = asked_between(newsroom, MIDNIGHT + 9 * HOUR, MIDNIGHT + 19 * HOUR)
    by_night = asked_between(newsroom, MIDNIGHT + 20 * HOUR, MIDNIGHT + 30 * HOUR)

    assert len(by_day) > 25
    assert len(by_night) < len(by_day) / 2


def test_what_comes_four_times_as_often_is_asked_for_twice_as_often() -> None:
    often = tuple(NOW - 6 * HOUR * back for back in range(40, 0, -1))
    seldom = tuple(NOW - 24 * HOUR * back for back in range(10, 0, -1))

    assert usual_wait(seldom, NOW) / usual_wait(often, NOW) == pytest.approx(2, rel=0.02)


def test_a_feed_long_dead_is_left_alone_for_as_long_as_the_plan_reaches() -> None:
    dead = tuple(NOW - 5 * 365 * DAY + DAY * day for day in range(40))

    assert wait(dead, NOW + 2 * HOUR) >= AHEAD


@given(arrivals_of, waits, waits)
def test_it_is_never_sooner_than_wanted(
    arrivals: tuple[datetime, ...], soonest: timedelta, shortest: timedelta
) -> None:
    waiting = best_wait(arrivals, now=NOW, soonest=soonest, shortest=shortest)

    assert waiting >= soonest - timedelta(milliseconds=1)
