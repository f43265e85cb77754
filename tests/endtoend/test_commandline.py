"""The command line as an operator meets it: exit statuses, and one clear line for each trouble."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from socket import socket

import pytest

from sandbox.server import Sandbox
from tests.endtoend.running import TOKEN, Reader, RunningBot, publish
from tests.endtoend.waiting import until

OTHER_TOKEN = "4242:AAE-another-token-that-is-not-known-987"


@pytest.fixture
def nobody() -> Iterator[socket]:
    """A port on which nobody listens, and which nobody else gets meanwhile."""
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken


@pytest.fixture
async def lonely(nobody: socket, tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot whose Telegram is not there."""
    bot = RunningBot(tmp_path, f"http://127.0.0.1:{nobody.getsockname()[1]}")
    yield bot
    await bot.end()


async def refusal(bot: RunningBot, *arguments: str, **settings: str) -> tuple[int, str]:
    """How a command ends that is refused: its status and its one line."""
    status, out, said = await bot.run(*arguments, **settings)
    (line,) = said.splitlines()
    assert out == ""
    assert TOKEN not in line
    return status, line


# ── Wrong settings ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"BOT_TOKEN": ""}, "BOT_TOKEN: not set; expected the token that BotFather gave you"),
        ({"BOT_POLL_MAX": "often"}, "BOT_POLL_MAX=often: expected"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
async def test_a_wrong_setting_is_one_line_and_status_2(
    settings: dict[str, str], line: str, bot: RunningBot
) -> None:
    status, said = await refusal(bot, "run", **settings)

    assert status == 2
    assert said.startswith(line)


async def test_a_register_that_cannot_be_read_is_one_line_and_status_2(bot: RunningBot) -> None:
    broken = bot.folder / "broken.opml"
    broken.write_text("<opml><body>")

    status, said = await refusal(bot, "feeds", "list", BOT_FEEDS=str(broken))

    assert status == 2
    assert said.startswith(f"BOT_FEEDS={broken}: line 1: not well-formed XML")


async def test_a_token_that_telegram_does_not_know_is_status_2(bot: RunningBot) -> None:
    status, _, said = await bot.run("run", BOT_TOKEN=OTHER_TOKEN)

    assert status == 2
    assert "BOT_TOKEN: Telegram refuses it" in said.splitlines()
    assert OTHER_TOKEN not in said
    assert "Traceback" not in said


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(bot: RunningBot) -> None:
    path = bot.folder / "newer.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    database.close()
    url = f"sqlite:///{path}"

    status, said = await refusal(bot, "run", BOT_DATABASE_URL=url, BOT_LOG_LEVEL="WARNING")
    checked, table, _ = await bot.run("check", BOT_DATABASE_URL=url)

    assert (status, checked) == (1, 1)
    assert "newer.db has schema 9999, newer than this version" in said
    assert "has schema 9999, newer than this version" in table
    with closing(sqlite3.connect(path)) as database, database:
        tables = database.execute("SELECT name FROM sqlite_master").fetchall()
    database.close()
    assert tables == [("alembic_version",)]


# ── Beside a running bot ─────────────────────────────────────────────────────────────────────────


async def test_beside_a_running_bot_one_may_look_but_not_write(
    bot: RunningBot, sandbox: Sandbox, root: str
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    register = str(bot.folder / "feeds.opml")

    second, imported, listed, checked = await asyncio.gather(
        bot.run("run", BOT_LOG_LEVEL="WARNING"),
        bot.run("feeds", "import", register),
        bot.run("feeds", "list"),
        bot.run("check"),
    )

    for status, out, said in (second, imported):
        assert (status, out) == (1, "")
        assert said == (
            "data/bot.db is in use by another process of the bot; stop that one first\n"
        )
    assert listed[0] == 0
    assert f"{root}/feed.xml" in listed[1]
    assert checked[0] == 0, checked
    assert "all well" in checked[1]
    assert await bot.stop() == 0


# ── Stopping ─────────────────────────────────────────────────────────────────────────────────────


async def test_it_stops_in_time_while_telegram_cannot_be_reached(lonely: RunningBot) -> None:
    await lonely.start()
    await until(lambda: b"telegram unreachable" in lonely.said)

    async with asyncio.timeout(10):
        assert await lonely.stop() == 0

    assert b"Traceback" not in lonely.said
    assert TOKEN.encode() not in lonely.said


async def test_it_stops_in_time_while_a_send_hangs_and_sends_it_after_the_next_start(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("/subscribe asthma")
    hanging = sandbox.faults.add("slow", method="sendMessage", value=60)
    await publish(root, "Asthma inhalers compared", "A trial in adults with asthma.")
    await until(lambda: hanging not in sandbox.faults.waiting)

    async with asyncio.timeout(10):
        assert await bot.stop() == 0
    await bot.start()

    assert await reader.hears("Asthma inhalers compared")
    assert b"Traceback" not in bot.said


async def test_it_begins_to_listen_when_telegram_comes_up(
    lonely: RunningBot, nobody: socket, sandbox: Sandbox, reader: Reader
) -> None:
    await lonely.start()
    await until(lambda: b"telegram unreachable" in lonely.said)

    port = nobody.getsockname()[1]
    nobody.close()
    await sandbox.start(port)
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=30)

    assert "Asthma" in await reader.ask("/subscribe asthma")
    assert await lonely.stop() == 0


# ── Secrets ──────────────────────────────────────────────────────────────────────────────────────


async def test_the_token_is_in_no_log_and_no_process_list_whatever_goes_wrong(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    sandbox.faults.add("bad_gateway", method="getMyCommands")
    sandbox.faults.add("server_error", method="getUpdates")
    sandbox.faults.add("drop_before", method="getUpdates")
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled and not sandbox.faults.waiting, timeout=40)
    await reader.ask("/subscribe asthma")
    for kind in ("bad_gateway", "throttle", "bad_request"):
        sandbox.faults.add(kind, method="sendMessage")
    await publish(root, "Asthma inhalers compared", "A trial in adults with asthma.")
    await until(lambda: len(family(bot._process.pid)) > 1)
    commands = [command_of(pid) for pid in family(bot._process.pid)]
    await sandbox.wait_for(lambda: not sandbox.faults.waiting, timeout=30)

    assert await bot.stop() == 0
    assert b"alert not sent" in bot.said
    secret = TOKEN.partition(":")[2].encode()
    assert secret not in bot.said
    assert not any(secret in command for command in commands)
    assert secret not in b"".join(path.read_bytes() for path in bot.folder.glob("data/*"))


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def command_of(pid: int) -> bytes:
    """What everybody on the machine sees of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()
