"""`/settings`, `/pause`, `/stop`: when alerts come."""

import re
from datetime import UTC, datetime, timedelta

from telegram import Update

from handlers.context import Context, argument_of, chat_id_of, chat_of, edit, reply, speaker
from messages import screens
from news.models import Message

OPEN_END = datetime(screens.OPEN_END, 1, 1, tzinfo=UTC)
SPANS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
_SPAN = re.compile(r"(?:(?:1|an?|one) )?(day|week)", re.IGNORECASE)


async def settings(update: Update, context: Context) -> None:
    """`/settings`: how things stand."""
    services, chat_id = context.services, chat_id_of(update)
    chat = await services.chats.get(chat_id)
    mine = await services.subscriptions.of(chat_id)
    now, say = services.clock.now(), speaker(update, context)
    await reply(update, context, screens.settings(chat, len(mine), now, say))


async def pause(update: Update, context: Context) -> None:
    """`/pause [day|week]`: hold alerts for that, or until the reader resumes them."""
    span = _SPAN.fullmatch(argument_of(update))
    await reply(update, context, await _pause(update, context, span[1].lower() if span else ""))


async def pause_pressed(update: Update, context: Context, span: str) -> None:
    """A button that holds alerts for a span."""
    await edit(update, context, await _pause(update, context, span))


async def resume(update: Update, context: Context, _: str) -> None:
    """The button that brings alerts back."""
    services = context.services
    await services.chats.welcome(chat_of(update, context), services.clock.now())
    await edit(update, context, screens.resumed(speaker(update, context)))


async def stop(update: Update, context: Context) -> None:
    """`/stop`: no more alerts; the topics are kept."""
    await context.services.chats.stop(chat_id_of(update), context.services.clock.now())
    await reply(update, context, screens.stopped(speaker(update, context)))


async def _pause(update: Update, context: Context, span: str) -> Message:
    services, say, chat_id = context.services, speaker(update, context), chat_id_of(update)
    now = services.clock.now()
    until = now + SPANS[span] if span in SPANS else OPEN_END
    chat = await services.chats.get(chat_id)
    if chat is not None and chat.stopped_at is not None:
        return screens.stopped_already(say)
    if chat is None:
        # Nothing remembers a pause for a chat we do not know, and what it follows next would come.
        await services.chats.welcome(chat_of(update, context), now)
    await services.chats.pause(chat_id, until)
    return screens.paused(until, say)
