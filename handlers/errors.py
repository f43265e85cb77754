"""What happens when a handler fails: a word to the reader, a line for the operator."""

import logging
import traceback
from collections.abc import Collection
from pathlib import Path

from telegram import Update
from telegram.constants import ChatType
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from handlers.context import Context, reply, speaker
from messages import screens
from messages.keyboards import encode_number

log = logging.getLogger(__name__)

_HARMLESS = ("query is too old", "message is not modified")
_CLOSED = ("chat not found", "not enough rights", "chat_write_forbidden", "chat_restricted")


async def failed(update: object, context: Context) -> None:
    """The error handler of the application. The log gets no text of the reader's and no token."""
    error = context.error
    if error is None or _is_harmless(error):
        return
    code = encode_number(update.update_id).upper() if isinstance(update, Update) else "-"
    fields = {"code": code, "error": type(error).__name__, "where": _where(error)}
    if _heals_itself(error):
        log.warning("update not answered", extra=fields)
        return
    log.error("update failed", extra=fields)
    if isinstance(update, Update) and _is_private(update):
        await _apologise(update, context, code)


def _is_harmless(error: Exception) -> bool:
    return isinstance(error, BadRequest) and _says(error, _HARMLESS)


def _heals_itself(error: Exception) -> bool:
    """No connection, too much at once, or no way into the chat: nobody there could be told."""
    if isinstance(error, BadRequest):  # a NetworkError to the library, but mostly our bug
        return _says(error, _CLOSED)
    return isinstance(error, NetworkError | Forbidden | RetryAfter | ChatMigrated)


def _says(error: Exception, words: Collection[str]) -> bool:
    text = str(error).lower()
    return any(each in text for each in words)


def _is_private(update: Update) -> bool:
    chat = update.effective_chat
    return chat is not None and chat.type == ChatType.PRIVATE


def _where(error: Exception) -> str:
    """The innermost line of code. Not the error's text: it may quote the reader or an address."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


async def _apologise(update: Update, context: Context, code: str) -> None:
    try:
        await reply(update, context, screens.failed(code, speaker(update, context)))
    except TelegramError as error:
        log.warning("apology not sent", extra={"code": code, "error": type(error).__name__})
