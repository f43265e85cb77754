"""The bot on a stage of its own: a sandbox in this process, a fresh folder, and followers."""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from bot.clock import WallClock
from news.models import Address, Chat, ChatId, Subject
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage.engine import Database
from storage.opening import open_storage
from storage.schema import chats, subscriptions
from storage.subscriptions import chat_row
from tests.endtoend.running import TOKEN, RunningBot

PATIENCE = 60.0
"""Seconds until something that should happen is given up."""
_LOOK_EVERY = 0.02
_FIRST_OF_CROWD = 1_001
_LAST_WORDS = 4_000
_OPEN = """
    SELECT (SELECT count(*) FROM deliveries WHERE state IN ('owed', 'leased'))
         + (SELECT count(*) FROM fanouts)
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """A bot that is not started yet, and the Telegram it will find."""

    sandbox: Sandbox
    root: str
    bot: RunningBot

    @property
    def database(self) -> Path:
        """The bot's file."""
        return self.bot.folder / "data" / "bot.db"

    async def start(self) -> float:
        """Start the bot; the seconds until its first getUpdates."""
        started_at = time.perf_counter()
        await self.bot.start()
        await self.sandbox.wait_for(lambda: self.sandbox.is_polled, timeout=PATIENCE)
        return time.perf_counter() - started_at

    async def has_read_its_feed(self) -> None:
        """Wait until the bot knows what is old news: only what comes later is an alert."""
        query = "SELECT count(*) FROM feeds WHERE last_ok_at IS NOT NULL"
        await until(lambda: ask(self.database, query) > 0)

    async def has_settled_all(self) -> None:
        """Wait until nothing is owed any more."""
        await until(lambda: ask(self.database, _OPEN) == 0)

    def alerts(self, title: str) -> list[Json]:
        """The calls that brought this title to a chat."""
        return [
            call
            for call in self.sandbox.outbox
            if call["method"] == "sendMessage" and call["ok"] and title in call["params"]["text"]
        ]

    async def fill(self, chat_ids: Sequence[int], subject: str) -> None:
        """These chats follow a subject, before the bot is started."""
        await fill(self.database, chat_ids, subject)
        for chat_id in chat_ids:
            self.sandbox.world.add_chat(chat_id, is_started=True)


@asynccontextmanager
async def a_stage(
    settings: Mapping[str, str] | None = None, *, flood: bool = True
) -> AsyncIterator[Stage]:
    """A stage that leaves no process and no file behind, however it ends."""
    sandbox = Sandbox(token=TOKEN, flood=flood)
    root = await sandbox.start()
    try:
        with tempfile.TemporaryDirectory(prefix="healthnews-bench-") as folder:
            bot = RunningBot(Path(folder), root, {"BOT_LOG_LEVEL": "INFO"} | dict(settings or {}))
            try:
                yield Stage(sandbox, root, bot)
            except TimeoutError:
                print(bot.said.decode(errors="replace")[-_LAST_WORDS:], file=sys.stderr)
                raise
            finally:
                await bot.end()
    finally:
        await sandbox.stop()


def crowd(size: int) -> range:
    """The chats of so many people."""
    return range(_FIRST_OF_CROWD, _FIRST_OF_CROWD + size)


def ask(database: Path, query: str) -> int:
    """A number from a database that somebody else writes."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (number,) = connection.execute(query).fetchone()
    return int(number)


async def fill(database: Path, chat_ids: Sequence[int], subject: str) -> None:
    """A new database, in which these chats follow a subject."""
    bot_id = int(TOKEN.partition(":")[0])
    async with open_storage(database, WallClock(), bot_id=bot_id) as storage:
        await follow(storage.database, chat_ids, subject)


async def follow(database: Database, chat_ids: Sequence[int], subject: str) -> None:
    """Private chats that follow a subject from now on, all in one transaction."""
    now = WallClock().now()
    known = [chat_row(Chat(address=Address(chat_id=ChatId(n))), now) for n in chat_ids]
    rows = [{"chat_id": n, "subject": Subject(subject), "since_at": now} for n in chat_ids]
    async with database.transaction() as connection:
        await connection.execute(insert(chats), known)
        await connection.execute(insert(subscriptions), rows)


async def until(is_true: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Look now and then, so that looking costs nothing that is being measured."""
    async with asyncio.timeout(patience):
        while not is_true():  # noqa: ASYNC110 – another process works, and sets no event of ours
            await asyncio.sleep(_LOOK_EVERY)


@asynccontextmanager
async def beside(work: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Something that goes on for ever, for as long as something else does."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
