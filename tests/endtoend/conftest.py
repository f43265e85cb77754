"""A sandbox in this process, and a bot that is a process of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from tests.endtoend.running import TOKEN, Reader, RunningBot


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A Telegram that knows one bot."""
    sandbox = Sandbox(token=TOKEN)
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def root(sandbox: Sandbox) -> str:
    """Its address."""
    return await sandbox.start()


@pytest.fixture
async def bot(root: str, tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot that is not started yet."""
    bot = RunningBot(tmp_path, root)
    yield bot
    await bot.end()


@pytest.fixture
def reader(sandbox: Sandbox) -> Reader:
    """Ana, in her private chat."""
    return Reader(sandbox)
