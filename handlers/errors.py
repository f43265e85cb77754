"""What happens when a handler fails: a word to the reader, a line for the operator."""

import logging
import traceback
from pathlib import Path

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from handlers.context import Context, reply, speaker
from messages import screens
from messages.keyboards import encode_number

log = logging.getLogger(__name__)

_HARMLESS = ("query is too old", "message is not modified")


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
    text = str(error).lower()
    return isinstance(error, BadRequest) and any(each in text for each in _HARMLESS)


def _heals_itself(error: Exception) -> bool:
    """No connection, or a chat that was closed to us: the reader could not be told anyway."""
    # BadRequest is a NetworkError to the library, but it is our bug.
    lost = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return lost or isinstance(error, Forbidden)


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
