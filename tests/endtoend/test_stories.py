"""Two outlets tell one story: one alert, both named, and a way back for whoever runs the bot."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from feeds.register import write_register
from news.feeds import Source
from sandbox.server import Sandbox
from tests.endtoend.running import Reader, RunningBot
from tests.endtoend.waiting import until
from tests.feed_server import Answer, FeedServer

ADMIN = 101
FIRST = "Two-in-one inhaler halves asthma attacks in children, New Zealand trial finds"
SECOND = "Childhood asthma attacks cut by almost half with two-in-one inhaler"
TEXT = (
    "Children who used a budesonide-formoterol inhaler had 45% fewer asthma attacks than those on "
    "salbutamol, a trial with 360 children aged 5 to 15 in New Zealand has found."
)
RETOLD = (
    "A budesonide-formoterol inhaler led to 45% fewer asthma attacks than salbutamol in a trial of "
    "360 New Zealand children aged 5 to 15."
)


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    """Two publishers, on one host."""
    async with FeedServer() as server:
        yield server


def a_feed(name: str, *items: tuple[str, str]) -> Answer:
    """A feed that carries these, all of today, and something old."""
    now = format_datetime(datetime.now(UTC))
    news = "".join(
        f"<item><guid>{name}{number}</guid><title>{title}</title><description>{text}</description>"
        f"<link>https://{name}.example/{number}</link><pubDate>{now}</pubDate></item>"
        for number, (title, text) in enumerate((("Old bread", "It is stale."), *items))
    )
    body = f"<rss version='2.0'><channel><title>{name}</title>{news}</channel></rss>"
    return Answer(body=body.encode())


def alerts(reader: Reader) -> list[str]:
    """What came because of what they follow, oldest first."""
    return [text for text in reader.heard() if "Because you follow" in text]


async def latest_with(reader: Reader, words: str) -> str:
    """What `/latest` says once it has these words."""
    async with asyncio.timeout(20):
        while words not in (said := await reader.ask("/latest")):
            pass
    return said


async def test_one_story_of_two_outlets_is_one_alert_and_can_be_separated(
    bot: RunningBot, sandbox: Sandbox, feeds: FeedServer
) -> None:
    ana = Reader(sandbox, ADMIN)
    sources = [
        Source(url=feeds.serve(f"/{name}.xml", a_feed(name)), title=name, publisher=name.upper())
        for name in ("one", "two")
    ]
    (bot.folder / "feeds.opml").write_text(write_register(sources))
    await bot.start(BOT_ADMINS=str(ADMIN))
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await ana.ask("/subscribe asthma")
    # Once it is asked again, what a feed answered first has been written down.
    await until(lambda: min(len(feeds.asked(f"/{name}.xml")) for name in ("one", "two")) > 1)

    feeds.serve("/one.xml", a_feed("one", (FIRST, TEXT)))
    await ana.hears(FIRST)
    feeds.serve("/two.xml", a_feed("two", (SECOND, RETOLD)))
    latest = await latest_with(ana, "Also: TWO")
    ana.press("Newest on your topics", "Also…")
    told = await ana.hears("Who tells this story")
    ana.press("Who tells this story", "2: Not the same story?")
    await ana.hears("Thank you.")
    listed = await ana.ask("/stories")
    together = alerts(ana)
    ana.press("Stories", "1: Separate")
    await until(lambda: len(alerts(ana)) > 1)

    assert SECOND not in latest
    assert f"1. ONE: {FIRST}\n2. TWO: {SECOND}" in told
    assert "It was doubted once." in listed
    assert [text.partition("\n")[0] for text in together] == [FIRST]
    assert [text.partition("\n")[0] for text in alerts(ana)] == [FIRST, SECOND]
    assert "Separated." in ana.latest("Stories")
    assert await bot.stop() == 0
    assert b"Traceback" not in bot.said
