"""Who may change what a chat follows: anybody in private, admins everywhere else."""

import functools
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from handlers.context import Context, reply, speaker
from messages import screens

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]

_ADMINS = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


async def objection(update: Update, context: Context) -> screens.Hint | None:
    """Why the one who is asking may not change this chat, or None if they may."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type == ChatType.PRIVATE or _writes_as_the_chat(update):
        return None
    if user is None:
        return "admins-only"
    try:
        member = await context.bot.get_chat_member(chat.id, user.id)
    except TelegramError:
        return "cannot-check"
    return None if member.status in _ADMINS else "admins-only"


def by_admins(handler: Handler) -> Handler:
    """The command, for those who may change the chat; others are told why not."""

    @functools.wraps(handler)
    async def checked(update: Update, context: Context) -> None:
        refused = await objection(update, context)
        if refused is None:
            await handler(update, context)
        else:
            await reply(update, context, screens.hint(refused, speaker(update, context)))

    return checked


def is_operator(update: Update, context: Context) -> bool:
    """Whether it is one of the bot's own admins, in person.

    Who writes in the name of a group shares one user with all who do, and that one is a bot.
    """
    user = update.effective_user
    return user is not None and not user.is_bot and user.id in context.services.admins


def _writes_as_the_chat(update: Update) -> bool:
    """An anonymous admin, or a post in a channel: only admins can write in the chat's name."""
    message = update.effective_message if update.callback_query is None else None
    if message is None or message.sender_chat is None:
        return False  # of a press, the message is the bot's own, and so says nothing of the presser
    return message.chat.id == message.sender_chat.id
