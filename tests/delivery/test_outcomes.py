"""What follows from each thing that Telegram can do with a delivery."""

from datetime import timedelta

import pytest

from delivery.outcomes import AFTER_TROUBLE, SECOND_THOUGHT, SOON, judge
from news.models import Address, ChatId
from news.outcomes import (
    Dead,
    Done,
    Later,
    Moved,
    NotSent,
    Outcome,
    Readdress,
    Rejected,
    Sent,
    Throttled,
    Unreachable,
    Unsure,
    Verdict,
)
from tests.builders import NOW
from tests.delivery.fakes import a_delivery

HALT = timedelta(seconds=17)
ELSEWHERE = Address(chat_id=ChatId(-100_777))

FIRST_TRY: list[tuple[Outcome, Verdict]] = [
    (Sent(5), Done(5)),
    (Throttled(HALT), Later(NOW + HALT, costs_attempt=False, reason="throttled")),
    (NotSent("no route"), Later(NOW + SOON, costs_attempt=False, reason="no route")),
    (Unsure("silence"), Later(NOW + SECOND_THOUGHT, costs_attempt=True, reason="silence")),
    (Unreachable("blocked"), Dead("blocked", chat_closed=True)),
    (Moved(ELSEWHERE), Readdress(ELSEWHERE)),
    (Rejected("too long"), Dead("too long")),
]
AFTER_A_DOUBT: list[tuple[Outcome, Verdict]] = [
    (verdict if not isinstance(verdict[0], Unsure) else (Unsure("silence"), Dead("silence")))
    for verdict in FIRST_TRY
]


@pytest.mark.parametrize(("outcome", "verdict"), FIRST_TRY)
def test_an_outcome_has_one_verdict(outcome: Outcome, verdict: Verdict) -> None:
    assert judge(outcome, a_delivery(), NOW) == verdict


@pytest.mark.parametrize(("outcome", "verdict"), AFTER_A_DOUBT)
def test_an_unanswered_send_is_tried_once_more_and_then_given_up(
    outcome: Outcome, verdict: Verdict
) -> None:
    assert judge(outcome, a_delivery(attempts=1), NOW) == verdict


def test_a_list_that_is_refused_falls_apart_and_all_else_is_as_for_one() -> None:
    several = a_delivery(stories=5)

    for outcome, verdict in FIRST_TRY:
        if not isinstance(outcome, Rejected):
            assert judge(outcome, several, NOW) == verdict
    assert judge(Rejected("too long"), several, NOW) == Later(
        NOW, costs_attempt=False, reason="too long", alone=True
    )


def test_in_trouble_a_doubt_is_put_off_for_longer() -> None:
    verdict = judge(Unsure("silence"), a_delivery(), NOW, in_trouble=True)

    assert verdict == Later(NOW + AFTER_TROUBLE, costs_attempt=True, reason="silence")


def test_the_table_has_a_line_for_every_outcome() -> None:
    assert {type(outcome) for outcome, _ in FIRST_TRY} == set(Outcome.__args__)
