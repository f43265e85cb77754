"""A loop works while there is work, rests when it fails, and stops between two steps."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.loops import Loop
from bot.timetable import Timetable
from tests.bot.leaping import leaping

Answer = bool | timedelta | Exception


class Work:
    """A loop whose steps answer in turn; after the last answer it is told to stop."""

    def __init__(self, *answers: Answer) -> None:
        self.loop = Loop("work", self._step)
        self.moments: list[float] = []
        self.in_step: Callable[[], None] = lambda: None
        self._answers: Iterator[Answer] = iter(answers)

    async def _step(self) -> bool | timedelta:
        self.moments.append(asyncio.get_running_loop().time())
        self.in_step()
        answer = next(self._answers, None)
        if answer is None:
            self.loop.stop()
            return False
        if isinstance(answer, Exception):
            raise answer
        return answer

    def waits(self) -> list[float]:
        """The seconds between its steps, roughly."""
        leaping(asyncio.wait_for(self.loop.run(), timeout=86_400))
        return [round(b - a, 1) for a, b in zip(self.moments, self.moments[1:], strict=False)]


def test_it_goes_on_at_once_while_there_is_more_to_do() -> None:
    assert Work(True, True, True).waits() == [0, 0, 0]


def test_it_waits_as_long_as_a_step_asks() -> None:
    assert Work(timedelta(seconds=7), timedelta(minutes=2)).waits() == [7, 120]


def test_a_failing_step_is_tried_again_after_longer_and_longer_rests(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failures = [OSError("disk full") for _ in range(9)]

    assert Work(*failures).waits() == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert caplog.text.count("disk full") >= 9
    assert {vars(record)["loop"] for record in caplog.records} == {"work"}


def test_a_step_that_goes_well_makes_the_next_rest_short_again() -> None:
    work = Work(OSError(), OSError(), True, OSError())

    assert work.waits() == [1, 2, 0, 1]


def test_a_ring_during_a_step_is_not_lost() -> None:
    work = Work(False, False)
    work.in_step = work.loop.ring

    assert work.waits() == [0, 0]


async def test_without_work_it_waits_for_the_bell() -> None:
    work = Work(False, False)
    async with asyncio.TaskGroup() as group:
        group.create_task(work.loop.run())
        await let_go_on()
        assert len(work.moments) == 1

        work.loop.ring()
        work.loop.ring()
        await let_go_on()
        assert len(work.moments) == 2

        work.loop.ring()

    assert len(work.moments) == 3


@pytest.mark.parametrize("answer", [False, timedelta(hours=1), OSError("disk full")])
async def test_it_stops_while_it_waits_or_rests(answer: Answer) -> None:
    work = Work(answer)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(work.loop.run())
        await let_go_on()

        work.loop.stop()

    assert len(work.moments) == 1


async def test_it_finishes_the_step_in_hand_before_it_stops() -> None:
    go_on, finished = asyncio.Event(), []

    async def step() -> bool:
        await go_on.wait()
        finished.append(True)
        return True

    loop = Loop("work", step)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(loop.run())
        await let_go_on()
        loop.stop()
        go_on.set()

    assert finished == [True]


async def test_it_can_be_cancelled() -> None:
    work = Work(timedelta(hours=1))
    task = asyncio.create_task(work.loop.run())
    await let_go_on()

    task.cancel()

    with suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()


async def test_a_timetable_rings_again_and_again_until_it_is_stopped() -> None:
    timetable, rung, twice = Timetable(), [], asyncio.Event()

    def ring() -> None:
        rung.append(1)
        if len(rung) == 2:
            timetable.stop()
            twice.set()

    timetable.every(timedelta(milliseconds=10), ring)
    timetable.start()

    async with asyncio.timeout(10):
        await twice.wait()
    assert len(rung) == 2


async def test_a_timetable_that_is_rewound_rings_at_once_and_then_as_before() -> None:
    timetable, rung = Timetable(), asyncio.Event()
    timetable.every(timedelta(hours=1), rung.set)
    timetable.start()

    timetable.rewind()

    async with asyncio.timeout(10):
        await rung.wait()
    timetable.stop()


async def let_go_on() -> None:
    """Let everything that can go on now go on."""
    for _ in range(20):
        await asyncio.sleep(0)
