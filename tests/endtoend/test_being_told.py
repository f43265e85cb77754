"""What admins and readers are told of a feed that is down, and what strangers are not."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from feeds.register import write_register
from news.feeds import Source
from sandbox.server import Sandbox
from tests.endtoend.running import Reader, RunningBot
from tests.endtoend.waiting import until
from tests.feed_server import Answer, FeedServer

FINE = Answer(
    body=b"<rss version='2.0'><channel><title>Fine</title><item><guid>1</guid>"
    b"<title>Sleep and memory</title><link>https://fine.example/1</link></item></channel></rss>"
)
SHUT = Answer(status=403, body=b"No.")
ADMIN, STRANGER = 101, 102
THREE_DAYS = 3 * 86_400 * 1_000_000


@pytest.fixture
async def feeds() -> AsyncIterator[FeedServer]:
    """A publisher."""
    async with FeedServer() as server:
        yield server


@pytest.fixture
def told(bot: RunningBot, feeds: FeedServer) -> RunningBot:
    """A bot with an admin, a feed that is fine and one that is refused."""
    sources = [
        Source(url=feeds.serve("/fine.xml", FINE), title="Fine & dandy"),
        Source(url=f"{feeds.serve('/shut.xml', SHUT)}?key=hunter2", title="Shut <tight>"),
    ]
    (bot.folder / "feeds.opml").write_text(write_register(sources))
    bot.settings = {"BOT_ADMINS": str(ADMIN)}
    return bot


async def read_twice(feeds: FeedServer) -> None:
    """Once it is asked again, what a feed answered first has been written down."""
    await until(lambda: min(len(feeds.asked(path)) for path in ("/fine.xml", "/shut.xml")) > 1)


def age_failures(database: Path) -> None:
    """Whatever fails has done so for three days."""
    with closing(sqlite3.connect(database)) as connection, connection:
        changed = connection.execute(
            "UPDATE feeds SET first_error_at = first_error_at - ? WHERE first_error_at IS NOT NULL",
            (THREE_DAYS,),
        )
        assert changed.rowcount == 1


async def test_feeds_is_for_admins_and_no_command_for_others(
    told: RunningBot, sandbox: Sandbox, feeds: FeedServer
) -> None:
    admin, stranger = Reader(sandbox, ADMIN), Reader(sandbox, STRANGER)
    await told.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await read_twice(feeds)

    seen = await admin.ask("/feeds")

    assert seen.startswith("Feeds: 1 fails\n\nShut <tight>\n")
    assert "403" in seen
    assert "1 other feed is fine" in seen
    assert "hunter2" not in seen
    assert (await stranger.ask("/feeds")).startswith("I do not know that command.")
    assert await told.stop() == 0
    assert b"Traceback" not in told.said


async def test_a_trouble_that_lasts_is_told_to_admins_once_and_to_readers_in_latest(
    told: RunningBot, sandbox: Sandbox, feeds: FeedServer
) -> None:
    admin, stranger = Reader(sandbox, ADMIN), Reader(sandbox, STRANGER)
    await told.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await read_twice(feeds)
    for reader in (admin, stranger):
        await reader.ask("/start")
    assert "could not reach" not in await stranger.ask("/latest")
    assert await told.stop() == 0
    age_failures(told.folder / "data" / "bot.db")
    await told.start()

    notice = await admin.hears("Trouble with feeds")
    latest = await stranger.ask("/latest")

    assert "Shut <tight>" in notice
    assert "hunter2" not in notice + latest
    assert "We could not reach Shut <tight> since " in latest
    assert latest.endswith("; 1 other source is fine.")
    assert not stranger.latest("Trouble with feeds")
    await told.kill()
    await told.start()
    await admin.ask("/feeds")  # by now it has looked again
    assert len([text for text in admin.heard() if "Trouble" in text]) == 1


async def test_check_says_since_when_a_feed_fails(told: RunningBot, feeds: FeedServer) -> None:
    await told.start()
    await read_twice(feeds)
    assert await told.stop() == 0
    age_failures(told.folder / "data" / "bot.db")

    failing = await told.run("check")
    feeds.serve("/shut.xml", FINE)
    recovered = await told.run("check")

    assert (failing[0], recovered[0]) == (1, 0)
    assert any(
        line.startswith("FAIL  feed Shut <tight>") and "; failing since 20" in line
        for line in failing[1].splitlines()
    )
    assert any(
        line.startswith("ok    feed Shut <tight>") and "1 entries; had failed since 20" in line
        for line in recovered[1].splitlines()
    )
