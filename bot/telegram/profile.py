"""The bot's commands and its words about itself, as Telegram shows them, in every language."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.routes import commands
from messages.commands import profile
from messages.texts import FALLBACK, Texts
from news.models import Lane

log = logging.getLogger(__name__)


async def publish(bot: ExtBot[Lane], texts: Texts) -> None:
    """Bring Telegram's copy up to date. What does not change is not written: these methods have
    limits of their own. A failure is logged; the next start tries again.
    """
    for language in texts.languages:
        code = None if language == FALLBACK else language
        description, about = profile(texts.of(language))
        try:
            await _commands(bot, commands(texts, language), code)
            await _words(
                bot.get_my_description, bot.set_my_description, "description", description, code
            )
            await _words(
                bot.get_my_short_description,
                bot.set_my_short_description,
                "short_description",
                about,
                code,
            )
        except (TelegramError, LookupError, TypeError, ValueError) as error:
            # The last three: what answers here is no Bot API server.
            reason = error.message if isinstance(error, TelegramError) else "not understood"
            log.warning("profile not published", extra={"language": language, "reason": reason})


async def _commands(bot: ExtBot[Lane], wanted: Sequence[Any], code: str | None) -> None:
    if tuple(await bot.get_my_commands(language_code=code)) != tuple(wanted):
        await bot.set_my_commands(wanted, language_code=code)


async def _words(
    get: Callable[..., Awaitable[Any]],
    put: Callable[..., Awaitable[Any]],
    name: str,
    wanted: str,
    code: str | None,
) -> None:
    if getattr(await get(language_code=code), name) != wanted:
        await put(wanted, language_code=code)
