"""What goes wrong, other than kills: one table, each with how it begins and ends."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.chaos.crowd import GROUPS, READERS
from tests.chaos.history import DISK_FULL, FROZEN, LOCKED
from tests.chaos.readers import Readers
from tests.chaos.seam import LEASE, TIMEOUT
from tests.chaos.stage import Stage
from tests.chaos.victim import NO_ROOM

HOUR = 3600.0
UNLIMITED = -1


@dataclass(frozen=True, slots=True)
class Scene:
    """What a fault can lay its hands on."""

    stage: Stage
    readers: Readers
    chance: Random


Injected = Callable[[Scene], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to be hindered: begun, endured for some seconds, ended."""

    begin: Injected
    shortest: float = 1.0
    longest: float = 4.0
    undisturbed: bool = False
    """Whether a kill would spoil it."""


def _telegram(kind: str, **how: Any) -> Injected:
    """Telegram fails in one way."""

    @asynccontextmanager
    async def failing(scene: Scene) -> AsyncIterator[None]:
        scene.stage.fail(kind, **({"times": None} | how))
        try:
            yield
        finally:
            scene.stage.calm()

    return failing


@asynccontextmanager
async def _one_chat_throttled(scene: Scene) -> AsyncIterator[None]:
    chat = scene.chance.choice((*READERS, *GROUPS))
    async with _telegram("throttle", method="sendMessage", chat_id=chat, value=2)(scene):
        yield


@asynccontextmanager
async def _flooded(scene: Scene) -> AsyncIterator[None]:
    """The server takes no more than 30 a second, whatever the bot was told."""
    scene.stage.sandbox.flood.reset()
    scene.stage.sandbox.flood.enabled = True
    try:
        yield
    finally:
        scene.stage.calm()


@asynccontextmanager
async def _disk_full(scene: Scene) -> AsyncIterator[None]:
    scene.stage.victim.limit_files(NO_ROOM)
    try:
        yield
    finally:
        scene.stage.victim.limit_files(UNLIMITED)


@asynccontextmanager
async def _locked(scene: Scene) -> AsyncIterator[None]:
    other = sqlite3.connect(scene.stage.victim.database, isolation_level=None, timeout=0.5)
    try:
        other.execute("PRAGMA wal_autocheckpoint=0")
        with contextlib.suppress(sqlite3.OperationalError):  # the bot writes: no lock this time
            other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()


def _clock(wrong_by: float) -> Injected:
    @asynccontextmanager
    async def wrong(scene: Scene) -> AsyncIterator[None]:
        scene.stage.victim.set_clock(wrong_by)
        try:
            yield
        finally:
            scene.stage.victim.set_clock(0)

    return wrong


@asynccontextmanager
async def _frozen(scene: Scene) -> AsyncIterator[None]:
    scene.stage.victim.freeze()
    try:
        yield
    finally:
        scene.stage.victim.thaw()


@asynccontextmanager
async def _blocked(scene: Scene) -> AsyncIterator[None]:
    """A few readers close the door, and come back with /start."""
    crowd = scene.stage.crowd
    idle = [c for c in READERS if scene.readers.is_idle(c) and c not in crowd.is_away]
    gone = scene.chance.sample(idle, min(3, len(idle)))
    for chat in gone:
        crowd.leaves(chat)
        scene.stage.sandbox.world.block(chat, blocked=True)
    try:
        yield
    finally:
        await asyncio.gather(*(_comes_back(scene, chat) for chat in gone))


async def _comes_back(scene: Scene, chat: int) -> None:
    if await scene.readers.come_back(chat, patience=20):
        scene.stage.crowd.returns(chat)


@asynccontextmanager
async def _migrated(scene: Scene) -> AsyncIterator[None]:
    """A group becomes a supergroup, each once."""
    crowd = scene.stage.crowd
    for group in [group for group in GROUPS if group not in crowd.moved][:1]:
        crowd.moved[group] = scene.stage.sandbox.world.migrate(group)
    yield


FAULTS: Mapping[str, Fault] = {
    "429 for a chat": Fault(_one_chat_throttled, 1, 3),
    "429 for all": Fault(_telegram("throttle", method="sendMessage", value=1), 0.5, 1.5),
    "30 a second": Fault(_flooded, 2, 5),
    "500": Fault(_telegram("server_error"), 0.5, 3),
    "502": Fault(_telegram("bad_gateway"), 0.5, 3),
    "reset before": Fault(_telegram("drop_before", method="sendMessage"), 0.5, 2),
    "reset after": Fault(_telegram("drop_after", method="sendMessage", times=6), 1, 2),
    "slow answers": Fault(_telegram("slow", value=0.4 * TIMEOUT), 2, 5),
    "swallowed answers": Fault(_telegram("swallow", value=2 * TIMEOUT), 1, 4),
    DISK_FULL: Fault(_disk_full, 1, 5, undisturbed=True),
    LOCKED: Fault(_locked, 1, 8),
    "clock ahead": Fault(_clock(HOUR), 1, 4),
    "clock behind": Fault(_clock(-HOUR), 1, 4),
    FROZEN: Fault(_frozen, LEASE.total_seconds() + 1, LEASE.total_seconds() + 2, undisturbed=True),
    "blocked": Fault(_blocked, 2, 4),
    "migrated": Fault(_migrated, 0.1, 0.5),
}
