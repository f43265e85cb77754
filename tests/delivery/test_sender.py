"""The sender drains the outbox in order, holds little, and loses nothing."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest

from delivery.marks import Marks
from delivery.outcomes import AFTER_TROUBLE, SECOND_THOUGHT
from delivery.sender import Sender
from news.crew import Crew
from news.models import Delivery, Message
from news.outcomes import Dead, Done, Later, NotSent, Outcome, Rejected, Sent, Throttled, Unsure
from tests.delivery.fakes import FakeMessenger, FakeOutbox, RestlessClock, a_delivery, settle_down


class Office:
    """A sender with its surroundings; as a context it waits for the sends in hand."""

    def __init__(self, owed: int, *, size: int = 4, unwritable: int = 0) -> None:
        self.outbox = FakeOutbox(deque(a_delivery(number) for number in range(1, owed + 1)))
        self.messenger = FakeMessenger()
        self.clock = RestlessClock()
        self.crew = Crew(size)
        marks = Marks(self.outbox, self.clock, written=lambda: None)
        self.sender = Sender(
            self.outbox, self.messenger, self._rendered, marks, self.clock, self.crew
        )
        self._unwritable = unwritable

    def _rendered(self, delivery: Delivery) -> Message:
        if self._unwritable in delivery.ids:
            raise KeyError("no text for this")
        return Message(text=delivery.articles[0].draft.entry.title)

    async def drain(self) -> list[timedelta]:
        """Rounds until nothing is owed; the spans it was asked to wait."""
        waits: list[timedelta] = []
        async with self.crew:
            while self.outbox.owed or not waits:
                answer = await self.sender.round()
                await settle_down()
                if isinstance(answer, timedelta):
                    waits.append(answer)
                elif not answer:
                    break
        return waits

    @property
    def verdicts(self) -> dict[int, object]:
        """By delivery."""
        return {each.delivery_ids[0]: each.verdict for each in self.outbox.settled}


async def test_what_is_owed_is_sent_in_the_order_it_is_claimed_and_marked() -> None:
    office = Office(owed=3)

    await office.drain()

    assert office.messenger.sent == [(101, "News 1"), (102, "News 2"), (103, "News 3")]
    assert office.verdicts == {1: Done(1), 2: Done(2), 3: Done(3)}


async def test_a_card_that_cannot_be_written_is_dead_and_holds_nothing_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    office = Office(owed=6, unwritable=4)

    await office.drain()

    assert office.verdicts[4] == Dead("cannot be rendered")
    assert [chat for chat, _ in office.messenger.sent] == [101, 102, 103, 105, 106]
    assert "no text for this" in caplog.text


async def test_it_never_holds_more_than_its_crew() -> None:
    office = Office(owed=20, size=4)
    office.messenger.open.clear()

    async with office.crew:
        assert await office.sender.round() is True
        await settle_down()
        held = office.crew.size - office.crew.free
        office.messenger.open.set()

    assert (held, office.outbox.limits) == (4, [4])
    assert len(office.outbox.owed) == 16


async def test_it_takes_more_as_soon_as_half_of_its_crew_is_free() -> None:
    office = Office(owed=20, size=4)

    async with office.crew:
        await office.sender.round()
        await settle_down()
        await office.sender.round()

    assert office.outbox.limits == [4, 4]
    assert len(office.outbox.settled) == 8


async def test_while_nothing_gets_through_it_waits_longer_and_longer_and_tries_one_at_a_time() -> (
    None
):
    office = Office(owed=20, size=4)
    office.messenger.outcome = lambda _: NotSent("no connection")

    waits = await office.drain()

    seconds = [wait.total_seconds() for wait in waits]
    assert seconds[:9] == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    assert max(seconds) == 60
    assert office.outbox.limits[:3] == [4, 1, 1]
    assert all(isinstance(verdict, Later) for verdict in office.verdicts.values())


async def test_one_message_that_gets_through_ends_the_waiting() -> None:
    office = Office(owed=8, size=1)
    office.messenger.outcome = lambda number: Sent(1) if number == 3 else NotSent("no connection")

    waits = await office.drain()

    assert [wait.total_seconds() for wait in waits[:4]] == [0.5, 1, 0.5, 1]


async def test_one_that_gets_through_beside_one_that_does_not_keeps_the_line_open() -> None:
    office = Office(owed=4, size=2)
    office.messenger.outcome = lambda number: NotSent("lost") if number == 1 else Sent(1)

    assert await office.drain() == []
    assert set(office.outbox.limits) == {2}
    assert office.messenger.resumed == len(office.outbox.limits)


async def test_while_sends_are_not_answered_but_questions_are_few_alerts_pay_for_it() -> None:
    office = Office(owed=40, size=4)
    office.messenger.outcome = lambda number: Unsure("reset") if number <= 9 else Sent(1)

    waits = await office.drain()

    assert office.outbox.limits[:8] == [4, 1, 1, 1, 1, 1, 1, 4]
    assert [wait.total_seconds() for wait in waits] == [1, 2, 4, 8, 16]
    doubted = {n for n, verdict in office.verdicts.items() if isinstance(verdict, Later)}
    assert doubted == set(range(1, 10))


@pytest.mark.parametrize("outcome", [Throttled(timedelta(seconds=9)), Rejected("too long")])
async def test_an_answer_of_telegrams_is_no_reason_to_wait(outcome: Outcome) -> None:
    office = Office(owed=3, size=1)
    office.messenger.outcome = lambda _: outcome

    assert await office.drain() == []
    assert len(office.outbox.settled) == 3


async def test_after_a_send_without_an_answer_nothing_is_claimed_until_there_is_one() -> None:
    office = Office(owed=6, size=2)
    office.messenger.outcome = lambda number: Unsure("silence") if number == 2 else Sent(1)
    office.messenger.silent = 3

    waits = await office.drain()

    assert [wait.total_seconds() for wait in waits] == [0.5, 1, 2]
    assert office.messenger.asked == 4
    assert office.outbox.limits[:3] == [2, 1, 2]
    assert isinstance(office.verdicts[2], Later)
    assert sum(verdict == Done(1) for verdict in office.verdicts.values()) == 5


async def test_a_card_that_cannot_be_written_does_not_open_a_line_that_is_closed() -> None:
    office = Office(owed=6, size=2, unwritable=3)
    office.messenger.outcome = lambda number: Sent(1) if number > 2 else NotSent("no connection")

    await office.drain()

    assert office.outbox.limits[:4] == [2, 1, 1, 2]


async def test_a_mere_slip_costs_no_waiting() -> None:
    office = Office(owed=6, size=2)
    office.messenger.outcome = lambda number: Unsure("silence") if number == 2 else Sent(1)

    assert await office.drain() == []
    assert office.messenger.asked == 1


async def test_what_was_sent_before_a_silence_does_not_end_it() -> None:
    office = Office(owed=4, size=2)
    office.messenger.outcome = lambda number: Unsure("silence") if number == 1 else Sent(1)
    office.messenger.silent = 1

    assert [wait.total_seconds() for wait in await office.drain()] == [0.5]
    assert office.messenger.asked == 2


async def test_in_trouble_a_second_try_is_put_off_for_longer() -> None:
    office = Office(owed=2, size=1)
    office.messenger.outcome = lambda _: Unsure("silence")

    await office.drain()

    first, second = office.verdicts.values()
    assert isinstance(first, Later)
    assert isinstance(second, Later)
    assert second.due_at - first.due_at >= AFTER_TROUBLE - SECOND_THOUGHT


async def test_while_the_whole_bot_has_to_wait_nothing_is_claimed() -> None:
    office = Office(owed=3)
    office.messenger.resting = timedelta(minutes=5)

    async with office.crew:
        assert await office.sender.round() == timedelta(minutes=5)

    assert office.outbox.limits == []


async def test_a_line_whose_question_fails_stays_silent() -> None:
    office = Office(owed=4, size=2)
    office.messenger.outcome = lambda number: Unsure("silence") if number == 1 else Sent(1)

    async with office.crew:
        await office.sender.round()
        await settle_down()
        with patch.object(office.messenger, "answers", side_effect=ZeroDivisionError):
            for _ in range(2):
                with pytest.raises(ZeroDivisionError):
                    await office.sender.round()
        assert len(office.messenger.sent) == 2
        while office.outbox.owed:
            await office.sender.round()
            await settle_down()

    assert len(office.messenger.sent) == 4


async def test_a_list_is_in_hand_as_a_whole() -> None:
    office = Office(owed=0)
    office.outbox.owed.append(a_delivery(1, stories=5))
    office.messenger.open.clear()

    async with office.crew:
        await office.sender.round()
        await settle_down()
        office.outbox.owed.append(a_delivery(3))  # claimed anew, without the others
        await office.sender.round()
        await settle_down()
        office.messenger.open.set()

    assert len(office.messenger.sent) == 1
    (settled,) = office.outbox.settled
    assert settled.delivery_ids == (1, 2, 3, 4, 5)


async def test_nothing_is_lost_when_outcomes_cannot_be_written_for_a_while() -> None:
    office = Office(owed=3)
    office.outbox.failures = 5

    await office.drain()

    assert office.verdicts == {1: Done(1), 2: Done(2), 3: Done(3)}
    assert len(office.messenger.sent) == 3


async def test_what_is_claimed_again_while_it_is_on_its_way_goes_out_once() -> None:
    office = Office(owed=1)
    office.messenger.open.clear()

    async with office.crew:
        await office.sender.round()
        await settle_down()
        office.outbox.owed.append(a_delivery(1))  # its lease is over, and nobody else took it
        await office.sender.round()
        await settle_down()
        office.messenger.open.set()

    assert len(office.messenger.sent) == 1
    assert len(office.outbox.settled) == 1


async def test_what_is_settled_while_it_is_claimed_again_is_given_back() -> None:
    office = Office(owed=1)
    office.messenger.open.clear()

    async def claim(now: datetime, limit: int) -> Sequence[Delivery]:
        office.messenger.open.set()
        await settle_down()
        return [a_delivery(1)]

    async with office.crew:
        await office.sender.round()
        await settle_down()
        with patch.object(office.outbox, "claim", claim):
            await office.sender.round()
        await settle_down()

    back = Later(office.clock.now(), costs_attempt=False, reason="settled while it was claimed")
    assert len(office.messenger.sent) == 1
    assert [each.verdict for each in office.outbox.settled] == [Done(1), back]


async def test_what_was_put_off_goes_out_when_it_is_claimed_again() -> None:
    office = Office(owed=1)
    office.messenger.outcome = lambda number: Sent(5) if number == 2 else Throttled(timedelta())

    async with office.crew:
        await office.sender.round()
        await settle_down()
        office.outbox.owed.append(a_delivery(1))
        await office.sender.round()

    assert len(office.messenger.sent) == 2
    assert office.verdicts[1] == Done(5)


async def test_what_is_not_sent_is_logged_without_the_chat_or_the_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    office = Office(owed=1)
    office.messenger.outcome = lambda _: Rejected("too long")

    await office.drain()

    (record,) = caplog.records
    assert vars(record)["deliveries"] == (1,)
    assert "News 1" not in str(vars(record))
    assert "101" not in caplog.text
