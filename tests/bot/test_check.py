"""`check` knows more of a feed than how it answers now."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.check import check
from bot.settings import Settings, load_settings
from feeds.register import write_register
from news.feeds import Health, Source
from news.listings import Findings
from storage.opening import Storage, open_storage
from tests.builders import a_chat, a_source
from tests.fakes import FakeClock
from tests.feed_server import Answer, FeedServer
from tests.watching import DAY, failing, silent, well

FINE = Answer(
    body=b"<rss version='2.0'><channel><title>Fine</title><item><guid>1</guid>"
    b"<title>Sleep and memory</title><link>https://fine.example/1</link></item></channel></rss>"
)
NOW = datetime.now(UTC)


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    """A publisher."""
    async with FeedServer() as server:
        yield server


def settings_for(folder: Path, sources: Sequence[Source], host_delay: float = 0) -> Settings:
    """Settings with a register of these, and without a token."""
    register = folder / "feeds.opml"
    register.write_text(write_register(sources))
    return load_settings(
        token=None,
        token_file=None,
        feeds=register,
        database_url=f"sqlite:///{folder / 'bot.db'}",
        host_delay=host_delay,
    )


async def has_been(storage: Storage, states: dict[str, Health]) -> None:
    """What earlier readings have left behind, by the title of the feed."""
    for feed, _ in await storage.register.known():
        health = states[feed.source.title]
        await storage.feeds.record(replace(feed, health=health), Findings(), NOW)


async def test_a_silent_feed_is_a_warning_and_a_recovered_one_is_well(
    tmp_path: Path, feeds: FeedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    states = {
        "Silent": silent(20 * DAY, now=NOW),
        "Back": failing(3 * DAY, now=NOW),
        "Down": failing(3 * DAY, now=NOW),
        "Well": well(now=NOW),
    }
    sources = [
        Source(url=feeds.serve(f"/{title}", FINE), title=title)
        for title in ("Silent", "Back", "Well")
    ]
    sources.append(Source(url=feeds.url("/nothing"), title="Down"))
    async with open_storage(tmp_path / "bot.db", FakeClock()) as storage:
        await storage.register.adopt(sources)
        await has_been(storage, states)

    assert await check(settings_for(tmp_path, sources)) == 1

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    since = f"{NOW - 3 * DAY:%Y-%m-%d %H:%M} UTC"
    assert "ok feed Well 1 entries" in lines
    assert f"ok feed Back 1 entries; had failed since {since}" in lines
    quiet = f"{NOW - 20 * DAY:%Y-%m-%d %H:%M} UTC, far longer than usual"
    assert f"warn feed Silent 1 entries; nothing new since {quiet}" in lines
    (down,) = [line for line in lines if line.startswith("FAIL feed Down")]
    assert "404" in down
    assert down.endswith(f"; failing since {since}")
    assert lines[-1] == "2 failed, 1 to look at"  # the other is the token


async def test_a_readers_own_feed_is_neither_asked_nor_named(
    tmp_path: Path, feeds: FeedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = Source(url=feeds.serve("/ours", FINE), title="Ours")
    own = a_source(feeds.serve("/own", FINE), title="Secret diary")
    async with open_storage(tmp_path / "bot.db", FakeClock()) as storage:
        await storage.register.adopt([ours])
        await storage.own_feeds.follow(a_chat(), own, NOW)

    await check(settings_for(tmp_path, [ours]))

    assert feeds.asked("/ours")
    assert not feeds.asked("/own")
    assert "Secret diary" not in capsys.readouterr().out


async def test_one_host_is_not_asked_twice_in_a_row_without_its_rest(
    tmp_path: Path, feeds: FeedServer
) -> None:
    sources = [
        Source(url=feeds.serve(f"/{number}", FINE), title=f"{number}") for number in range(3)
    ]
    began = asyncio.get_running_loop().time()

    await check(settings_for(tmp_path, sources, host_delay=0.2))

    assert asyncio.get_running_loop().time() - began >= 2 * 0.2
    assert len(feeds.requests) == 3
