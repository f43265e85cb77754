"""A feed is asked as often as it is worth, and as seldom as its publisher asks."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.timing.cadence import (
    A_FEW,
    CATCH_UP,
    LONGEST_HOLD,
    Bounds,
    after_failure,
    after_reading,
    catch_up,
    is_probe_due,
    publishers_wish,
)
from feeds.timing.trouble import MONTH
from news.feeds import Health, Trouble
from news.fetches import Failed
from news.rhythm import ARRIVALS_KEPT, batches
from tests.builders import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
USUAL = Bounds(shortest=15 * MINUTE, longest=6 * HOUR)
FIXED = Bounds(shortest=SECOND, longest=SECOND)

minutes = st.integers(1, 10_000).map(lambda number: number * MINUTE)
bounds = st.tuples(minutes, minutes).map(lambda two: Bounds(shortest=min(two), longest=max(two)))
past = st.integers(1, 60 * 24 * 500).map(lambda number: NOW - number * MINUTE)
healths = st.builds(
    Health,
    interval=st.none() | minutes,
    arrivals=st.lists(past, max_size=60).map(batches),
    unchanged=st.integers(0, 10_000),
    error_count=st.integers(0, 10_000),
    first_error_at=st.none() | past,
    trouble=st.none() | st.sampled_from(Trouble),
    last_ok_at=st.none() | past,
    last_full_at=st.none() | past,
)
failures = st.builds(
    Failed,
    reason=st.just("x"),
    trouble=st.sampled_from(Trouble),
    retry_after=st.none() | minutes,
)
wishes = st.none() | minutes
chances = st.floats(0, 1)


def every(gap: timedelta, times: int = 20) -> Health:
    """A feed that was read just now, and to which something came so often."""
    arrivals = tuple(NOW - gap * back for back in range(times, 0, -1))
    return Health(arrivals=arrivals, last_ok_at=NOW - MINUTE, last_full_at=NOW - MINUTE)


def wait_after(health: Health) -> timedelta:
    assert health.next_check_at
    return health.next_check_at - NOW


# ── It was read ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("shortest", "longest", "first"), [(15, 360, 60), (5, 30, 30), (90, 360, 90), (7, 7, 7)]
)
def test_a_feed_whose_rhythm_is_not_known_is_asked_hourly_within_the_bounds(
    shortest: int, longest: int, first: int
) -> None:
    within = Bounds(shortest=shortest * MINUTE, longest=longest * MINUTE)

    health = after_reading(Health(), within, now=NOW, arrivals=[NOW], is_full=True)

    assert health.interval == first * MINUTE


@pytest.mark.parametrize(
    ("unchanged", "interval"), [(0, 60), (2, 60), (3, 90), (4, 135), (7, 360), (99_999, 360)]
)
def test_and_less_often_while_it_stays_silent(unchanged: int, interval: int) -> None:
    health = after_reading(Health(unchanged=unchanged), USUAL, now=NOW, is_full=True)

    assert health.interval == interval * MINUTE
    assert health.unchanged == unchanged + 1


def test_the_first_listing_tells_the_rhythm_at_once() -> None:
    busy = [NOW - 40 * MINUTE * back for back in range(30)]
    quiet = [NOW - 30 * DAY * back - 10 * HOUR for back in range(30)]

    often = after_reading(Health(), USUAL, now=NOW, arrivals=busy, is_full=True)
    seldom = after_reading(Health(), USUAL, now=NOW, arrivals=quiet, is_full=True)

    assert often.interval
    assert seldom.interval
    assert often.interval < 25 * MINUTE
    assert seldom.interval > 2 * HOUR
    assert often.arrivals == tuple(reversed(busy))


def test_only_the_latest_arrivals_are_kept_and_what_comes_together_counts_once() -> None:
    health = every(HOUR, ARRIVALS_KEPT)
    contents = [NOW - SECOND * number for number in range(1, 20)]

    after = after_reading(health, USUAL, now=NOW, arrivals=contents, is_full=True)

    assert len(after.arrivals) == ARRIVALS_KEPT
    assert NOW - after.arrivals[-1] < MINUTE
    assert after.arrivals[-2] == NOW - HOUR
    assert after.unchanged == 0


@pytest.mark.parametrize("date", [NOW - DAY, NOW, NOW + HOUR])
def test_a_date_before_the_last_reading_is_not_believed(date: datetime) -> None:
    health = replace(every(DAY), last_ok_at=NOW - HOUR)

    after = after_reading(health, USUAL, now=NOW, arrivals=[date], is_full=True)

    assert after.arrivals[-1] == NOW - HOUR / 2


@pytest.mark.parametrize(
    ("fresh_for", "ttl", "wish"),
    [(None, None, 0), (2, None, 2), (None, 3, 3), (2, 3, 3), (100, None, 24), (None, 100, 6)],
)
def test_the_publishers_wish_counts_up_to_a_cap(
    fresh_for: int | None, ttl: int | None, wish: int
) -> None:
    spans = [None if hours is None else hours * HOUR for hours in (fresh_for, ttl)]

    assert publishers_wish(*spans) == wish * HOUR


@pytest.mark.parametrize("health", [Health(), every(40 * MINUTE)], ids=["new", "known"])
def test_a_publisher_can_hold_us_off_but_not_hurry_us(health: Health) -> None:
    held_off = after_reading(health, USUAL, now=NOW, is_full=True, ttl=5 * HOUR)
    not_hurried = after_reading(health, USUAL, now=NOW, is_full=True, ttl=MINUTE)

    assert wait_after(held_off) >= 5 * HOUR
    assert wait_after(not_hurried) >= USUAL.shortest


def test_an_interval_the_operator_fixed_is_exact() -> None:
    health = after_reading(
        every(9 * HOUR), FIXED, now=NOW, is_full=False, fresh_for=DAY, chance=1.0
    )

    assert wait_after(health) == SECOND


def test_a_reading_clears_the_errors_and_remembers_the_last_news() -> None:
    sick = Health(
        error="x",
        trouble=Trouble.SERVER,
        error_count=3,
        first_error_at=NOW,
        last_new_at=NOW,
        last_full_at=NOW,
        last_ok_at=NOW,
    )

    well = after_reading(sick, USUAL, now=NOW + HOUR, is_full=False)
    full = after_reading(sick, USUAL, now=NOW + HOUR, arrivals=[NOW + HOUR], is_full=True)

    assert (well.error, well.trouble, well.error_count, well.first_error_at) == (
        None,
        None,
        0,
        None,
    )
    assert well.last_ok_at == well.last_fetch_at == NOW + HOUR
    assert well.last_new_at == well.last_full_at == NOW
    assert full.last_new_at == full.last_full_at == NOW + HOUR


@pytest.mark.parametrize(
    ("gap", "since", "due"),
    [
        (HOUR, 6 * DAY, False),
        (HOUR, 7 * DAY, True),
        (DAY, 19 * DAY, False),
        (DAY, 20 * DAY, True),
        (30 * DAY, 120 * DAY, True),
    ],
)
def test_only_not_modified_for_too_long_is_doubted(
    gap: timedelta, since: timedelta, due: bool
) -> None:
    assert is_probe_due(replace(every(gap), last_full_at=NOW - since), NOW) is due


def test_a_feed_without_a_rhythm_is_doubted_after_a_week_and_a_new_one_never() -> None:
    assert is_probe_due(Health(last_ok_at=NOW, last_full_at=NOW - 7 * DAY), NOW)
    assert not is_probe_due(Health(last_ok_at=NOW, last_full_at=NOW - 6 * DAY), NOW)
    assert not is_probe_due(Health(), NOW)


# ── The bot was away ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("overdue", "interval", "latest"),
    [
        (A_FEW, HOUR, timedelta()),
        (A_FEW + 1, HOUR, CATCH_UP),
        (1_000, SECOND, SECOND),
        (1_000, None, timedelta()),
    ],
)
def test_many_overdue_feeds_are_asked_over_some_minutes(
    overdue: int, interval: timedelta | None, latest: timedelta
) -> None:
    assert catch_up(overdue, interval, 0) == timedelta()
    assert catch_up(overdue, interval, 1) == latest


# ── Whatever happens ─────────────────────────────────────────────────────────────────────────────


@given(
    healths,
    bounds,
    st.lists(past),
    st.booleans(),
    st.none() | minutes,
    st.none() | minutes,
    chances,
)
def test_a_reading_never_brings_us_back_too_soon_nor_too_late(
    health: Health,
    within: Bounds,
    arrivals: list[datetime],
    is_full: bool,
    fresh_for: timedelta | None,
    ttl: timedelta | None,
    chance: float,
) -> None:
    after = after_reading(
        health,
        within,
        now=NOW,
        arrivals=arrivals,
        is_full=is_full,
        fresh_for=fresh_for,
        ttl=ttl,
        chance=chance,
    )

    assert after.interval
    assert within.shortest <= after.interval <= within.longest
    assert within.shortest <= wait_after(after)
    wish = timedelta() if within.are_fixed else publishers_wish(fresh_for, ttl)
    assert wish <= wait_after(after) <= max(within.longest, wish) * 1.1
    assert len(after.arrivals) <= ARRIVALS_KEPT
    assert all(earlier < later for earlier, later in pairwise(after.arrivals))
    assert all(arrival <= NOW for arrival in after.arrivals)


@given(healths, bounds, failures, chances)
def test_a_failure_never_brings_us_back_too_soon_nor_too_late(
    health: Health, within: Bounds, failed: Failed, chance: float
) -> None:
    after = after_failure(health, within, now=NOW, failed=failed, chance=chance)

    latest = MONTH if failed.trouble is Trouble.GONE else LONGEST_HOLD
    assert within.shortest <= wait_after(after) <= max(within.longest, latest) * 1.1


@given(healths, bounds, failures, chances)
def test_one_more_failure_never_shortens_the_wait(
    health: Health, within: Bounds, failed: Failed, chance: float
) -> None:
    one = replace(health, trouble=failed.trouble)
    more = replace(one, error_count=one.error_count + 1)

    first = after_failure(one, within, now=NOW, failed=failed, chance=chance)
    second = after_failure(more, within, now=NOW, failed=failed, chance=chance)

    assert wait_after(first) <= wait_after(second)
