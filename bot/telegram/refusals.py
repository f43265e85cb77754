"""From python-telegram-bot's exceptions to outcomes: one table, matched on the server's words."""

from collections.abc import Callable, Mapping

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
from news.models import BIGGEST, Address, ChatId
from news.outcomes import Moved, NotSent, Outcome, Rejected, Throttled, Unreachable, Unsure

BAD_HTML = "can't parse entities"
REASON = 200
"""Characters that are kept of a reason."""


def outcome_of(error: TelegramError, address: Address) -> Outcome:
    """What an exception of a send says about it."""
    reason = _storable(error.message)
    match error:
        case RetryAfter():  # 429, and whatever else says when to come back
            return Throttled(span_of(error.retry_after))
        case ChatMigrated() if abs(error.new_chat_id) < BIGGEST:  # 400, with the group's new id
            return Moved(Address(chat_id=ChatId(error.new_chat_id)))
        case Forbidden():  # 403: blocked, kicked, never started; nobody there wants to hear from us
            return Unreachable(reason)
        case InvalidToken():  # 401 and 404
            return NotSent("Telegram refuses the token")
        case BadRequest():  # 400: see BAD_REQUESTS
            return _bad_request(reason, address)
        case NotSentError():  # no connection, or 5xx
            return NotSent(reason)
        case _:  # an answer that did not come, or that nobody understands
            return Unsure(reason)


def _storable(said: str) -> str:
    """Whatever Telegram says, an outcome must be written down: no half characters, no novels."""
    return said.encode("utf-8", "replace").decode()[:REASON]


def _bad_request(said: str, address: Address) -> Outcome:
    for words, meaning in BAD_REQUESTS.items():
        if words in said.lower():
            return meaning(said, address)
    return Rejected(said)


def _closed(said: str, _: Address) -> Outcome:
    return Unreachable(said)


def _only_the_thread(said: str, address: Address) -> Outcome:
    """What the thread cannot have goes to the chat it is part of."""
    return Rejected(said) if address.thread is None else Moved(Address(chat_id=address.chat_id))


def _hopeless(said: str, _: Address) -> Outcome:
    return Rejected(said)


# Bot API server, Client.cpp. python-telegram-bot drops the prefix and capitalises, so: lower case.
BAD_REQUESTS: Mapping[str, Callable[[str, Address], Outcome]] = {
    # nobody is there any more …
    "chat not found": _closed,  # and "private chat not found"
    "peer_id_invalid": _closed,
    "user is deactivated": _closed,
    "user_is_blocked": _closed,
    # … or they will not have us write
    "not enough rights": _closed,  # to send text messages to the chat
    "have no rights to send": _closed,
    "need administrator rights": _closed,
    "chat_write_forbidden": _closed,
    "chat_restricted": _closed,
    # a topic of a forum was closed or deleted; the forum is still there
    "topic_closed": _only_the_thread,
    "topic_deleted": _only_the_thread,
    "message thread not found": _only_the_thread,
    # our own mistakes; the first of them is mended before it comes here, by sending plain text
    BAD_HTML: _hopeless,
    "message is too long": _hopeless,
    "message text is empty": _hopeless,
    "reply markup is too long": _hopeless,
    "button_data_invalid": _hopeless,
    "button_url_invalid": _hopeless,
}
