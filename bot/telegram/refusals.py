"""From python-telegram-bot's exceptions to outcomes: one table, matched on the server's words."""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.telegram.limiter import span_of
from bot.telegram.transport import NotSentError
from news.models import Address, ChatId
from news.outcomes import Moved, NotSent, Outcome, Rejected, Throttled, Unreachable, Unsure

# Bot API server, Client.cpp. python-telegram-bot drops the prefix and capitalises, so: lower case.
CLOSED_CHAT = (
    "chat not found",
    "peer_id_invalid",
    "user is deactivated",
    "not enough rights",
    "chat_write_forbidden",
    "chat_restricted",
    "need administrator rights",
    "user_is_blocked",
    "have no rights to send",
)
CLOSED_THREAD = ("topic_closed", "topic_deleted", "message thread not found")
BAD_HTML = "can't parse entities"


def outcome_of(error: TelegramError, address: Address) -> Outcome:
    """What an exception of a send says about it."""
    match error:
        case RetryAfter():
            return Throttled(span_of(error.retry_after))
        case ChatMigrated():
            return Moved(Address(chat_id=ChatId(error.new_chat_id)))
        case Forbidden():
            return Unreachable(error.message)
        case InvalidToken():
            return NotSent("Telegram refuses the token")
        case BadRequest():
            return _bad_request(error.message, address)
        case NotSentError():
            return NotSent(error.message)
        case _:
            return Unsure(error.message)


def _bad_request(reason: str, address: Address) -> Outcome:
    said = reason.lower()
    if address.thread is not None and any(words in said for words in CLOSED_THREAD):
        return Moved(Address(chat_id=address.chat_id))
    if any(words in said for words in CLOSED_CHAT):
        return Unreachable(reason)
    return Rejected(reason)
