"""When a handler fails."""

import logging
from collections.abc import Mapping
from datetime import timedelta

import pytest
from telegram.error import ChatMigrated, NetworkError, RetryAfter, TelegramError, TimedOut

from news.models import ChatId
from tests.handlers.world import ANNA, GROUP, World

SECRET = "42:secret and gene therapy"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def breaks(world: World, monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
    async def everything(_: ChatId) -> Mapping[str, object]:
        raise error or ZeroDivisionError(SECRET)

    monkeypatch.setattr(world.chats, "everything", everything)


async def test_the_reader_gets_a_code_and_the_log_the_same_but_no_text(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    breaks(world, monkeypatch)

    await world.says("/export please")

    code = world.text.partition("(Code ")[2].rstrip(")")
    record = caplog.records[-1]
    assert world.text.startswith("That did not work.")
    assert code
    assert record.levelno == logging.ERROR
    assert record.__dict__["code"] == code
    assert record.__dict__["error"] == "ZeroDivisionError"
    assert record.__dict__["where"].startswith("test_errors.py:")
    assert "secret" not in str(record.__dict__)
    assert "please" not in str(record.__dict__)


async def test_a_group_is_not_bothered_with_our_bugs(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(world, monkeypatch)
    world.telegram.status = "creator"

    await world.says("/export", chat=GROUP)

    assert world.screens == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
        (400, "Bad Request: CHAT_RESTRICTED"),
        (502, "Bad Gateway"),
    ],
)
async def test_what_telegram_cannot_deliver_is_a_warning(
    world: World, caplog: pytest.LogCaptureFixture, code: int, reason: str
) -> None:
    world.telegram.refusals["sendMessage"] = (code, reason)

    await world.says("/help")

    assert [record.levelno for record in caplog.records] == [logging.WARNING]


@pytest.mark.parametrize(
    "error",
    [
        NetworkError("connection lost"),
        TimedOut(),
        RetryAfter(timedelta(seconds=30)),
        ChatMigrated(-100),
    ],
)
async def test_no_way_to_the_reader_right_now_is_a_warning_and_no_apology_is_tried(
    error: TelegramError,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    breaks(world, monkeypatch, error)

    await world.says("/export")

    assert world.screens == []
    assert [record.message for record in caplog.records] == ["update not answered"]


async def test_a_disk_that_is_full_is_told_to_the_reader_and_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    breaks(world, monkeypatch, OSError("database or disk is full"))

    await world.says("/export")

    assert world.text.startswith("That did not work.")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_a_refused_apology_does_not_raise(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.refusals["sendMessage"] = (400, "Bad Request: message is too long")

    await world.says("/help")

    assert [record.message for record in caplog.records] == [
        "update failed",
        "apology not sent",
    ]


@pytest.mark.parametrize("reason", [NOT_MODIFIED, TOO_OLD])
async def test_harmless_refusals_are_not_reported(
    world: World, caplog: pytest.LogCaptureFixture, reason: str
) -> None:
    world.telegram.refusals["sendMessage"] = (400, f"Bad Request: {reason}")

    await world.says("/help")

    assert caplog.records == []


async def test_a_screen_that_telegram_refuses_is_reported(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.telegram.refusals["editMessageText"] = (400, "Bad Request: BUTTON_DATA_INVALID")

    await world.sends_data("1:on:sleep")

    assert world.text.startswith("That did not work.")
    assert [record.message for record in caplog.records] == ["update failed"]


async def test_a_press_without_a_chat_is_reported_and_harmless(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    query = {"id": "1", "from": ANNA, "chat_instance": "1", "inline_message_id": "1"}

    await world.hears(callback_query={**query, "data": "1:on:sleep"})

    assert world.screens == []
    assert [record.message for record in caplog.records] == ["update failed"]
