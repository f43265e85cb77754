"""An outbox and a messenger in memory, simple enough to trust at a glance."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from news.models import Address, ChatId, Delivery, DeliveryId, Message
from news.outcomes import Outcome, Sent, Settlement
from tests.fakes import FakeClock, an_article


def a_delivery(number: int = 1, *, attempts: int = 0, stories: int = 1) -> Delivery:
    """One article owed to one chat, or several in a list."""
    return Delivery(
        ids=tuple(DeliveryId(number + each) for each in range(stories)),
        address=Address(chat_id=ChatId(100 + number)),
        language="en",
        articles=tuple(
            an_article(number + each, title=f"News {number + each}") for each in range(stories)
        ),
        because=(),
        attempts=attempts,
    )


@dataclass
class FakeOutbox:
    """Owes what is in `owed`; keeps the settlements in the groups in which they came."""

    owed: deque[Delivery] = field(default_factory=deque)
    groups: list[list[DeliveryId]] = field(default_factory=list)
    settled: list[Settlement] = field(default_factory=list)
    failures: int = 0
    """So many writes fail first."""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    """A write waits until this is set."""
    limits: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open.set()

    async def claim(self, now: datetime, limit: int) -> Sequence[Delivery]:  # noqa: ARG002 – the port’s
        self.limits.append(limit)
        return [self.owed.popleft() for _ in range(min(limit, len(self.owed)))]

    async def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:  # noqa: ARG002 – the port’s
        self.groups.append([each.delivery_ids[0] for each in settlements])
        await self.open.wait()
        if self.failures:
            self.failures -= 1
            raise OSError("disk full")
        self.settled.extend(settlements)

    async def take_over(self, now: datetime) -> int:  # noqa: ARG002 – the port’s
        return 0

    async def fan_out(self, now: datetime) -> bool:  # noqa: ARG002 – the port’s
        return False


@dataclass
class FakeMessenger:
    """Says what it is told to; keeps what it was given."""

    outcome: Callable[[int], Outcome] = Sent
    """What becomes of the message with this number, counted from one."""
    sent: list[tuple[ChatId, str]] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    silent: int = 0
    """How often it is not there when it is asked."""
    asked: int = 0
    resumed: int = 0
    resting: timedelta = timedelta()

    def __post_init__(self) -> None:
        self.open.set()

    def resume(self) -> None:
        self.resumed += 1

    def rest(self) -> timedelta:
        return self.resting

    async def answers(self) -> bool:
        self.asked += 1
        self.silent -= 1
        return self.silent < 0

    async def send(self, address: Address, message: Message) -> Outcome:
        self.sent.append((address.chat_id, message.text))
        number = len(self.sent)
        await self.open.wait()
        return self.outcome(number)


@dataclass
class RestlessClock(FakeClock):
    """Keeps the spans that somebody slept."""

    slept: list[timedelta] = field(default_factory=list)

    async def sleep(self, span: timedelta) -> None:
        self.slept.append(span)
        await super().sleep(span)
        await asyncio.sleep(0)


async def settle_down() -> None:
    """Let everything that can go on now go on."""
    for _ in range(50):
        await asyncio.sleep(0)
