"""The bot's commands and its words about itself, as Telegram shows them, in every language."""

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

from telegram import BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from handlers.routes import admin_commands, commands
from messages.commands import profile
from messages.texts import FALLBACK, Texts
from news.models import Lane

log = logging.getLogger(__name__)


async def publish(bot: ExtBot[Lane], texts: Texts, admins: Collection[int] = ()) -> None:
    """Bring Telegram's copy up to date. What does not change is not written: these methods have
    limits of their own. A failure is logged; the next start tries again.

    The bot's own admins see more commands, each in their private chat.
    """
    for language in texts.languages:
        code = None if language == FALLBACK else language
        description, about = profile(texts.of(language))
        try:
            await _commands(bot, commands(texts, language), code, BotCommandScopeDefault())
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
            for admin in sorted(admins):
                await _admins_commands(bot, admin_commands(texts, language), code, admin)
        except (TelegramError, LookupError, TypeError, ValueError) as error:
            # The last three: what answers here is no Bot API server.
            reason = error.message if isinstance(error, TelegramError) else "not understood"
            log.warning("profile not published", extra={"language": language, "reason": reason})


async def _commands(
    bot: ExtBot[Lane], wanted: Sequence[Any], code: str | None, scope: BotCommandScope
) -> None:
    if tuple(await bot.get_my_commands(scope, code)) != tuple(wanted):
        await bot.set_my_commands(wanted, scope, code)


async def _admins_commands(
    bot: ExtBot[Lane], wanted: Sequence[Any], code: str | None, admin: int
) -> None:
    try:
        await _commands(bot, wanted, code, BotCommandScopeChat(admin))
    except BadRequest as error:  # one who has never written to the bot has no chat with it yet
        log.debug("commands of an admin not published", extra={"reason": error.message})


async def _words(
    get: Callable[..., Awaitable[Any]],
    put: Callable[..., Awaitable[Any]],
    name: str,
    wanted: str,
    code: str | None,
) -> None:
    if getattr(await get(language_code=code), name) != wanted:
        await put(wanted, language_code=code)
