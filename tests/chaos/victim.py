"""The bot as a process that is killed, frozen and started again."""

import asyncio
import contextlib
import os
import resource
import signal
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from feeds.register import write_register
from news.feeds import Source
from tests.chaos.seam import CLOCK, PASSAGE, STEP
from tests.endtoend.running import ROOT, TOKEN

LAST_WORDS = 40
LONGEST_LINE = 2**20
NO_ROOM = 1024
"""Bytes: every file of the bot is longer than this, so nothing can be written to any."""


@dataclass
class Victim:
    """One bot on one database; its process comes and goes."""

    folder: Path
    root: str
    rate: int
    log: Path
    """Where what it says is kept."""
    said: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_WORDS))
    """The last lines of its log."""
    _process: asyncio.subprocess.Process | None = None
    _listening: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        feed = Source(url=f"{self.root}/feed.xml", title="Chaos feed", publisher="Chaos")
        self._register.write_text(write_register([feed]), encoding="utf-8")
        self.set_clock(0)

    @property
    def database(self) -> Path:
        """The bot's file."""
        return self.folder / "data" / "bot.db"

    @property
    def _clock(self) -> Path:
        return self.folder / "clock"

    @property
    def _register(self) -> Path:
        return self.folder / "feeds.opml"

    @property
    def is_running(self) -> bool:
        """Whether there is a process right now."""
        return self._process is not None and self._process.returncode is None

    async def start(self, step: str = "", passage: int = 1) -> None:
        """Start it; it dies at the step, if one is named, when it passes there so many times."""
        await self.gone()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.chaos.launch",
            cwd=self.folder,
            env=self._environment() | {STEP: step, PASSAGE: str(passage)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            limit=LONGEST_LINE,
        )
        self._listening = asyncio.create_task(self._listen(self._process))

    async def gone(self) -> int:
        """Wait until it has ended, however: its exit status, negative for a signal."""
        if self._process is None or self._listening is None:
            return 0
        status = await self._process.wait()
        await asyncio.shield(self._listening)  # whoever gives up waiting must not deafen us
        return status

    async def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self._signal(signal.SIGKILL)
        await self.gone()

    async def stop(self) -> int:
        """SIGTERM: the exit status."""
        self._signal(signal.SIGTERM)
        return await self.gone()

    def freeze(self) -> None:
        """Nothing of it runs any more, until it is thawed."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as if no time had passed."""
        self._signal(signal.SIGCONT)

    def limit_files(self, size: int) -> None:
        """From now on no file of its can grow beyond this."""
        if self.is_running and self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(
                    self._process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)
                )

    def set_clock(self, wrong_by: float) -> None:
        """Its wall clock is wrong by so many seconds, in this life and the next."""
        draft = self.folder / "clock.new"
        draft.write_text(str(wrong_by))
        draft.rename(self._clock)  # whoever reads it meanwhile finds it whole

    def _signal(self, number: int) -> None:
        if self.is_running and self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        if process.stderr is not None:
            with self.log.open("ab") as log:
                async for line in process.stderr:
                    log.write(line)
                    self.said.append(line.decode(errors="replace").rstrip())

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.root,
            "BOT_FEEDS": str(self._register),
            "BOT_POLL_MIN": "1",
            "BOT_POLL_MAX": "1",
            "BOT_HOST_DELAY": "0",
            "BOT_MESSAGES_PER_SECOND": str(self.rate),
            CLOCK: str(self._clock),
        }
