"""Sends what the bot owes, and turns whatever happens into an outcome."""

import html
import logging
import re

from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.telegram.refusals import BAD_HTML, outcome_of
from messages.keyboards import markup, preview
from news.models import Address, Lane, Message
from news.outcomes import Outcome, Sent

log = logging.getLogger(__name__)


class TelegramMessenger:
    """The port `Messenger`, on the alert lane."""

    def __init__(self, bot: ExtBot[Lane], *, lane: Lane = Lane.ALERT) -> None:
        self._bot = bot
        self._lane = lane

    async def send(self, address: Address, message: Message) -> Outcome:
        """See `news.ports.Messenger`."""
        try:
            sent = await self._send(address, message, message.text, ParseMode.HTML)
        except BadRequest as error:
            if BAD_HTML not in error.message.lower():
                return outcome_of(error, address)
            log.error("our html was refused", extra={"reason": error.message})  # noqa: TRY400
            return await self._send_plainly(address, message)
        except TelegramError as error:
            return outcome_of(error, address)
        return Sent(sent.message_id)

    async def _send_plainly(self, address: Address, message: Message) -> Outcome:
        """Better an alert without bold type than none."""
        plain = html.unescape(re.sub(r"<[^>]*>", "", message.text))
        try:
            sent = await self._send(address, message, plain, None)
        except TelegramError as error:
            return outcome_of(error, address)
        return Sent(sent.message_id)

    async def _send(
        self, address: Address, message: Message, text: str, parse_mode: ParseMode | None
    ) -> TelegramMessage:
        return await self._bot.send_message(
            chat_id=address.chat_id,
            message_thread_id=address.thread,
            text=text,
            parse_mode=parse_mode,
            reply_markup=markup(message),
            link_preview_options=preview(message),
            disable_notification=message.silent or None,
            rate_limit_args=self._lane,
        )
