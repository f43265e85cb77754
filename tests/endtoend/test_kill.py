"""Killed at any moment and started again: nothing is lost, and little is repeated."""

import sqlite3
from collections import Counter
from contextlib import closing
from functools import partial

import pytest

from sandbox.server import Sandbox
from tests.endtoend.running import TOKEN, Reader, RunningBot, eventually, publish

IN_FLIGHT = 8
FOLLOWERS = range(1001, 1161)
TITLE = "Asthma inhalers compared"


@pytest.fixture
async def sandbox() -> Sandbox:
    """Without a flood limit: what is measured here is crashes, not speed."""
    return Sandbox(token=TOKEN, flood=False)


@pytest.fixture
def bot(bot: RunningBot) -> RunningBot:
    """Quick enough for a fan-out to be worth killing."""
    bot.settings = {"BOT_MESSAGES_PER_SECOND": "100", "BOT_LOG_LEVEL": "INFO"}
    return bot


def alerts(sandbox: Sandbox, title: str = TITLE) -> Counter[int]:
    """How often each chat has got an alert with this title."""
    return Counter(
        call["params"]["chat_id"]
        for call in sandbox.outbox
        if call["method"] == "sendMessage" and call["ok"] and title in call["params"]["text"]
    )


async def test_killed_in_mid_fan_out_it_loses_nothing_and_repeats_no_more_than_was_in_flight(
    bot: RunningBot, sandbox: Sandbox, root: str
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    for chat_id in FOLLOWERS:
        sandbox.world.say(chat_id, "/subscribe asthma")
    await sandbox.wait_for(lambda: answered(sandbox) >= len(FOLLOWERS), timeout=40)
    sandbox.faults.add("slow", method="sendMessage", times=None, value=0.03)

    await publish(root, TITLE, "A trial in adults with asthma.")
    for share in (0.2, 0.4, 0.6):
        reached = int(share * len(FOLLOWERS))
        await sandbox.wait_for(partial(has_reached, sandbox, reached), timeout=30)
        await bot.kill()
        await bot.start()
    await sandbox.wait_for(lambda: len(alerts(sandbox)) == len(FOLLOWERS), timeout=40)
    status = await bot.stop()

    copies = alerts(sandbox).total() - len(FOLLOWERS)
    assert status == 0
    assert set(alerts(sandbox)) == set(FOLLOWERS)
    assert copies <= 3 * IN_FLIGHT
    assert left(bot) == Counter(sent=len(FOLLOWERS))


async def test_every_subscription_that_was_answered_survives_a_kill(
    bot: RunningBot, sandbox: Sandbox, root: str
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    for chat_id in FOLLOWERS:
        sandbox.world.say(chat_id, "/subscribe asthma")
    await sandbox.wait_for(lambda: answered(sandbox) >= 40, timeout=40)

    await bot.kill()

    promised = {
        call["params"]["chat_id"]
        for call in sandbox.outbox
        if "You now follow" in str(call["params"].get("text"))
    }
    with closing(sqlite3.connect(bot.folder / "data/bot.db")) as database:
        kept = {chat for (chat,) in database.execute("SELECT chat_id FROM subscriptions")}
    assert len(promised) >= 40
    assert promised <= kept


async def test_a_kill_loses_no_command_that_telegram_thinks_we_have(
    bot: RunningBot, sandbox: Sandbox, root: str
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    for chat_id in FOLLOWERS:
        sandbox.world.say(chat_id, "/subscribe asthma")
    await sandbox.wait_for(lambda: answered(sandbox) >= 10, timeout=40)

    await bot.kill()
    await bot.start()

    await sandbox.wait_for(lambda: told(sandbox) == set(FOLLOWERS), timeout=40)


async def test_one_update_that_nobody_understands_does_not_make_the_bot_deaf(
    bot: RunningBot, sandbox: Sandbox, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)

    sandbox.world.updates.push("message", {"message_id": 1})

    assert "What I can do" in await reader.ask("/help")


async def test_a_token_that_is_revoked_while_the_bot_runs_ends_it(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    sandbox.faults.add("unauthorized", method="getUpdates", times=None)
    sandbox.world.say(101, "/help")

    assert await bot.ended() == 2
    assert "BOT_TOKEN: Telegram refuses it" in bot.said.decode().splitlines()


async def test_what_was_marked_before_a_kill_is_not_sent_again(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("/subscribe asthma")
    await publish(root, TITLE, "A trial in adults with asthma.")
    await reader.hears(TITLE)
    await eventually(lambda: left(bot)["sent"] == 1)

    await bot.kill()
    await bot.start()
    await publish(root, "Asthma and sport", "Asthma in swimmers.")
    await reader.hears("Asthma and sport")

    assert alerts(sandbox)[reader.chat_id] == 1


async def test_a_kill_between_publication_and_alert_loses_no_alert(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("/subscribe asthma")
    sandbox.faults.add("slow", method="sendMessage", times=None, value=60)
    await publish(root, TITLE, "A trial in adults with asthma.")
    await eventually(lambda: bool(left(bot)))

    await bot.kill()
    sandbox.faults.clear()
    await bot.start()

    assert await reader.hears(TITLE)


def has_reached(sandbox: Sandbox, chats: int) -> bool:
    """Whether so many chats have got their alert."""
    return len(alerts(sandbox)) >= chats


def told(sandbox: Sandbox) -> set[int]:
    """Who has been told, once or twice, that they follow something."""
    said = ("You now follow", "You already follow")
    return {
        call["params"]["chat_id"]
        for call in sandbox.outbox
        if str(call["params"].get("text")).startswith(said)
    }


def answered(sandbox: Sandbox) -> int:
    """How many have been told that they follow something."""
    return sum("You now follow" in str(call["params"].get("text")) for call in sandbox.outbox)


def left(bot: RunningBot) -> Counter[str]:
    """The states of all deliveries."""
    path = bot.folder / "data/bot.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return Counter(state for (state,) in database.execute("SELECT state FROM deliveries"))
