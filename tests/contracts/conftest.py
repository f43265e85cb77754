"""The engines every contract is held against: a new one is one more parameter."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.opening import Storage, open_storage
from tests.fakes import FakeClock

ENGINES = ("sqlite",)


@pytest.fixture
def clock() -> FakeClock:
    """The time, as the test sets it."""
    return FakeClock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the newest schema: migrated once, copied for each test."""
    path = tmp_path_factory.mktemp("migrated") / "bot.db"
    asyncio.run(_migrate(path))
    return path


async def _migrate(path: Path) -> None:
    async with open_storage(path, FakeClock()):
        pass


@pytest.fixture(params=ENGINES)
async def storage(tmp_path: Path, migrated: Path, clock: FakeClock) -> AsyncIterator[Storage]:
    """An empty database of each engine."""
    shutil.copy(migrated, tmp_path / "bot.db")
    async with open_storage(tmp_path / "bot.db", clock) as opened:
        yield opened
