"""A feed is asked as often as it is worth, and as seldom as its publisher asks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cadence import (
    LONGEST_BACKOFF,
    LONGEST_HOLD,
    Bounds,
    after_failure,
    after_reading,
    backoff,
    host_hold,
    interval_of,
    next_interval,
    publishers_wish,
)
from news.models import Health

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
USUAL = Bounds(shortest=timedelta(minutes=15), longest=timedelta(hours=6))
FIXED = Bounds(shortest=timedelta(seconds=1), longest=timedelta(seconds=1))

minutes = st.integers(1, 100_000).map(lambda number: timedelta(minutes=number))
bounds = st.tuples(minutes, minutes).map(lambda two: Bounds(shortest=min(two), longest=max(two)))
healths = st.builds(
    Health, interval=st.none() | minutes, error_count=st.integers(0, 10_000), error=st.none()
)
chances = st.floats(0, 1)


def every(**span: float) -> Health:
    return Health(interval=timedelta(**span))


@pytest.mark.parametrize(
    ("shortest", "longest", "first"), [(15, 360, 60), (5, 30, 30), (90, 360, 90), (7, 7, 7)]
)
def test_a_feed_never_read_is_asked_hourly_within_the_bounds(
    shortest: int, longest: int, first: int
) -> None:
    within = Bounds(shortest=timedelta(minutes=shortest), longest=timedelta(minutes=longest))

    assert interval_of(Health(), within) == timedelta(minutes=first)
    assert next_interval(Health(), within, new=True) == timedelta(minutes=first)


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [(60, True, 30), (60, False, 90), (20, True, 15), (300, False, 360), (1, False, 22.5)],
)
def test_news_bring_us_back_sooner_and_silence_later(before: int, new: bool, after: float) -> None:
    interval = next_interval(every(minutes=before), USUAL, new=new)

    assert interval == timedelta(minutes=after)


@pytest.mark.parametrize(
    ("fresh_for", "ttl", "wish"),
    [(None, None, 0), (2, None, 2), (None, 3, 3), (2, 3, 3), (100, None, 24), (None, 100, 6)],
)
def test_the_publishers_wish_counts_up_to_a_cap(
    fresh_for: int | None, ttl: int | None, wish: int
) -> None:
    spans = [None if hours is None else timedelta(hours=hours) for hours in (fresh_for, ttl)]

    assert publishers_wish(*spans) == timedelta(hours=wish)


def test_a_publisher_can_hold_us_off_but_not_hurry_us() -> None:
    held_off = after_reading(every(hours=1), USUAL, now=NOW, new=True, ttl=timedelta(hours=5))
    not_hurried = after_reading(every(hours=2), USUAL, now=NOW, new=True, ttl=timedelta(minutes=1))

    assert held_off.next_check_at == NOW + timedelta(hours=5)
    assert held_off.interval == timedelta(minutes=30)
    assert not_hurried.next_check_at == NOW + timedelta(hours=1)


def test_an_interval_the_operator_fixed_is_exact() -> None:
    health = after_reading(
        every(hours=9), FIXED, now=NOW, new=False, fresh_for=timedelta(days=1), chance=1.0
    )

    assert health.next_check_at == NOW + timedelta(seconds=1)


def test_a_reading_clears_the_errors_and_remembers_the_last_news() -> None:
    sick = Health(
        interval=timedelta(hours=1), error="x", error_count=3, first_error_at=NOW, last_new_at=NOW
    )

    well = after_reading(sick, USUAL, now=NOW + timedelta(hours=1), new=False)

    assert (well.error, well.error_count, well.first_error_at) == (None, 0, None)
    assert well.last_ok_at == well.last_fetch_at == NOW + timedelta(hours=1)
    assert well.last_new_at == NOW


@pytest.mark.parametrize(
    ("failures", "wait"), [(1, 120), (2, 240), (4, 960), (5, 1440), (50, 1440)]
)
def test_a_failing_feed_is_asked_less_and_less_often(failures: int, wait: int) -> None:
    assert backoff(timedelta(minutes=60), failures) == timedelta(minutes=wait)


def test_a_failure_is_kept_with_its_beginning() -> None:
    first = after_failure(every(hours=1), USUAL, now=NOW, reason="no answer")
    second = after_failure(first, USUAL, now=NOW + timedelta(hours=2), reason="not a feed")

    assert (second.error, second.error_count) == ("not a feed", 2)
    assert (second.first_error_at, second.last_fetch_at) == (NOW, NOW + timedelta(hours=2))
    assert second.last_ok_at is None
    assert second.interval == timedelta(hours=1)


@pytest.mark.parametrize(
    ("within", "told", "wait"),
    [
        (USUAL, timedelta(days=3), timedelta(days=3)),
        (USUAL, timedelta(days=300), timedelta(days=7)),
        (USUAL, timedelta(minutes=40), timedelta(minutes=40)),
        (USUAL, timedelta(), timedelta(minutes=15)),
        (FIXED, timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_an_ordered_pause_wins(within: Bounds, told: timedelta, wait: timedelta) -> None:
    health = after_failure(
        Health(error_count=9), within, now=NOW, reason="busy", retry_after=told, chance=1.0
    )

    assert health.next_check_at == NOW + wait


@pytest.mark.parametrize(("told", "hold"), [(None, 4), (1, 1), (9_999, 7 * 24)])
def test_a_host_that_asks_for_a_pause_gets_it(told: int | None, hold: int) -> None:
    retry_after = None if told is None else timedelta(hours=told)

    assert host_hold(retry_after) == timedelta(hours=hold)


@given(healths, bounds, st.booleans(), st.none() | minutes, st.none() | minutes, chances)
def test_a_reading_never_brings_us_back_too_soon_nor_too_late(
    health: Health,
    within: Bounds,
    new: bool,
    fresh_for: timedelta | None,
    ttl: timedelta | None,
    chance: float,
) -> None:
    after = after_reading(
        health, within, now=NOW, new=new, fresh_for=fresh_for, ttl=ttl, chance=chance
    )

    assert after.interval
    assert after.next_check_at
    assert within.shortest <= after.interval <= within.longest
    assert after.interval <= after.next_check_at - NOW
    assert after.next_check_at - NOW <= max(within.longest, timedelta(hours=24)) * 1.1


@given(healths, bounds, st.none() | minutes, chances)
def test_a_failure_never_brings_us_back_too_soon_nor_too_late(
    health: Health, within: Bounds, retry_after: timedelta | None, chance: float
) -> None:
    after = after_failure(
        health, within, now=NOW, reason="x", retry_after=retry_after, chance=chance
    )

    assert after.next_check_at
    wait = after.next_check_at - NOW
    assert within.shortest <= wait <= max(within.longest, LONGEST_BACKOFF, LONGEST_HOLD) * 1.1


@given(minutes, st.integers(0, 100))
def test_one_more_failure_never_shortens_the_wait(interval: timedelta, failures: int) -> None:
    assert backoff(interval, failures) <= backoff(interval, failures + 1)
