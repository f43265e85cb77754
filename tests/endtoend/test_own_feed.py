"""A reader's own feed, from the address of a site to its alerts and to its end."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox.server import Sandbox
from tests.endtoend.running import ROOT, Reader, RunningBot

ANA, BEN = 101, 102


@dataclass
class Playground:
    """`python -m bot sandbox`: the newcomer's bot, with a blog beside it; seen over HTTP."""

    root: str
    http: aiohttp.ClientSession

    async def heard(self, chat_id: int = ANA) -> list[dict[str, Any]]:
        """What the bot wrote to somebody, oldest first."""
        async with self.http.get(f"{self.root}/sim/chat/{chat_id}") as answer:
            chat = await answer.json()
        return [message for message in chat.get("messages", ()) if message["from_bot"]]

    async def ask(self, text: str, chat_id: int = ANA) -> str:
        """Write, and wait for the answer."""
        before = len(await self.heard(chat_id))
        await self._do("message", chat_id=chat_id, text=text)
        return await self._last(lambda heard: len(heard) > before, chat_id)

    async def lists(self, words: str) -> None:
        """Wait until `/latest` has it: what comes before a feed was read once alerts nobody."""
        async with asyncio.timeout(20):
            while words not in await self.ask("/latest"):
                pass

    async def press(self, words: str, label: str, changed: str) -> str:
        """Press a button under the last message with these words; wait for what comes of it."""
        under = [message for message in await self.heard() if words in message["text"]][-1]
        await self._do("callback", chat_id=ANA, message_id=under["message_id"], label=label)
        return await self.hears(changed)

    async def hears(self, words: str, chat_id: int = ANA) -> str:
        """Wait for a message with these words."""
        await self._last(lambda heard: any(words in each["text"] for each in heard), chat_id)
        texts = [str(each["text"]) for each in await self.heard(chat_id)]
        return [text for text in texts if words in text][-1]

    async def posts(self) -> None:
        """The next post of the blog."""
        async with self.http.post(f"{self.root}/blog") as answer:
            answer.raise_for_status()

    async def _do(self, what: str, **asked: object) -> None:
        async with self.http.post(f"{self.root}/sim/{what}", json=asked) as answer:
            assert answer.status == 200, await answer.text()

    async def _last(self, holds: Callable[[list[dict[str, Any]]], bool], chat_id: int) -> str:
        async with asyncio.timeout(20):
            while not holds(heard := await self.heard(chat_id)):  # noqa: ASYNC110 – as in `waiting`
                await asyncio.sleep(0.05)
        return str(heard[-1]["text"])


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """A playground that somebody has just started."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0"),
        cwd=tmp_path,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr
    try:
        async with aiohttp.ClientSession() as http:
            greeting = await asyncio.wait_for(process.stderr.readuntil(b" and type "), 30)
            yield Playground(greeting.split()[-3].decode(), http)
    finally:
        process.terminate()
        await process.communicate()


async def test_a_blog_is_followed_by_the_address_of_its_page_and_by_nobody_else(
    playground: Playground,
) -> None:
    root = playground.root

    followed = await playground.ask(f"/follow {root}/blog")
    await playground.lists("The arithmetic of a night shift")
    await playground.posts()
    alert = await playground.hears("An afternoon of asthma inhalers")

    assert followed.startswith("You now follow Ward Notes.\nIt carries 2 items now")
    assert "Because you follow: Ward Notes" in alert
    assert "An afternoon of asthma" in await playground.ask("/search asthma inhalers afternoon")
    assert "An afternoon of asthma" not in await playground.ask("/search asthma inhalers", BEN)
    assert "An afternoon of asthma" not in await playground.ask("/topic asthma", BEN)
    assert "An afternoon of asthma" not in await playground.ask("/latest", BEN)
    assert "You follow one feed.\n1. Ward Notes" in await playground.ask("/unfollow")


async def test_of_a_blog_one_can_have_only_what_is_on_ones_topics(playground: Playground) -> None:
    await playground.ask("/subscribe sleep")
    await playground.ask(f"{playground.root}/own.xml")
    await playground.lists("The arithmetic of a night shift")
    await playground.press("You now follow Ward Notes", "Only my topics", "only what is also")

    for _ in range(3):
        await playground.posts()
    await playground.hears("How I sleep after three nights")

    heard = [each["text"] for each in await playground.heard()]
    assert not [text for text in heard if "inhalers" in text or "a pen that works" in text]


async def test_one_tap_ends_a_blog_and_nothing_of_it_is_left(playground: Playground) -> None:
    own = f"{playground.root}/own.xml"
    await playground.ask(f"/follow {own}")
    await playground.ask("/export")
    exported = (await playground.heard())[-1]["document"]["content"]
    await playground.lists("The arithmetic of a night shift")
    await playground.posts()
    await playground.hears("asthma inhalers")

    ended = await playground.press("asthma inhalers", "Stop: Ward Notes", "no longer follow")
    await playground.posts()

    assert f"/follow {own}" in ended
    assert own in exported
    assert "Ward Notes" in exported
    assert "Ward Notes" not in await playground.ask("/topics")
    found = await playground.ask("/search asthma inhalers afternoon")
    assert "An afternoon of asthma" not in found
    assert (await playground.ask(f"/follow {own}")).startswith("You now follow Ward Notes.")


async def test_a_real_bot_asks_no_address_in_a_private_network(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    port = root.rpartition(":")[2]

    hosts = (f"127.0.0.1:{port}", f"localhost:{port}", "[::1]", "169.254.169.254")
    answers = {await reader.ask(f"/follow http://{host}/own.xml") for host in hosts}

    (answer,) = answers
    assert answer.startswith("That address is not on the public internet.")
    assert (await reader.ask("/unfollow")).startswith("You follow no feed.")


async def test_a_feed_of_the_register_is_followed_whole_and_stopped(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)

    followed = await reader.ask(f"/follow {root}/feed.xml")
    stopped = await reader.ask("/unfollow Sandbox feed")

    assert followed.startswith("You now follow Sandbox feed.")
    assert stopped.startswith("You no longer follow Sandbox feed.")
    assert await bot.stop() == 0
