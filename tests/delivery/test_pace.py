"""The pace holds Telegram's limits whatever is asked of it, and nothing back for longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.pace import REPLY_BURST, Pace
from news.models import ChatId, Lane
from tests.builders import NOW

ANA, BEN = ChatId(101), ChatId(102)
CHOIR, CLUB = ChatId(-1001), ChatId(-1002)
SECOND = timedelta(seconds=1)
RESOLUTION = timedelta.resolution
SPACING = {ANA: SECOND, BEN: SECOND, CHOIR: 3 * SECOND, CLUB: 3 * SECOND}


@dataclass(frozen=True, slots=True)
class Step:
    """A message is wanted some time after the one before, and may be refused."""

    chat_id: ChatId
    lane: Lane
    after: timedelta
    refused_for: timedelta | None = None


STEPS = st.builds(
    Step,
    st.sampled_from(list(SPACING)),
    st.sampled_from(Lane),
    st.sampled_from([0, 0, 0, 10, 400, 1_000, 4_900, 5_100]).map(
        lambda wait: timedelta(milliseconds=wait)
    ),
)
BUMPY_STEPS = st.builds(
    Step,
    st.sampled_from(list(SPACING)),
    st.sampled_from(Lane),
    st.sampled_from([0, 0, 400, 1_500, 4_900, 5_100]).map(
        lambda wait: timedelta(milliseconds=wait)
    ),
    st.sampled_from([None, None, timedelta(seconds=2), timedelta(seconds=30)]),
)
RATES = st.integers(1, 1_000)


def messages(rate: float, steps: Sequence[Step]) -> list[tuple[timedelta, Step]]:
    """When each message goes out if each goes as early as the pace lets it."""
    pace, now, gone = Pace(rate), NOW, []
    for step in steps:
        now = pace.ready_at(step.chat_id, step.lane, now + step.after)
        pace.take(step.chat_id, now)
        gone.append((now - NOW, step))
    return gone


@given(rate=RATES, steps=st.lists(STEPS, max_size=80))
def test_no_second_sees_more_messages_than_the_rate_and_one(rate: int, steps: list[Step]) -> None:
    moments = [at for at, _ in messages(rate, steps)]

    for start in moments:
        assert sum(start <= at <= start + SECOND for at in moments) <= rate + 1


@given(rate=RATES, steps=st.lists(STEPS, max_size=60))
def test_an_alert_keeps_its_distance_from_whatever_the_chat_got_before(
    rate: int, steps: list[Step]
) -> None:
    last: dict[ChatId, timedelta] = {}
    for at, step in messages(rate, steps):
        if step.lane is not Lane.REPLY and step.chat_id in last:
            assert at - last[step.chat_id] >= SPACING[step.chat_id]
        last[step.chat_id] = at


@given(rate=RATES, steps=st.lists(STEPS, max_size=60))
def test_no_chat_ever_gets_more_than_a_burst_and_its_share(rate: int, steps: list[Step]) -> None:
    gone = messages(rate, steps)
    for chat_id, spacing in SPACING.items():
        moments = [at for at, step in gone if step.chat_id == chat_id]
        for first, start in enumerate(moments):
            for number, end in enumerate(moments[first:], start=1):
                assert number <= REPLY_BURST + (end - start) / spacing


@given(rate=RATES, steps=st.lists(BUMPY_STEPS, max_size=60))
def test_forgetting_what_is_idle_changes_no_later_decision(rate: int, steps: list[Step]) -> None:
    keeping, forgetting, now = Pace(rate), Pace(rate), NOW
    for step in steps:
        now += step.after
        forgetting.forget_idle(now)
        decided = keeping.ready_at(step.chat_id, step.lane, now)

        assert forgetting.ready_at(step.chat_id, step.lane, now) == decided

        if decided <= now:
            for pace in (keeping, forgetting):
                pace.take(step.chat_id, now)
                if step.refused_for is not None:
                    pace.refused(step.chat_id, step.refused_for, now)


@given(
    halts=st.lists(
        st.tuples(
            st.sampled_from([None, *SPACING]),
            st.integers(0, 20).map(lambda seconds: timedelta(seconds=seconds)),
            st.integers(1, 60).map(lambda seconds: timedelta(seconds=seconds)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_halt_is_never_shortened(
    halts: list[tuple[ChatId | None, timedelta, timedelta]],
) -> None:
    pace, now = Pace(30), NOW
    promised = dict.fromkeys(SPACING, NOW)
    for chat_id, after, retry_after in halts:
        now += after
        pace.refused(chat_id, retry_after, now)
        for known in SPACING:
            ready_at = pace.ready_at(known, Lane.REPLY, now)
            assert ready_at >= promised[known]
            promised[known] = ready_at
        if chat_id is not None:
            assert promised[chat_id] >= now + retry_after


def test_three_replies_go_at_once_and_the_fourth_waits_a_second() -> None:
    fast = 1_000
    replies = [Step(ANA, Lane.REPLY, timedelta())] * 4

    first, second, third, fourth = (at for at, _ in messages(fast, replies))

    assert third - first == timedelta(milliseconds=2)
    assert second < third < fourth
    assert fourth - first == SECOND


def test_a_quiet_chat_waits_only_for_its_turn_among_all() -> None:
    steps = [Step(ANA, Lane.ALERT, timedelta()), Step(BEN, Lane.ALERT, timedelta())]

    (_, (after, _)) = messages(20, steps)

    assert after == timedelta(milliseconds=50)


@pytest.mark.parametrize("chat_id", [ANA, None])
def test_a_refusal_to_a_person_or_to_nobody_in_particular_halts_everything(
    chat_id: ChatId | None,
) -> None:
    pace = Pace(30)

    pace.refused(chat_id, 7 * SECOND, NOW)

    assert pace.ready_at(BEN, Lane.REPLY, NOW) == NOW + 7 * SECOND
    assert pace.ready_at(None, Lane.REPLY, NOW) == NOW + 7 * SECOND


def test_a_refusal_in_one_group_halts_only_that_group() -> None:
    pace = Pace(30)

    pace.refused(CHOIR, 7 * SECOND, NOW)
    pace.refused(CHOIR, 9 * SECOND, NOW + SECOND)

    assert pace.ready_at(CHOIR, Lane.REPLY, NOW) == NOW + 10 * SECOND
    assert pace.ready_at(CLUB, Lane.ALERT, NOW) == NOW
    assert pace.ready_at(ANA, Lane.ALERT, NOW) == NOW
    assert pace._halted_chats == {CHOIR: NOW + 10 * SECOND}


@pytest.mark.parametrize(
    ("apart", "halted_until"),
    [
        (timedelta(seconds=4.9), NOW + timedelta(seconds=11.9)),
        (timedelta(seconds=5), NOW + timedelta(seconds=5)),
    ],
    ids=["together", "apart"],
)
def test_refusals_of_two_groups_within_five_seconds_halt_everything(
    apart: timedelta, halted_until: object
) -> None:
    pace = Pace(30)

    pace.refused(CHOIR, 7 * SECOND, NOW)
    pace.refused(CLUB, 7 * SECOND, NOW + apart)

    assert pace.ready_at(ANA, Lane.ALERT, NOW + apart) == halted_until


def test_what_still_holds_something_back_is_not_forgotten() -> None:
    pace = Pace(30)
    pace.take(ANA, NOW)
    pace.refused(CHOIR, 2 * SECOND, NOW)

    pace.forget_idle(NOW + SECOND - RESOLUTION)

    assert pace.ready_at(ANA, Lane.ALERT, NOW) == NOW + SECOND
    assert pace.ready_at(CHOIR, Lane.ALERT, NOW) == NOW + 2 * SECOND
    pace.forget_idle(NOW + 2 * SECOND - RESOLUTION)
    assert pace.ready_at(CHOIR, Lane.ALERT, NOW) == NOW + 2 * SECOND
    pace.forget_idle(NOW + 2 * SECOND)
    assert not pace._halted_chats
