"""A sandbox on loopback, and a bot of python-telegram-bot that speaks to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.clock import SteadyClock
from bot.telegram.limiter import LaneLimiter, in_flight_at
from bot.telegram.transport import AiohttpRequest
from delivery.pace import Pace
from news.models import Lane
from sandbox.server import Sandbox

TOKEN = "4242:AAE-token-of-the-tests-that-is-secret-1"
CHATS = range(1001, 1101)
PER_SECOND = 1_000
ROOM = in_flight_at(PER_SECOND)


class WatchedRequest(AiohttpRequest):
    """Counts how many sends are on the wire at once, and notes when each began."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room
        self.began: list[float] = []
        self.active = 0
        self.most = 0
        self.is_full = asyncio.Event()

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if not url.endswith("/sendMessage"):
            return await super().do_request(url, *args, **kwargs)
        self.began.append(asyncio.get_running_loop().time())
        self.active += 1
        self.most = max(self.most, self.active)
        if self.active == self.room:
            self.is_full.set()
        try:
            return await super().do_request(url, *args, **kwargs)
        finally:
            self.active -= 1


@dataclass
class Line:
    """A bot with its limiter, and what is on the wire."""

    bot: ExtBot[Lane]
    request: WatchedRequest
    limiter: LaneLimiter
    pace: Pace

    async def say(self, chat_id: int, text: str, lane: Lane = Lane.ALERT) -> object:
        """Send, as a messenger or a handler does."""
        return await self.bot.send_message(chat_id, text, rate_limit_args=lane)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A Telegram without a flood limit in which many people have started the bot."""
    sandbox = Sandbox(token=TOKEN, flood=False)
    for chat_id in CHATS:
        sandbox.world.add_chat(chat_id, is_started=True)
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def root(sandbox: Sandbox) -> str:
    """Its address."""
    return await sandbox.start()


@asynccontextmanager
async def connected(
    root: str, *, per_second: float = PER_SECOND, unwritten: Callable[[], int] = lambda: 0
) -> AsyncIterator[Line]:
    """A line to the sandbox at this pace."""
    pace, request = Pace(per_second), WatchedRequest(in_flight_at(per_second))
    limiter = LaneLimiter(pace, SteadyClock())
    limiter.count_in(unwritten)
    bot = ExtBot(
        TOKEN,
        base_url=f"{root}/bot",
        request=request,
        get_updates_request=AiohttpRequest(pool=1),
        rate_limiter=limiter,
    )
    async with bot:
        yield Line(bot, request, limiter, pace)


@pytest.fixture
async def line(root: str) -> AsyncIterator[Line]:
    """A fast one."""
    async with connected(root) as line:
        yield line
