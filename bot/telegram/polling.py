"""Asks Telegram for updates, one long poll after the other."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application

from bot.telegram.limiter import span_of
from news.errors import RefusedTokenError

log = logging.getLogger(__name__)

LONG_POLL = timedelta(seconds=30)
_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=1)

App = Application[Any, Any, Any, Any, Any, Any]


class Polling:
    """Feeds an application with updates until it is cancelled.

    What was handed over is confirmed with the next poll, or when polling ends.
    """

    def __init__(self, app: App, allowed_updates: Sequence[str]) -> None:
        self._app = app
        self._allowed_updates = allowed_updates
        self._offset = 0

    async def run(self) -> None:
        """Poll for ever. Raises RefusedTokenError once Telegram no longer knows the token."""
        wait = _FIRST_WAIT
        is_ours = False
        while True:
            try:
                if not is_ours:  # a webhook that somebody has set takes all updates
                    is_ours = await self._app.bot.delete_webhook()
                updates = await self._ask(LONG_POLL)
            except InvalidToken:
                raise RefusedTokenError("BOT_TOKEN: Telegram refuses it") from None
            except TimedOut:
                continue  # the line was quiet for longer than Telegram keeps a poll
            except TelegramError as error:
                log.warning("no updates", extra={"reason": error.message})
                is_ours = is_ours and not isinstance(error, Conflict)
                await asyncio.sleep(max(wait, _told(error)).total_seconds())
                wait = min(_LONGEST_WAIT, wait * 2)
            else:
                wait = _FIRST_WAIT
                for update in updates:
                    await self._app.update_queue.put(update)
                    self._offset = update.update_id + 1

    async def confirm(self) -> None:
        """Tell Telegram what was handed over, so that it is not offered again."""
        if self._offset:
            await self._ask(timedelta())

    async def _ask(self, patience: timedelta) -> Sequence[Update]:
        updates: Sequence[Update] = await self._app.bot.get_updates(
            offset=self._offset, timeout=patience, allowed_updates=self._allowed_updates
        )
        return updates


def _told(error: TelegramError) -> timedelta:
    return span_of(error.retry_after) if isinstance(error, RetryAfter) else timedelta()
