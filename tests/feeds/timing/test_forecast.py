"""What a feed is expected to bring follows what it has brought, by the clock."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.timing.forecast import (
    GRACE,
    SLOT,
    SLOTS_A_DAY,
    expected,
    rate,
    slot_begins,
    slot_of,
)
from tests.builders import NOW

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
MIDNIGHT = NOW.replace(hour=0)

moments = st.integers(0, 60 * 24 * 500).map(lambda number: NOW - number * MINUTE)
arrivals_of = st.lists(moments, min_size=3, max_size=48).map(lambda found: tuple(sorted(found)))


@pytest.mark.parametrize(
    ("moment", "slot"),
    [
        (MIDNIGHT + GRACE, 0),
        (MIDNIGHT + GRACE + SLOT, 1),
        (MIDNIGHT, SLOTS_A_DAY - 1),
        (MIDNIGHT + HOUR + GRACE, 12),
    ],
)
def test_slots_begin_a_little_past_round_minutes(moment: datetime, slot: int) -> None:
    assert slot_of(moment) == slot


@given(moments)
def test_a_moment_is_in_its_slot(moment: datetime) -> None:
    begun = slot_begins(moment)

    assert begun <= moment < begun + SLOT
    assert (begun - GRACE).minute % 5 == 0


def test_a_daily_bulletin_is_expected_at_its_hour() -> None:
    nine = MIDNIGHT + 9 * HOUR
    bulletins = tuple(nine - DAY * back + MINUTE for back in reversed(range(14)))

    day = expected(bulletins, NOW)

    assert max(range(SLOTS_A_DAY), key=day.__getitem__) == slot_of(nine)
    assert sum(day[slot_of(nine) - 6 : slot_of(nine) + 7]) > 20 * sum(day[:24])


def test_what_is_remembered_for_less_than_a_day_says_nothing_of_the_night() -> None:
    busy = tuple(NOW - 37 * MINUTE * back for back in reversed(range(24)))

    day = expected(busy, NOW)

    assert min(day) > 0
    assert sum(day) == pytest.approx(24 / (23 * 37 / 1440), rel=0.01)


def test_the_silence_since_the_last_arrival_counts() -> None:
    hourly = tuple(NOW - HOUR * back for back in reversed(range(48)))

    assert rate(hourly, NOW + 7 * DAY) < rate(hourly, NOW) / 4


def test_a_feed_that_has_become_livelier_is_known_by_its_recent_days() -> None:
    monthly = [NOW - 30 * DAY * back for back in range(30, 0, -1)]
    livelier = (*monthly, *(NOW - DAY * back for back in range(5, 0, -1)))

    assert rate(livelier, NOW) * SLOTS_A_DAY > 0.3


@pytest.mark.parametrize(("silent", "a_day"), [(3, 1.0), (80, 1.0), (400, 0.03)])
def test_what_comes_rarely_is_expected_daily_unless_it_is_long_silent(
    silent: int, a_day: float
) -> None:
    monthly = tuple(NOW - (silent + 30 * back) * DAY for back in reversed(range(20)))

    assert rate(monthly, NOW) * SLOTS_A_DAY == pytest.approx(a_day, rel=0.4)


@given(arrivals_of)
def test_nothing_is_impossible_and_nothing_is_without_end(arrivals: tuple[datetime, ...]) -> None:
    day = expected(arrivals, NOW)

    assert len(day) == SLOTS_A_DAY
    assert all(0 < news < 100 for news in day)
