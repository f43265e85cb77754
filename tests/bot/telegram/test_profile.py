"""What Telegram shows of the bot is brought up to date, and no more is written than that."""

import pytest
from telegram import BotCommandScopeChat

from bot.telegram.profile import publish
from messages.texts import Texts
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import Line


def written(sandbox: Sandbox) -> list[str]:
    """The methods that changed something."""
    return [call["method"] for call in sandbox.outbox if call["method"].startswith("set")]


async def test_a_new_bot_gets_its_commands_and_its_words_in_every_language(
    line: Line, sandbox: Sandbox
) -> None:
    texts = Texts.load()

    await publish(line.bot, texts)

    assert len(written(sandbox)) == 3 * len(texts.languages)
    commands = {command.command for command in await line.bot.get_my_commands()}
    assert {"start", "help", "subscribe", "latest", "privacy", "erase"} <= commands
    about = (await line.bot.get_my_short_description()).short_description
    description = (await line.bot.get_my_description()).description
    assert "not medical advice" in f"{about} {description}"


async def test_what_has_not_changed_is_not_written_again(line: Line, sandbox: Sandbox) -> None:
    texts = Texts.load()
    await publish(line.bot, texts)
    first = written(sandbox)

    await publish(line.bot, texts)

    assert written(sandbox) == first


async def test_admins_have_a_longer_list_in_their_own_chats_only(
    line: Line, sandbox: Sandbox
) -> None:
    texts = Texts.load()

    await publish(line.bot, texts, {101, 102})

    everybodys = await line.bot.get_my_commands()
    for admin in (101, 102):
        theirs = await line.bot.get_my_commands(BotCommandScopeChat(admin))
        assert [each.command for each in theirs[len(everybodys) :]] == ["feeds", "stories"]
        assert theirs[: len(everybodys)] == everybodys
    first = written(sandbox)
    await publish(line.bot, texts, {101, 102})
    assert written(sandbox) == first


async def test_an_admin_who_never_wrote_to_the_bot_is_passed_over(
    line: Line, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    await publish(line.bot, Texts.load())
    sandbox.faults.add("bad_request", method="setMyCommands", value="chat not found")

    await publish(line.bot, Texts.load(), {101, 102})

    assert await line.bot.get_my_commands(BotCommandScopeChat(101)) == ()
    assert await line.bot.get_my_commands(BotCommandScopeChat(102)) != ()
    assert "profile not published" not in caplog.text


async def test_a_refusal_is_logged_and_keeps_nothing_from_starting(
    line: Line, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("throttle", method="setMyCommands", times=None, value=60)

    await publish(line.bot, Texts.load())

    assert "profile not published" in caplog.text
