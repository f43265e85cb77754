"""Asks Telegram for updates, and keeps them before it asks for more."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application

from bot.telegram.limiter import span_of
from bot.telegram.transport import AiohttpRequest
from news.errors import RefusedTokenError
from news.ports import Inbox

log = logging.getLogger(__name__)

LONG_POLL = timedelta(seconds=30)
# Beyond its own span, a poll is given this long to be answered.
GRACE = timedelta(seconds=15)
_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=1)

App = Application[Any, Any, Any, Any, Any, Any]
Raw = Mapping[str, Any]


class Polling:
    """Feeds an application with updates until it is cancelled.

    The next poll confirms the last one, and by then its updates are in the inbox: a kill loses no
    command. They are read here rather than by the library, which gives up a whole batch, and then
    asks for the same one for ever, if it cannot read one update in it.
    """

    def __init__(self, app: App, inbox: Inbox, allowed_updates: Sequence[str]) -> None:
        self._app = app
        self._inbox = inbox
        self._allowed_updates = json.dumps(list(allowed_updates))
        self._offset = 0
        self._forgotten = 0
        self._is_ours = False

    async def run(self) -> None:
        """Hand over what was left, then poll for ever.

        Raises RefusedTokenError once Telegram no longer knows the token.
        """
        await self._hand_over(await self._inbox.waiting())
        wait = _FIRST_WAIT
        async with AiohttpRequest(pool=1) as request:
            while True:
                try:
                    await self._poll(request)
                    wait = _FIRST_WAIT
                except InvalidToken:
                    # Without its cause: that exception carries the token.
                    raise RefusedTokenError("BOT_TOKEN: Telegram refuses it") from None
                except TimedOut:
                    continue  # a quiet line, cut somewhere on the way
                except TelegramError as error:
                    log.warning("no updates", extra={"reason": error.message})
                    self._is_ours = self._is_ours and not isinstance(error, Conflict)
                    await asyncio.sleep(max(wait, _told(error)).total_seconds())
                    wait = min(_LONGEST_WAIT, wait * 2)

    async def _poll(self, request: AiohttpRequest) -> None:
        if not self._is_ours:  # a webhook that somebody has set would take all updates
            self._is_ours = await self._app.bot.delete_webhook()
        updates = await self._ask(request)
        if self._offset > self._forgotten:  # by asking, all before it is confirmed
            await self._inbox.confirmed(self._offset)
            self._forgotten = self._offset
        if updates:
            new = await self._inbox.keep(updates)
            self._offset = max(update["update_id"] for update in updates) + 1
            await self._hand_over(new)

    async def _ask(self, request: AiohttpRequest) -> Sequence[Raw]:
        asked = {
            "offset": self._offset,
            "timeout": int(LONG_POLL.total_seconds()),
            "allowed_updates": self._allowed_updates,
        }
        answer: Any = await request.post(
            f"{self._app.bot.base_url}/getUpdates?{urlencode(asked)}",
            read_timeout=(LONG_POLL + GRACE).total_seconds(),
        )
        return [each for each in answer if isinstance(each.get("update_id"), int)]

    async def _hand_over(self, updates: Sequence[Raw]) -> None:
        for raw in updates:
            try:
                update = Update.de_json(dict(raw), self._app.bot)
            except Exception as error:
                # Whatever it is, it is no reason to be deaf to what comes after it.
                facts = {"update": raw["update_id"], "error": type(error).__name__}
                log.error("update not understood", extra=facts)  # noqa: TRY400 – it may quote
                await self._inbox.done(raw["update_id"])
            else:
                await self._app.update_queue.put(update)


def _told(error: TelegramError) -> timedelta:
    return span_of(error.retry_after) if isinstance(error, RetryAfter) else timedelta()
