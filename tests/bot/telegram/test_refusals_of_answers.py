"""What Telegram says of an edit or of a press's answer, through the whole bot, and what follows."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from news.models import ChatId
from sandbox.model import Message
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import CHATS
from tests.bot.telegram.lines import a_connection
from tests.fakes import FakeChats

ANA = CHATS[0]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def chats() -> FakeChats:
    """The bot's memory."""
    return FakeChats()


@pytest.fixture
async def screen(sandbox: Sandbox, root: str, chats: FakeChats) -> AsyncIterator[Message]:
    """The topics that Ana has asked for, with their buttons."""
    line = a_connection(root, chats)
    await line.open()
    listening = asyncio.create_task(line.listen())
    sandbox.world.say(ANA, "/subscribe sleep apnea")
    (screen,) = await sandbox.wait_for(lambda: written(sandbox))
    yield screen
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await line.close()


def written(sandbox: Sandbox) -> list[Message]:
    """What the bot has written to Ana."""
    return [each for each in sandbox.world.chat(ANA).messages.values() if each.sender.is_bot]


def calls(sandbox: Sandbox, method: str) -> list[Mapping[str, Any]]:
    """The bot's calls of a method, with what became of them."""
    return [call for call in sandbox.outbox if call["method"] == method]


def troubles(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the operator would read."""
    return [record.message for record in caplog.records if record.levelno >= logging.WARNING]


async def press(sandbox: Sandbox, screen: Message) -> None:
    """Ana presses the first button, and the bot has reacted when this returns."""
    sandbox.world.press(ANA, screen.id, data=first_button(screen))
    await sandbox.wait_for(lambda: calls(sandbox, "editMessageText"))


def first_button(screen: Message) -> str:
    """Its data."""
    rows = screen.as_json()["reply_markup"]["inline_keyboard"]
    return next(str(button["callback_data"]) for row in rows for button in row)


async def test_not_modified_is_as_good_as_an_edit(
    screen: Message, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("bad_request", method="editMessageText", value=NOT_MODIFIED)

    await press(sandbox, screen)
    sandbox.world.say(ANA, "/help")
    await sandbox.wait_for(lambda: len(written(sandbox)) == 2)

    assert calls(sandbox, "editMessageText")[0]["error"] == f"Bad Request: {NOT_MODIFIED}"
    assert troubles(caplog) == []


@pytest.mark.parametrize("words", ["message to edit not found", "message can't be edited"])
async def test_what_cannot_be_edited_is_written_anew(
    words: str, screen: Message, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("bad_request", method="editMessageText", value=words)

    await press(sandbox, screen)
    await sandbox.wait_for(lambda: len(written(sandbox)) == 2)

    assert troubles(caplog) == []


async def test_a_press_that_is_too_old_to_be_answered_is_acted_on_all_the_same(
    screen: Message, sandbox: Sandbox, chats: FakeChats, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.add("bad_request", method="answerCallbackQuery", value=TOO_OLD)
    before = list(chats.followed[ChatId(ANA)])

    await press(sandbox, screen)

    assert calls(sandbox, "answerCallbackQuery")[0]["error"] == f"Bad Request: {TOO_OLD}"
    assert chats.followed[ChatId(ANA)] != before
    assert troubles(caplog) == []
