"""Updates of one chat are handled in order, and no chat waits for another."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.telegram.order import InOrder

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
