"""Sends what the bot owes, and turns whatever happens into an outcome."""

import html
import json
import logging
import re
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.telegram.limiter import LaneLimiter
from bot.telegram.refusals import BAD_HTML, outcome_of
from bot.telegram.transport import EncodedForm
from messages.keyboards import markup, preview
from news.models import BIGGEST, Address, Lane, Message
from news.outcomes import NotSent, Outcome, Sent, Unsure

log = logging.getLogger(__name__)

# Whether Telegram is there at all is asked with less patience than a message deserves, in seconds.
_ANSWER_WITHIN = 5.0
# The same card goes to everyone who follows a topic: so many are kept as they go over the wire.
_KEPT = 256


class TelegramMessenger:
    """The port `Messenger`, on the alert lane.

    It posts by itself what `send_message` would, a third of the CPU: the form is encoded once for
    all who get the same card, and nothing of the answer is read but its number.
    """

    def __init__(
        self,
        bot: ExtBot[Lane],
        limiter: LaneLimiter,
        *,
        lane: Lane = Lane.ALERT,
        is_paid: bool = False,
    ) -> None:
        self._bot = bot
        self._limiter = limiter
        self._lane = lane
        self._is_paid = is_paid
        self._encoded = lru_cache(_KEPT)(self._encode)

    async def send(self, address: Address, message: Message) -> Outcome:
        """See `news.ports.Messenger`."""
        outcome = await self._offer(address, message)
        if isinstance(outcome, Unsure | NotSent):
            self._limiter.hold()
        return outcome

    async def answers(self) -> bool:
        """See `news.ports.Messenger`."""
        try:
            await self._bot.get_me(read_timeout=_ANSWER_WITHIN, connect_timeout=_ANSWER_WITHIN)
        except TelegramError as error:
            log.warning("telegram does not answer", extra={"reason": error.message})
            return False
        except (LookupError, TypeError, ValueError):  # what answers here is no Bot API server
            log.warning("telegram does not answer", extra={"reason": "not understood"})
            return False
        return True

    def resume(self) -> None:
        """See `news.ports.Messenger`."""
        self._limiter.release()

    def rest(self) -> timedelta:
        """See `news.ports.Messenger`."""
        return self._limiter.rest()

    async def _offer(self, address: Address, message: Message) -> Outcome:
        try:
            return await self._post(address, message, ParseMode.HTML)
        except BadRequest as error:
            if BAD_HTML not in error.message.lower():
                return outcome_of(error, address)
            log.error("our html was refused", extra={"reason": error.message})  # noqa: TRY400
            return await self._offer_plainly(address, message)
        except TelegramError as error:
            return outcome_of(error, address)

    async def _offer_plainly(self, address: Address, message: Message) -> Outcome:
        """Better an alert without bold type than none."""
        try:
            return await self._post(address, message, None)
        except TelegramError as error:
            return outcome_of(error, address)

    async def _post(
        self, address: Address, message: Message, parse_mode: ParseMode | None
    ) -> Outcome:
        to: dict[str, int] = {"chat_id": address.chat_id}
        if address.thread is not None:
            to["message_thread_id"] = address.thread
        body = f"{urlencode(to)}&{self._encoded(message, parse_mode)}".encode()
        async with self._limiter.turn(address.chat_id, self._lane):
            try:
                answer: Any = await self._bot.request.post(
                    f"{self._bot.base_url}/sendMessage", EncodedForm(body)
                )
                return Sent(int(answer["message_id"]) % BIGGEST)
            except (LookupError, TypeError, ValueError):
                return Unsure("no answer of a Bot API server")

    def _encode(self, message: Message, parse_mode: ParseMode | None) -> str:
        """All of the form that is the same for every chat."""
        rows = markup(message)
        form: dict[str, Any] = {
            "text": message.text if parse_mode else _plain(message.text),
            "parse_mode": parse_mode,
            "reply_markup": rows and _as_json(rows.to_dict()),
            "link_preview_options": _as_json(preview(message).to_dict()),
            "disable_notification": message.silent and "true",
            "allow_paid_broadcast": self._is_paid and "true",
        }
        return urlencode({name: value for name, value in form.items() if value})


def _plain(text: str) -> str:
    """Without markup: a link's address stands after its words."""
    with_addresses = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 \1", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", with_addresses))


def _as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
