"""Updates of one chat are handled in order, and no chat waits for another."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from telegram import Chat, Message, Update

from bot.telegram.order import InOrder
from tests.bot.leaping import leaping

ANA, BEN = 101, 102


def an_update(number: int, chat_id: int) -> Update:
    """Something said in a private chat."""
    chat = Chat(id=chat_id, type=Chat.PRIVATE)
    message = Message(message_id=number, date=datetime.now(UTC), chat=chat, text="Hello")
    return Update(update_id=number, message=message)


class Handling:
    """Handlers that take as long as the test wants."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.go_on: dict[int, asyncio.Event] = {}
        self.done: list[int] = []

    async def note_done(self, number: int) -> None:
        self.done.append(number)

    async def handle(self, number: int) -> None:
        self.begun.append(number)
        await self.go_on.setdefault(number, asyncio.Event()).wait()

    async def begin(self, *chat_ids: int) -> Sequence[asyncio.Task[None]]:
        """An update for each of these chats, numbered from one, all at once."""
        processor = InOrder(self.note_done)
        tasks = [
            asyncio.create_task(
                processor.process_update(an_update(number, chat_id), self.handle(number))
            )
            for number, chat_id in enumerate(chat_ids, start=1)
        ]
        await let_go_on()
        return tasks

    def finish(self, number: int) -> None:
        """Let this handler come to its end."""
        self.go_on.setdefault(number, asyncio.Event()).set()


async def let_go_on() -> None:
    """Let everything that can go on now go on."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_the_second_command_of_a_chat_waits_for_the_first() -> None:
    handling = Handling()
    tasks = await handling.begin(ANA, ANA, ANA)
    assert handling.begun == [1]

    handling.finish(1)
    await let_go_on()
    assert handling.begun == [1, 2]

    handling.finish(2)
    handling.finish(3)
    await asyncio.gather(*tasks)
    assert handling.begun == [1, 2, 3]
    assert handling.done == [1, 2, 3]


async def test_nobody_waits_for_another_chat() -> None:
    handling = Handling()

    tasks = await handling.begin(ANA, BEN, ANA)

    assert handling.begun == [1, 2]
    for number in (1, 2, 3):
        handling.finish(number)
    await asyncio.gather(*tasks)


async def test_a_chat_that_says_a_hundred_things_at_once_takes_nobody_elses_place() -> None:
    handling = Handling()

    tasks = await handling.begin(*[ANA] * 100, BEN)

    assert handling.begun == [1, 101]
    for number in range(1, 102):
        handling.finish(number)
    await asyncio.gather(*tasks)


async def test_a_handler_that_breaks_lets_the_next_one_begin() -> None:
    done: list[int] = []

    async def note_done(number: int) -> None:
        done.append(number)

    processor, begun = InOrder(note_done), []

    async def breaks() -> None:
        raise ValueError("a bug")

    async def works() -> None:
        begun.append(True)

    first = asyncio.create_task(processor.process_update(an_update(1, ANA), breaks()))
    second = asyncio.create_task(processor.process_update(an_update(2, ANA), works()))
    results = await asyncio.gather(first, second, return_exceptions=True)

    assert isinstance(results[0], ValueError)
    assert begun == [True]
    assert done == [2]


async def test_chats_that_are_silent_cost_no_memory() -> None:
    async def nothing(_: int = 0) -> None:
        pass

    processor = InOrder(nothing)

    for chat_id in range(1, 100):
        await processor.process_update(an_update(chat_id, chat_id), nothing())

    assert len(processor._turns) <= 1


class FullDisk:
    """Where nothing can be noted while it is full."""

    def __init__(self) -> None:
        self.is_full = True
        self.tries: list[float] = []
        self.noted: list[int] = []

    async def note_done(self, number: int) -> None:
        self.tries.append(asyncio.get_running_loop().time())
        if self.is_full:
            raise OSError("database or disk is full")
        self.noted.append(number)


async def nothing() -> None:
    """What a handler does that has nothing to do."""


def test_what_cannot_be_noted_stops_neither_its_chat_nor_another() -> None:
    disk = FullDisk()

    async def three_commands() -> None:
        processor = InOrder(disk.note_done)
        for number, chat_id in enumerate((ANA, ANA, BEN), start=1):
            await processor.process_update(an_update(number, chat_id), nothing())

    leaping(asyncio.wait_for(three_commands(), timeout=0.5))

    assert disk.noted == []


def test_it_is_noted_when_it_can_be_in_order_and_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    disk = FullDisk()

    async def full_for_an_hour() -> None:
        processor = InOrder(disk.note_done)
        await processor.process_update(an_update(1, ANA), nothing())
        await processor.process_update(an_update(2, ANA), nothing())
        await asyncio.sleep(3_600)
        disk.is_full = False
        await processor.process_update(an_update(3, ANA), nothing())
        assert disk.noted == []  # or a restart now would handle what came before it again
        await asyncio.sleep(61)
        await processor.process_update(an_update(4, ANA), nothing())

    leaping(full_for_an_hour())

    assert disk.noted == [1, 2, 3, 4]
    waits = [round(after - before) for before, after in pairwise(disk.tries)]
    assert waits[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.WARNING, "handled update not noted"),
        (logging.INFO, "handled updates noted"),
    ]


@pytest.mark.parametrize("is_full_at_the_end", [False, True])
def test_at_the_end_it_is_tried_once_more(is_full_at_the_end: bool) -> None:
    disk = FullDisk()

    async def short_life() -> None:
        async with InOrder(disk.note_done) as processor:
            await processor.process_update(an_update(1, ANA), nothing())
            disk.is_full = is_full_at_the_end

    leaping(asyncio.wait_for(short_life(), timeout=0.5))

    assert disk.noted == ([] if is_full_at_the_end else [1])
    assert len(disk.tries) == 2
