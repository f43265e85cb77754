"""The bot and a sink, each in processes of their own, with the bot's folder and its followers."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from feeds.register import write_register
from news.feeds import Source
from tests.bench.arrivals import Arrivals
from tests.bench.processes import cpu_seconds, family, taken
from tests.bench.readings import INTO, Readings, read
from tests.bench.stage import PATIENCE, ask, fill, until
from tests.endtoend.running import ROOT, TOKEN

_LAST_WORDS = 4_000
_STOPS_WITHIN = 15
_OPEN = "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state IN ('owed', 'leased'))"
_UNFINISHED = "SELECT EXISTS (SELECT 1 FROM fanouts)"
_ARTICLES = "SELECT count(*) FROM articles"
_READ = "SELECT count(*) FROM feeds WHERE last_ok_at IS NOT NULL"


class Rig:
    """Start the bot, tell the sink what shall happen, and ask both what has."""

    def __init__(self, root: str, session: aiohttp.ClientSession, folder: Path) -> None:
        self._root = root
        self._session = session
        self._folder = folder
        self._bot: asyncio.subprocess.Process | None = None
        self.database = folder / "data" / "bot.db"

    async def has_followers(self, chat_ids: Sequence[int], subject: str) -> None:
        """These chats follow a subject, before the bot is started."""
        await fill(self.database, chat_ids, subject)

    async def start(
        self, settings: Mapping[str, str], *, module: str = "bot", also: Sequence[Source] = ()
    ) -> None:
        """Start the bot, and wait until it listens and knows what is old news.

        `also`: feeds to read beside the sink's own.
        """
        register = self._folder / "feeds.opml"
        feed = Source(url=f"{self._root}/feed.xml", title="Example", publisher="Example")
        register.write_text(write_register([feed, *also]), encoding="utf-8")
        with self._log.open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                module,
                "run",
                cwd=self._folder,
                env=_environment(self._root, register)
                | {INTO: str(self._readings)}
                | dict(settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        await self._has_counted("polls", 1, PATIENCE)
        await until(lambda: ask(self.database, _READ) > 0)

    async def stop(self) -> None:
        """SIGTERM, and wait for the end."""
        if self._bot is not None and self._bot.returncode is None:
            self._bot.send_signal(signal.SIGTERM)
            async with asyncio.timeout(_STOPS_WITHIN):
                await self._bot.wait()

    async def end(self) -> None:
        """SIGKILL, if it still runs."""
        if self._bot is not None and self._bot.returncode is None:
            self._bot.kill()
            await self._bot.wait()

    async def publish(self, title: str, summary: str) -> int:
        """A new story in the feed; its number."""
        return int(await self._door("publish", title=title, summary=summary))

    async def say(self, chat_id: int, text: str) -> None:
        """A reader writes to the bot."""
        await self._door("say", chat_id=chat_id, text=text)

    async def counts(self) -> Mapping[str, int]:
        """How much has been `sent`, and how often the bot has polled (`polls`)."""
        counts: Mapping[str, int] = await self._door("count")
        return counts

    async def has_sent(self, wanted: int, patience: float) -> None:
        """Wait until so many messages have arrived."""
        await self._has_counted("sent", wanted, patience)

    async def has_recorded(self, articles: int) -> None:
        """Wait until the bot has so many articles."""
        await until(lambda: ask(self.database, _ARTICLES) >= articles)

    async def has_settled_all(self, patience: float) -> None:
        """Wait until nothing is owed any more, whatever became of it."""
        await self.has_fanned_out(patience)
        await until(lambda: ask(self.database, _OPEN) == 0, patience)

    async def has_fanned_out(self, patience: float) -> None:
        """Wait until all is owed that will be."""
        await until(lambda: ask(self.database, _UNFINISHED) == 0, patience)

    async def arrivals(self) -> Arrivals:
        """All that has arrived."""
        return Arrivals(**await self._door("report"))

    def cpu_seconds(self) -> float:
        """What the bot has used so far, its parser included."""
        return cpu_seconds(self._family())

    def memory(self) -> float:
        """What the bot takes now, its parser included: MiB, shared pages by their share."""
        return taken(self._family())

    def readings(self) -> Readings:
        """What the instruments have shown in a bot that was started by the probe and has ended."""
        return read(self._readings)

    def last_words(self) -> str:
        """The end of the bot's log."""
        return self._log.read_text(errors="replace")[-_LAST_WORDS:] if self._log.exists() else ""

    @property
    def _log(self) -> Path:
        return self._folder / "bot.log"

    @property
    def _readings(self) -> Path:
        return self._folder / "readings.json"

    def _family(self) -> list[int]:
        return family(self._bot.pid) if self._bot is not None else []

    async def _has_counted(self, what: str, wanted: int, patience: float) -> None:
        async with asyncio.timeout(patience):
            while (await self.counts())[what] < wanted:  # noqa: ASYNC110 – in another process
                await asyncio.sleep(0.05)

    async def _door(self, name: str, **asked: object) -> Any:
        async with self._session.post(f"{self._root}/{name}", json=asked) as answer:
            return await answer.json()


@asynccontextmanager
async def a_sink(*options: str) -> AsyncIterator[str]:
    """A sink in a process of its own; its root."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.bench.sink", *options)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        yield (await process.stdout.readline()).decode().strip() if process.stdout else ""
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def a_rig(*sink_options: str) -> AsyncIterator[Rig]:
    """A rig that leaves no process and no file behind, however it ends."""
    with tempfile.TemporaryDirectory(prefix="healthnews-bench-") as folder:
        async with a_sink(*sink_options) as root, aiohttp.ClientSession() as session:
            rig = Rig(root, session, Path(folder))
            try:
                yield rig
            except TimeoutError:
                print(rig.last_words(), file=sys.stderr)
                raise
            finally:
                await rig.end()


def _environment(root: str, register: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": root,
        "BOT_FEEDS": str(register),
        "BOT_POLL_MIN": "1",
        "BOT_POLL_MAX": "1",
        "BOT_HOST_DELAY": "0",
        "BOT_LOG_LEVEL": "INFO",
    }
