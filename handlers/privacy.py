"""`/privacy`, `/export`, `/erase`: what is kept about a chat, and its end."""

import json

from telegram import Update

from handlers.context import Context, chat_id_of, edit, reply, speaker, thread_of
from messages import screens
from news.models import feed_subject

FILE = "health-news-export.json"


async def privacy(update: Update, context: Context) -> None:
    """`/privacy`: what is stored, and why."""
    await reply(update, context, screens.privacy(speaker(update, context)))


async def privacy_pressed(update: Update, context: Context, _: str) -> None:
    """The button to the same."""
    await privacy(update, context)


async def export(update: Update, context: Context) -> None:
    """`/export`: all we keep, as a document that people and programs can read."""
    services, chat_id = context.services, chat_id_of(update)
    everything = dict(await services.chats.everything(chat_id))
    everything["feeds"] = [
        {"subject": feed_subject(each.id), "title": each.source.title, "address": each.source.url}
        for each in await services.own_feeds.of(chat_id)
    ]
    await context.bot.send_document(
        chat_id,
        json.dumps(everything, ensure_ascii=False, indent=2).encode(),
        filename=FILE,
        caption=screens.export_caption(speaker(update, context)),
        message_thread_id=thread_of(update),
    )


async def erase(update: Update, context: Context) -> None:
    """`/erase`: ask once."""
    mine = await context.services.subscriptions.of(chat_id_of(update))
    await reply(update, context, screens.erase(len(mine), speaker(update, context)))


async def erase_pressed(update: Update, context: Context, _: str) -> None:
    """The button that deletes everything about the chat."""
    await context.services.chats.erase(chat_id_of(update))
    await edit(update, context, screens.erased(speaker(update, context)))


async def keep_pressed(update: Update, context: Context, _: str) -> None:
    """The button that deletes nothing."""
    await edit(update, context, screens.kept(speaker(update, context)))
