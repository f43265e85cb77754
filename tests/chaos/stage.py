"""A Telegram, a feed and a bot's database, with everybody in place and the bot not yet started."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.clock import WallClock
from news.models import Address, Chat, ChatId, Subject
from sandbox.feed import FeedPages
from sandbox.server import Sandbox
from sandbox.stories import Newsstand, Story
from storage.opening import open_storage
from tests.chaos.crowd import Crowd, everybody
from tests.chaos.history import Span
from tests.chaos.victim import Victim
from tests.endtoend.running import TOKEN

LATENCY = 0.04
"""Seconds of an answer when nothing is wrong: without, nothing would ever be on the wire."""
LISTED = 250
"""Stories that the feed carries."""
_TICK = 0.01
_NOTED = 0.03


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a run takes place."""

    sandbox: Sandbox
    stand: Newsstand
    victim: Victim
    crowd: Crowd
    stalls: list[Span] = field(default_factory=list)

    def calm(self) -> None:
        """Telegram is well again."""
        self.sandbox.flood.enabled = False
        self.sandbox.faults.clear()
        self.sandbox.faults.add("slow", times=None, value=LATENCY)

    def fail(self, kind: str, **how: Any) -> None:
        """Telegram fails in this way first, and else is as slow as ever."""
        self.sandbox.faults.clear()
        self.sandbox.faults.add(kind, **how)
        self.sandbox.faults.add("slow", times=None, value=LATENCY)

    def publish(self, story: Story) -> None:
        """A new story at the top of the feed."""
        self.stand.publish(story, datetime.now(UTC).replace(microsecond=0))
        del self.stand.out[LISTED:]

    def rows(self, query: str) -> list[Any]:
        """What the bot's database says."""
        path = f"file:{self.victim.database}?mode=ro"
        with closing(sqlite3.connect(path, uri=True)) as connection:
            return connection.execute(query).fetchall()

    async def fill(self) -> None:
        """Everybody follows what they follow, as if they had said so long ago."""
        now = WallClock().now()
        bot_id = int(TOKEN.partition(":")[0])
        async with open_storage(self.victim.database, WallClock(), bot_id=bot_id) as storage:
            for chat_id, topics in self.crowd.follows.items():
                kind = "private" if chat_id > 0 else "group"
                chat = Chat(address=Address(chat_id=ChatId(chat_id)), kind=kind)
                for topic in sorted(topics):
                    await storage.subscriptions.follow(chat, Subject(topic), now)

    async def watch_ourselves(self) -> None:
        """Note when this side was too busy to listen, until cancelled."""
        while True:
            before = time.time()
            await asyncio.sleep(_TICK)
            late = time.time() - before - _TICK
            if late > _NOTED:
                self.stalls.append(Span(begin=before, end=before + _TICK + late))


@asynccontextmanager
async def a_stage(crowd: Crowd, rate: int, log: Path) -> AsyncIterator[Stage]:
    """A stage that leaves no process and no file behind, however it ends."""
    old = Story(
        slug="old", title="What was known before", summary="", publisher="Chaos", days_ago=1
    )
    stand = Newsstand([old], datetime.now(UTC).replace(microsecond=0))
    pages = FeedPages(_Quiet(), stand)
    sandbox = Sandbox(token=TOKEN, flood=False, extra_routes=[web.get("/feed.xml", pages.feed)])
    root = await sandbox.start()
    for chat_id in everybody():
        sandbox.world.add_chat(chat_id, is_started=True)
    try:
        with tempfile.TemporaryDirectory(prefix="healthnews-chaos-") as folder:
            victim = Victim(Path(folder), root, rate, log)
            try:
                yield Stage(sandbox, stand, victim, crowd)
            finally:
                victim.thaw()
                await victim.kill()
    finally:
        await sandbox.stop()


class _Quiet:
    """The feed's host, to whom nobody listens."""

    def announce(self, event: str, data: object) -> None:
        """Nothing."""
