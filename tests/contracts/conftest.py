"""The engines every contract is held against: a new one is one more parameter."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from news.models import Telling
from news.ports import Chats, Subscriptions
from storage.opening import Storage, open_storage
from tests.fakes import FakeChats, FakeClock, FakeSubscriptions

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


@dataclass(frozen=True, slots=True)
class Readers:
    """What handlers know of readers."""

    chats: Chats
    subscriptions: Subscriptions


@pytest.fixture(params=(*ENGINES, "fakes"))
async def readers(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path, clock: FakeClock
) -> AsyncIterator[Readers]:
    """The readers' ports of each engine, and of the fakes that handlers are tested with."""
    if request.param == "fakes":
        chats = FakeChats()
        yield Readers(chats, FakeSubscriptions(chats))
        return
    shutil.copy(migrated, tmp_path / "bot.db")
    async with open_storage(tmp_path / "bot.db", clock) as opened:
        yield Readers(opened.chats, opened.subscriptions)


@pytest.fixture(params=ENGINES)
async def storage(tmp_path: Path, migrated: Path, clock: FakeClock) -> AsyncIterator[Storage]:
    """An empty database of each engine, where equal texts tell one story."""
    shutil.copy(migrated, tmp_path / "bot.db")
    async with open_storage(tmp_path / "bot.db", clock, same=say_the_same) as opened:
        yield opened


def say_the_same(one: Telling, other: Telling) -> bool:
    """Plainer than the real rule, so that a test can say which articles are alike."""
    return one.summary == other.summary
