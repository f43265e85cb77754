"""The bot as a process of its own, beside a sandbox in this one."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from feeds.register import write_register
from news.feeds import Source
from sandbox.server import Sandbox

ROOT = Path(__file__).parent.parent.parent
TOKEN = "4242:AAE-end-to-end-token-that-is-secret-0123"


@dataclass
class RunningBot:
    """Starts, stops and kills `python -m bot`, keeping its database and all it says."""

    folder: Path
    root: str
    """Of the Bot API."""
    settings: Mapping[str, str] = field(default_factory=dict)
    said: bytes = b""

    async def run(self, *arguments: str, **settings: str) -> tuple[int, str, str]:
        """Run a command to its end: exit status, stdout, stderr."""
        process = await self._spawn(*arguments, **settings)
        out, said = await process.communicate()
        return process.returncode or 0, out.decode(), said.decode()

    async def start(self, **settings: str) -> None:
        """Start the bot."""
        self._process = await self._spawn("run", **settings)
        self._listening = asyncio.create_task(self._listen(self._process))

    @property
    def pid(self) -> int:
        """Of the bot that was started last."""
        return self._process.pid

    async def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self._process.kill()
        await self._process.wait()
        await self._listening

    async def stop(self) -> int:
        """SIGTERM: the exit status."""
        self._process.send_signal(signal.SIGTERM)
        status = await self._process.wait()
        await self._listening
        return status

    async def ended(self) -> int:
        """Wait until it ends by itself: the exit status."""
        status = await self._process.wait()
        await self._listening
        return status

    async def end(self) -> None:
        """Whatever it takes, at the end of a test."""
        if hasattr(self, "_process") and self._process.returncode is None:
            await self.kill()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        if process.stderr is not None:
            while chunk := await process.stderr.read(65_536):
                self.said += chunk

    async def _spawn(self, *arguments: str, **settings: str) -> asyncio.subprocess.Process:
        register = self.folder / "feeds.opml"
        if not register.exists():
            feed = Source(url=f"{self.root}/feed.xml", title="Sandbox feed", publisher="Sandbox")
            register.write_text(write_register([feed]), encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.root,
            "BOT_FEEDS": str(register),
            "BOT_POLL_MIN": "1",
            "BOT_POLL_MAX": "1",
            "BOT_HOST_DELAY": "0",
            "BOT_LOG_LEVEL": "DEBUG",
        }
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env=environment | dict(self.settings) | settings,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )


@dataclass
class Reader:
    """A person in the sandbox's private chat."""

    sandbox: Sandbox
    chat_id: int = 101

    def heard(self) -> list[str]:
        """What the bot wrote to them, oldest first."""
        chat = self.sandbox.world.chats.get(self.chat_id)
        messages = chat.messages.values() if chat else ()
        return [message.text for message in messages if message.sender.is_bot]

    async def ask(self, text: str) -> str:
        """Write, and wait for the answer."""
        before = len(self.heard())
        self.sandbox.world.say(self.chat_id, text)
        await self.sandbox.wait_for(lambda: len(self.heard()) > before, timeout=20)
        return self.heard()[-1]

    async def hears(self, words: str) -> str:
        """Wait for a message with these words in it."""
        await self.sandbox.wait_for(lambda: self.latest(words), timeout=20)
        return self.latest(words)

    def latest(self, words: str) -> str:
        """The last message with these words; empty if there is none."""
        return next((text for text in reversed(self.heard()) if words in text), "")

    def press(self, words: str, label: str) -> None:
        """Press a button under the last message with these words."""
        messages = self.sandbox.world.chat(self.chat_id).messages.values()
        message = [message for message in messages if words in message.text][-1]
        self.sandbox.world.press(self.chat_id, message.id, label=label)


async def publish(root: str, title: str, summary: str = "", link: str = "") -> None:
    """A new story in the sandbox's feed."""
    story = {"title": title, "summary": summary} | ({"link": link} if link else {})
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{root}/sim/publish", json=story) as answer,
    ):
        answer.raise_for_status()


async def eventually(holds: Callable[[], bool], patience: float = 20) -> None:
    """Wait for what another process brings about, and nothing here can announce."""
    async with asyncio.timeout(patience):
        while not holds():  # noqa: ASYNC110 – it is in its database, which rings no bell
            await asyncio.sleep(0.01)
