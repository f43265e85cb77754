"""What Telegram shows of the bot is brought up to date, and no more is written than that."""

import pytest

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


async def test_a_refusal_is_logged_and_keeps_nothing_from_starting(
    line: Line, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("throttle", method="setMyCommands", times=None, value=60)

    await publish(line.bot, Texts.load())

    assert "profile not published" in caplog.text
