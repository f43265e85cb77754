"""Asks Telegram for updates, and keeps them before it asks for more."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application
from telegram.request import BaseRequest

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
Trouble = tuple[str, str]
"""What does not work, and why."""


class Polling:
    """Feeds an application with updates until it is cancelled.

    The next poll confirms the last one, and by then its updates are in the inbox: a kill loses no
    command. What cannot be kept is not confirmed, and Telegram offers it until it can be.

    They are read here rather than by the library, which gives up a whole batch, and then asks for
    the same one for ever, if it cannot read one update in it.
    """

    def __init__(
        self,
        app: App,
        inbox: Inbox,
        allowed_updates: Sequence[str],
        *,
        request: BaseRequest | None = None,
    ) -> None:
        self._app = app
        self._inbox = inbox
        self._allowed_updates = json.dumps(list(allowed_updates))
        self._request = request or AiohttpRequest(pool=1)
        self._offset = 0
        self._forgotten = 0
        self._has_caught_up = False
        self._is_ours = False
        self._trouble: Trouble | None = None

    async def run(self) -> None:
        """Hand over what was left, then poll for ever.

        Raises RefusedTokenError once Telegram no longer knows the token.
        """
        wait = _FIRST_WAIT
        async with self._request:
            while True:
                rest = await self._try()
                if rest is None:
                    wait = _FIRST_WAIT
                else:
                    await asyncio.sleep(max(wait, rest).total_seconds())
                    wait = min(_LONGEST_WAIT, wait * 2)

    async def _try(self) -> timedelta | None:
        """One round. If it failed, the rest that Telegram wants before the next one."""
        try:
            await self._round()
        except InvalidToken:
            # Without its cause: that exception carries the token.
            raise RefusedTokenError("BOT_TOKEN: Telegram refuses it") from None
        except TimedOut:
            return None  # a quiet line, cut somewhere on the way
        except TelegramError as error:
            self._is_ours = self._is_ours and not isinstance(error, Conflict)
            self._report(("no updates", error.message))
            return span_of(error.retry_after) if isinstance(error, RetryAfter) else timedelta()
        except Exception as error:
            # The boundary of one round. The disk is full, the file locked: that may pass, and what
            # came is not confirmed, so it comes again.
            self._report(("updates not kept", _words(error)))
            return timedelta()
        self._report(None)
        return None

    def _report(self, trouble: Trouble | None) -> None:
        """What is in the way, or that nothing is any more. Each is said once."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble is None:
            log.info("updates again")
        else:
            what, reason = trouble
            log.warning(what, extra={"reason": reason})

    async def _round(self) -> None:
        if not self._has_caught_up:
            await self._hand_over(await self._inbox.waiting())
            self._has_caught_up = True
        if not self._is_ours:  # a webhook that somebody has set would take all updates
            self._is_ours = await self._app.bot.delete_webhook()
        updates = await self._ask()
        if self._offset > self._forgotten:  # by asking, all before it is confirmed
            await self._inbox.confirmed(self._offset)
            self._forgotten = self._offset
        if updates:
            new = await self._inbox.keep(updates)
            self._offset = max(update["update_id"] for update in updates) + 1
            await self._hand_over(new)

    async def _ask(self) -> Sequence[Raw]:
        asked = {
            "offset": self._offset,
            "timeout": int(LONG_POLL.total_seconds()),
            "allowed_updates": self._allowed_updates,
        }
        answer: Any = await self._request.post(
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
                # If that fails, it is not understood once more after the next start.
                with contextlib.suppress(Exception):
                    await self._inbox.done(raw["update_id"])
            else:
                await self._app.update_queue.put(update)


def _words(error: Exception) -> str:
    """What the database's driver says; any other text may quote a reader."""
    return str(getattr(error, "orig", None) or type(error).__name__)
