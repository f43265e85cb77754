"""A sandbox to talk to: as pure state with a clock in hand, and on a real socket."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession

from sandbox.call import Call, Upload
from sandbox.methods import perform
from sandbox.server import Sandbox
from sandbox.wire import Json, Refusal
from sandbox.world import World

TOKEN = "4242:not-a-secret"
NOON = 1_800_000_000.0


@dataclass
class Clock:
    """A clock that moves when told."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


@dataclass
class Telegram:
    """The Bot API without HTTP: one call, one answer or refusal."""

    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.world = World(self.clock)

    def __call__(self, method: str, *, file: Upload | None = None, **params: Any) -> object:
        files = {"document": file} if file else {}
        bot = self.world.bot_with_id(4242)
        call = Call(ledger=self.world, bot=bot, method=method.lower(), params=params, files=files)
        return perform(call)

    def send(self, text: str = "Hello", chat_id: int = 101, **params: Any) -> Json:
        """A message of the bot's, as Telegram returns it."""
        sent = self("sendMessage", chat_id=chat_id, text=text, **params)
        assert isinstance(sent, dict)
        return sent

    def updates(self) -> list[Json]:
        """What waits for the bot, confirmed by being read."""
        waiting = self.world.updates.take(0, 100)
        self.world.updates.clear()
        return waiting


def refusal(telegram: Telegram, method: str, **params: Any) -> str:
    """The code and words with which a call is refused."""
    with pytest.raises(Refusal) as refused:
        telegram(method, **params)
    return f"{refused.value.code} {refused.value.description}"


def data(value: object) -> Json:
    """A keyboard of one button that calls back with this."""
    return {"inline_keyboard": [[{"text": "x", "callback_data": value}]]}


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(extra_routes=[])
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def root(sandbox: Sandbox) -> str:
    return await sandbox.start()


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def api(root: str) -> Callable[[str], str]:
    """The address of a method."""
    return lambda method: f"{root}/bot{TOKEN}/{method}"
