"""`check` and `feeds`, beside a publisher of many kinds."""

from collections.abc import AsyncIterator

import pytest

from feeds.register import read_register, write_register
from news.feeds import Source
from sandbox.server import Sandbox
from tests.endtoend.running import RunningBot
from tests.endtoend.waiting import until
from tests.feed_server import Answer, FeedServer

FINE = Answer(
    body=b"<rss version='2.0'><channel><title>Fine</title><item><guid>1</guid>"
    b"<title>Sleep and memory</title><link>https://fine.example/1</link></item></channel></rss>"
)
PAGE = Answer(body=b"<!doctype html><html><body>Welcome!</body></html>", content_type="text/html")
OTHER_TOKEN = "4242:AAE-another-token-that-is-not-known-987"


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    """A publisher."""
    async with FeedServer() as server:
        yield server


async def test_check_says_what_is_well_and_what_is_not(bot: RunningBot, feeds: FeedServer) -> None:
    register = bot.folder / "own.opml"
    sources = [
        Source(url=feeds.serve("/fine.xml", FINE), title="Fine feed"),
        Source(url=feeds.serve("/page", PAGE), title="A page"),
        Source(url=feeds.url("/gone"), title="Gone"),
    ]
    register.write_text(write_register(sources))

    status, table, said = await bot.run("check", BOT_FEEDS=str(register), BOT_TOKEN=OTHER_TOKEN)

    words = {" ".join(line.split()) for line in table.splitlines()}
    assert (status, said) == (1, "")
    assert any(line.startswith("ok settings") for line in words)
    assert any(line.startswith("ok database") and "not there yet" in line for line in words)
    assert any(line.startswith("FAIL token") and "refuses it" in line for line in words)
    assert "ok feed Fine feed 1 entries" in words
    assert any(line.startswith("FAIL feed A page") and "/page" in line for line in words)
    assert any(line.startswith("FAIL feed Gone") and "404" in line for line in words)
    assert "3 failed" in words
    assert OTHER_TOKEN not in table


async def test_imported_feeds_stay_and_are_read_and_can_be_taken_along(
    bot: RunningBot, sandbox: Sandbox, feeds: FeedServer
) -> None:
    more = bot.folder / "more.opml"
    imported = Source(url=feeds.serve("/more.xml", FINE), title="More & more", language="pt")
    more.write_text(write_register([imported]))

    assert (await bot.run("feeds", "import", "more.opml"))[:2] == (
        0,
        "1 feeds read, 1 of them new\n",
    )
    assert (await bot.run("feeds", "import", "more.opml"))[:2] == (
        0,
        "1 feeds read, 0 of them new\n",
    )
    await bot.start()
    await until(lambda: feeds.asked("/more.xml"))
    assert await bot.stop() == 0
    status, exported, _ = await bot.run("feeds", "export")

    (bot.folder / "exported.opml").write_text(exported)
    titles = {source.title for source in read_register(bot.folder / "exported.opml")}
    assert status == 0
    assert titles == {"Sandbox feed", "More & more"}
    assert imported in read_register(bot.folder / "exported.opml")
