"""The bot's line to Telegram: built once, opened when Telegram answers, closed gently."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.telegram.limiter import LaneLimiter
from bot.telegram.order import InOrder
from bot.telegram.polling import Polling
from bot.telegram.transport import AiohttpRequest
from handlers.context import CONTEXT_TYPES, Context, Services
from handlers.routes import ALLOWED_UPDATES, install
from news.errors import RefusedTokenError
from news.models import Lane
from news.ports import Inbox

log = logging.getLogger(__name__)

_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=1)

App = Application[ExtBot[Lane], Context, dict[Any, Any], dict[Any, Any], dict[str, Services], Any]


class Connection:
    """One bot on one Bot API server."""

    def __init__(
        self, token: str, api_url: str, services: Services, limiter: LaneLimiter, inbox: Inbox
    ) -> None:
        self._app = _application(token, api_url, limiter, InOrder(inbox.done))
        self._polling = Polling(self._app, inbox, ALLOWED_UPDATES)
        self._app.bot_data["services"] = services
        install(self._app)

    @property
    def bot(self) -> ExtBot[Lane]:
        """For those who write to chats on the bot's own account."""
        return self._app.bot

    async def open(self) -> None:
        """Keep trying until Telegram answers. Raises RefusedTokenError."""
        wait = _FIRST_WAIT
        while True:
            try:
                await self._app.initialize()
            except InvalidToken:
                # Without its cause: that exception carries the token.
                raise RefusedTokenError("BOT_TOKEN: Telegram refuses it") from None
            except (TelegramError, LookupError, TypeError, ValueError) as error:
                # The last three: what answers here is no Bot API server, but a portal or a proxy.
                reason = error.message if isinstance(error, TelegramError) else "not understood"
                log.warning("telegram unreachable", extra={"reason": reason})
                await asyncio.sleep(wait.total_seconds())
                wait = min(_LONGEST_WAIT, wait * 2)
            else:
                return

    async def listen(self) -> None:
        """Answer readers until cancelled. Raises RefusedTokenError."""
        await self._app.start()
        log.info("listening", extra={"bot": self.bot.id})
        await self._polling.run()

    async def close(self) -> None:
        """Finish the answers in hand, then hang up."""
        if self._app.running:
            await self._app.stop()
        await self._app.shutdown()
        await self.hang_up()

    async def hang_up(self) -> None:
        """Drop the line at once, whatever is on it and however far open() had come."""
        for request in self._app.bot._request:  # noqa: SLF001 – nothing public closes only these
            await request.shutdown()


def _application(token: str, api_url: str, limiter: LaneLimiter, order: InOrder) -> App:
    build: Callable[[], Any] = ApplicationBuilder
    app: App = (
        build()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(pool=1))
        .rate_limiter(limiter)
        .concurrent_updates(order)
        .context_types(CONTEXT_TYPES)
        .job_queue(None)
        .updater(None)
        .build()
    )
    return app
