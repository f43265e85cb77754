"""Each kind of trouble keeps us away for as long as it deserves, and none for ever."""

from datetime import timedelta

import pytest

from feeds.timing.cadence import (
    FIRST_INTERVAL,
    LONGEST_HOLD,
    UNTOLD_HOLD,
    Bounds,
    after_failure,
    host_hold,
)
from feeds.timing.trouble import MONTH
from news.feeds import Health, Trouble
from news.fetches import Failed
from tests.builders import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
USUAL = Bounds(shortest=15 * MINUTE, longest=6 * HOUR)
FIXED = Bounds(shortest=SECOND, longest=SECOND)


def wait_after(health: Health) -> timedelta:
    assert health.next_check_at
    return health.next_check_at - NOW


def failing(
    trouble: Trouble, times: int = 1, *, since: timedelta = HOUR, chance: float = 1
) -> Health:
    """A feed that is asked hourly, after so many failures in a row."""
    ill = Health(
        error_count=times - 1,
        trouble=trouble if times > 1 else None,
        first_error_at=NOW - since if times > 1 else None,
    )
    failed = Failed(reason="x", trouble=trouble)
    return after_failure(ill, USUAL, now=NOW, failed=failed, chance=chance)


def test_a_failure_is_kept_with_its_beginning() -> None:
    well = Health(arrivals=(NOW - DAY, NOW - HOUR), last_ok_at=NOW - HOUR)
    one = Failed(reason="no answer")
    other = Failed(reason="not a feed", trouble=Trouble.NOT_A_FEED)
    first = after_failure(well, USUAL, now=NOW, failed=one)
    second = after_failure(first, USUAL, now=NOW + 2 * HOUR, failed=other)

    assert (second.error, second.error_count) == ("not a feed", 2)
    assert second.trouble is Trouble.NOT_A_FEED
    assert (second.first_error_at, second.last_fetch_at) == (NOW, NOW + 2 * HOUR)
    assert second.arrivals == first.arrivals == well.arrivals
    assert second.last_ok_at == well.last_ok_at


@pytest.mark.parametrize(("times", "longest"), [(1, 2), (2, 4), (3, 8), (5, 24), (500, 24)])
def test_a_failing_feed_is_asked_less_and_less_often(times: int, longest: int) -> None:
    for trouble in (Trouble.UNREACHABLE, Trouble.SERVER, Trouble.UNREADABLE, Trouble.MISSING):
        assert wait_after(failing(trouble, times, since=DAY, chance=0)) == FIRST_INTERVAL
        assert wait_after(failing(trouble, times, since=DAY, chance=1)) == longest * HOUR


@pytest.mark.parametrize(("since", "longest"), [(HOUR, 2), (5 * HOUR, 5), (90 * HOUR, 24)])
def test_a_short_outage_is_not_followed_by_a_long_wait(since: timedelta, longest: int) -> None:
    assert wait_after(failing(Trouble.SERVER, 50, since=since)) == longest * HOUR


@pytest.mark.parametrize(
    ("trouble", "times", "days"),
    [
        (Trouble.REFUSED, 1, 1 / 6),
        (Trouble.REFUSED, 2, 1 / 3),
        (Trouble.REFUSED, 90, 1),
        (Trouble.GONE, 1, 1),
        (Trouble.GONE, 2, 30),
        (Trouble.HOSTILE, 2, 1),
        (Trouble.FORBIDDEN, 1, 1),
        (Trouble.FORBIDDEN, 90, 1),
        (Trouble.THROTTLED, 1, 1 / 6),
        (Trouble.THROTTLED, 90, 1 / 6),
    ],
)
def test_some_troubles_have_a_pause_of_their_own(trouble: Trouble, times: int, days: float) -> None:
    assert wait_after(failing(trouble, times, chance=0)) == days * DAY
    assert wait_after(failing(trouble, times, chance=1)) <= 1.1 * days * DAY


def test_what_is_hostile_once_may_be_a_mishap() -> None:
    assert wait_after(failing(Trouble.HOSTILE, 1)) == 2 * HOUR


def test_what_is_missing_for_a_month_is_looked_for_every_week() -> None:
    day_before = failing(Trouble.MISSING, 50, since=MONTH - DAY)

    assert wait_after(day_before) == DAY
    assert wait_after(failing(Trouble.MISSING, 50, since=MONTH, chance=0)) == 7 * DAY


@pytest.mark.parametrize("trouble", [trouble for trouble in Trouble if trouble != "throttled"])
def test_a_feed_that_is_asked_every_second_is_soon_found_well_again(trouble: Trouble) -> None:
    health = Health(error_count=999, trouble=trouble, first_error_at=NOW - 90 * DAY)
    failed = Failed(reason="x", trouble=trouble)

    after = after_failure(health, FIXED, now=NOW, failed=failed, chance=1.0)

    assert wait_after(after) == timedelta(seconds=64)


@pytest.mark.parametrize(
    ("within", "told", "wait"),
    [
        (USUAL, 3 * DAY, 3 * DAY),
        (USUAL, 300 * DAY, 7 * DAY),
        (USUAL, 40 * MINUTE, 40 * MINUTE),
        (USUAL, timedelta(), 15 * MINUTE),
        (FIXED, HOUR, HOUR),
    ],
)
@pytest.mark.parametrize("trouble", [Trouble.THROTTLED, Trouble.SERVER])
def test_an_ordered_pause_wins(
    within: Bounds, told: timedelta, wait: timedelta, trouble: Trouble
) -> None:
    failed = Failed(reason="busy", trouble=trouble, retry_after=told)

    health = after_failure(Health(error_count=9), within, now=NOW, failed=failed, chance=1.0)

    assert wait_after(health) == wait


@pytest.mark.parametrize(("told", "hold"), [(None, 4), (1, 1), (9_999, 7 * 24)])
def test_a_host_that_asks_for_a_pause_gets_it(told: int | None, hold: int) -> None:
    assert host_hold(None if told is None else told * HOUR) == hold * HOUR
    assert UNTOLD_HOLD <= LONGEST_HOLD
