"""How often something comes, and when its not coming is worth a word."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.feeds import Health
from news.rhythm import (
    ARRIVALS_KEPT,
    BATCH,
    LONG_SILENCE,
    batches,
    is_failing,
    is_silent,
    silence_limit,
    usual_gap,
    weekly,
)
from tests.builders import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)

spans = st.integers(0, 60 * 24 * 400).map(lambda number: timedelta(minutes=number))


def every(gap: timedelta, times: int = 10, last: timedelta = timedelta()) -> Health:
    """A feed in good health to which something came so often, the last time so long ago."""
    arrivals = tuple(NOW - last - gap * back for back in reversed(range(times)))
    return Health(arrivals=arrivals, last_ok_at=NOW, last_new_at=NOW - last)


def test_what_comes_together_is_one_piece_of_news() -> None:
    contents = [NOW + MINUTE * number for number in range(20)]

    assert batches([*contents, NOW + HOUR]) == (NOW, NOW + HOUR)


def test_only_the_latest_arrivals_are_kept() -> None:
    kept = batches(NOW - HOUR * back for back in range(500))

    assert len(kept) == ARRIVALS_KEPT
    assert kept[-1] == NOW


@given(st.lists(spans.map(lambda span: NOW - span)))
def test_batches_are_in_order_apart_and_do_not_change_when_taken_again(
    moments: list[datetime],
) -> None:
    kept = batches(moments)

    assert all(later - earlier >= BATCH for earlier, later in pairwise(kept))
    assert set(kept) <= set(moments)
    assert batches(kept) == kept


def test_the_usual_gap_is_the_one_in_the_middle() -> None:
    arrivals = [NOW, NOW + HOUR, NOW + 2 * HOUR, NOW + 90 * DAY]

    assert usual_gap(arrivals) == HOUR


@pytest.mark.parametrize("times", [0, 1, 2])
def test_two_arrivals_are_no_rhythm(times: int) -> None:
    arrivals = every(DAY, times).arrivals

    assert usual_gap(arrivals) is None
    assert weekly(arrivals, NOW) is None


@pytest.mark.parametrize(
    ("gap", "limit"),
    [
        (HOUR, WEEK),
        (DAY, 20 * DAY),
        (WEEK, 90 * DAY),
        (30 * DAY, 120 * DAY),
        (365 * DAY, 4 * 365 * DAY),
    ],
)
def test_a_feed_is_silent_when_it_is_far_beyond_its_rhythm(
    gap: timedelta, limit: timedelta
) -> None:
    assert silence_limit(every(gap)) == limit
    assert not is_silent(every(gap, last=limit), NOW)
    assert is_silent(every(gap, last=limit + MINUTE), NOW)


@pytest.mark.parametrize(
    "health",
    [
        Health(),
        Health(last_ok_at=NOW),
        Health(last_ok_at=NOW, last_new_at=NOW - LONG_SILENCE),
        Health(last_ok_at=NOW, arrivals=(NOW - 400 * DAY,), error="HTTP 500", error_count=1),
    ],
    ids=["never read", "always empty", "too little known", "failing"],
)
def test_nobody_is_called_silent_without_grounds(health: Health) -> None:
    assert not is_silent(health, NOW)


def test_a_feed_that_was_dead_when_it_was_first_read_is_silent() -> None:
    dead = Health(last_ok_at=NOW, last_new_at=NOW, arrivals=every(DAY, last=800 * DAY).arrivals)

    assert is_silent(dead, NOW)


@pytest.mark.parametrize(
    ("since", "failing"), [(None, False), (23 * HOUR, False), (24 * HOUR, True), (9 * DAY, True)]
)
def test_a_feed_is_failing_after_a_day_of_it(since: timedelta | None, failing: bool) -> None:
    health = Health(first_error_at=None if since is None else NOW - since, error_count=1)

    assert is_failing(health, NOW) is failing


@pytest.mark.parametrize(
    ("health", "times"),
    [
        (every(HOUR, ARRIVALS_KEPT), 172),
        (every(DAY, 40), 7),
        (every(WEEK), 1),
        (every(30 * DAY), 0),
        (every(DAY, 40, last=60 * DAY), 0),
        (every(HOUR, 3), 21),
    ],
)
def test_how_often_it_has_come_of_late(health: Health, times: int) -> None:
    assert weekly(health.arrivals, NOW) == times
