"""Outcomes are written at once, together with all that waits, and never given up."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest

from delivery.marks import GATHERING, Marks
from news.outcomes import Done, Settlement
from tests.delivery.fakes import FakeOutbox, RestlessClock, a_delivery, settle_down


class StepwiseOutbox(FakeOutbox):
    """Ends one write for each step."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = asyncio.Semaphore(0)

    async def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        await self.steps.acquire()
        await super().settle(settlements, now)


class Written:
    """Counts how often it was told that something is written, and what was left then."""

    def __init__(self, outbox: FakeOutbox | None = None) -> None:
        self.outbox = outbox or FakeOutbox()
        self.clock = RestlessClock()
        self.left: list[int] = []
        self.marks = Marks(self.outbox, self.clock, written=self._note)

    def _note(self) -> None:
        self.left.append(self.marks.unwritten)

    async def write(self, number: int) -> None:
        """The delivery with this number was sent."""
        delivery = a_delivery(number)
        await self.marks.write(
            Settlement(
                delivery_ids=delivery.ids, chat_id=delivery.address.chat_id, verdict=Done(number)
            )
        )


async def test_a_single_outcome_is_written_at_once() -> None:
    written = Written()

    await written.write(1)

    assert written.outbox.groups == [[1]]
    assert written.clock.slept == []


async def test_while_one_write_is_in_progress_the_others_gather_into_one() -> None:
    written = Written()
    written.outbox.open.clear()

    async with asyncio.TaskGroup() as group:
        for number in range(1, 6):
            group.create_task(written.write(number))
        await settle_down()
        assert written.outbox.groups == [[1]]
        assert written.marks.unwritten == 5
        written.outbox.open.set()

    assert written.outbox.groups == [[1], [2, 3, 4, 5]]
    assert written.left == [4, 0]
    assert written.marks.unwritten == 0


async def test_who_is_written_does_not_wait_for_the_write_that_comes_after() -> None:
    outbox = StepwiseOutbox()
    written, steps = Written(outbox), outbox.steps
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(written.write(number)) for number in (1, 2, 3)]
        await settle_down()
        steps.release()
        await settle_down()
        tasks.append(group.create_task(written.write(4)))
        await settle_down()
        steps.release()
        await settle_down()

        assert [task.done() for task in tasks] == [True, True, True, False]
        steps.release()

    assert written.outbox.groups == [[1], [2, 3], [4]]


async def test_after_a_group_the_next_one_gathers_a_little_and_a_lone_one_is_written_at_once() -> (
    None
):
    written = Written()
    written.outbox.open.clear()
    async with asyncio.TaskGroup() as group:
        for number in (1, 2, 3):
            group.create_task(written.write(number))
        await settle_down()
        written.outbox.open.set()

    assert written.outbox.groups == [[1], [2, 3]]
    assert written.clock.slept == []

    await written.write(4)
    assert written.clock.slept == [GATHERING]
    await written.write(5)
    assert written.clock.slept == [GATHERING]


async def test_what_comes_while_a_group_gathers_is_written_with_it() -> None:
    written = Written()
    written.outbox.open.clear()
    async with asyncio.TaskGroup() as group:
        for number in (1, 2, 3):
            group.create_task(written.write(number))
        await settle_down()
        written.outbox.open.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(written.write(4))
        group.create_task(written.write(5))

    assert written.outbox.groups[2:] == [[4, 5]]


async def test_a_writer_that_is_broken_off_takes_nobody_elses_outcome_along() -> None:
    written = Written()
    written.outbox.open.clear()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(written.write(number)) for number in (1, 2, 3)]
        await settle_down()
        tasks[0].cancel()
        await settle_down()
        assert not tasks[1].done()
        written.outbox.open.set()

    assert {each.delivery_ids[0] for each in written.outbox.settled} == {1, 2, 3}
    assert written.marks.unwritten == 0


async def test_a_writer_goes_on_only_when_its_own_outcome_is_in_the_database() -> None:
    written = Written()
    written.outbox.open.clear()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(written.write(number)) for number in (1, 2, 3)]
        await settle_down()
        assert not any(task.done() for task in tasks)
        written.outbox.open.set()

    assert {each.delivery_ids[0] for each in written.outbox.settled} == {1, 2, 3}


async def test_a_failed_write_is_tried_again_until_nothing_is_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    written = Written()
    written.outbox.failures = 9

    async with asyncio.TaskGroup() as group:
        for number in (1, 2, 3):
            group.create_task(written.write(number))
            await settle_down()

    waits = [span.total_seconds() for span in written.clock.slept]
    assert waits == [0.5, 1, 2, 4, 8, 10, 10, 10, 10]
    assert sorted(each.delivery_ids[0] for each in written.outbox.settled) == [1, 2, 3]
    assert written.marks.unwritten == 0
    assert caplog.text.count("disk full") >= 9


async def test_what_comes_while_a_write_fails_is_counted_as_unwritten() -> None:
    written = Written()
    written.outbox.failures = 1
    written.outbox.open.clear()

    async with asyncio.TaskGroup() as group:
        group.create_task(written.write(1))
        await settle_down()
        group.create_task(written.write(2))
        await settle_down()
        assert written.marks.unwritten == 2
        written.outbox.open.set()

    assert written.outbox.groups == [[1], [1], [2]]
    assert written.left == [1, 0]
