"""`/settings`, `/pause`, `/stop`: when alerts come."""

from datetime import UTC, datetime, timedelta

from telegram import Update

from handlers.context import Context, chat_id_of, chat_of, edit, reply, speaker
from messages import screens

OPEN_END = datetime(screens.OPEN_END, 1, 1, tzinfo=UTC)
SPANS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


async def settings(update: Update, context: Context) -> None:
    """`/settings`: how things stand."""
    services, chat_id = context.services, chat_id_of(update)
    chat = await services.chats.get(chat_id)
    mine = await services.subscriptions.of(chat_id)
    now, say = services.clock.now(), speaker(update, context)
    await reply(update, context, screens.settings(chat, len(mine), now, say))


async def pause(update: Update, context: Context) -> None:
    """`/pause`: hold alerts until the reader resumes them; a shorter span is a button."""
    until = await _pause(update, context, "")
    await reply(update, context, screens.paused(until, speaker(update, context)))


async def pause_pressed(update: Update, context: Context, span: str) -> None:
    """A button that holds alerts for a span."""
    until = await _pause(update, context, span)
    await edit(update, context, screens.paused(until, speaker(update, context)))


async def resume(update: Update, context: Context, _: str) -> None:
    """The button that brings alerts back."""
    services = context.services
    await services.chats.welcome(chat_of(update, context), services.clock.now())
    await edit(update, context, screens.resumed(speaker(update, context)))


async def stop(update: Update, context: Context) -> None:
    """`/stop`: no more alerts; the topics are kept."""
    await context.services.chats.stop(chat_id_of(update), context.services.clock.now())
    await reply(update, context, screens.stopped(speaker(update, context)))


async def _pause(update: Update, context: Context, span: str) -> datetime:
    services, chat_id = context.services, chat_id_of(update)
    now = services.clock.now()
    until = now + SPANS[span] if span in SPANS else OPEN_END
    if await services.chats.get(chat_id) is None:
        # Nothing remembers a pause for a chat we do not know, and what it follows next would come.
        await services.chats.welcome(chat_of(update, context), now)
    await services.chats.pause(chat_id, until)
    return until
