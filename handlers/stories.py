"""Who tells a story: “Also…” for readers, who may doubt it; `/stories` for the operators."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram import Update

from handlers.context import Context, chat_id_of, edit, reply, speaker
from handlers.permission import is_operator
from handlers.words import unknown_command
from messages import stories as screens
from messages.keyboards import decode_number
from messages.stories import JOINS, Answer
from news.models import ArticleId, Message, listed_under

Judge = Callable[[ArticleId, datetime], Awaitable[bool]]


async def also(update: Update, context: Context, argument: str) -> None:
    """The button under articles that others tell too. The message with it stays as it is."""
    services = context.services
    own = listed_under(await services.subscriptions.of(chat_id_of(update)))
    told = await services.stories.tellings(screens.asked_for(argument), own=own)
    await reply(update, context, screens.tellings(told, speaker(update, context)))


async def doubt(update: Update, context: Context, argument: str) -> None:
    """The buttons of “Not the same story?”: counted, and not who it was."""
    number = decode_number(argument)
    is_counted = number is not None and await context.services.stories.doubt(ArticleId(number))
    await edit(update, context, screens.doubted(is_counted, speaker(update, context)))


async def stories(update: Update, context: Context) -> None:
    """`/stories`: which articles joined which stories. For others, there is no such command."""
    if is_operator(update, context):
        await reply(update, context, await _page(update, context, 0))
    else:
        await unknown_command(update, context)


async def turn_stories(update: Update, context: Context, argument: str) -> None:
    """The buttons that turn its pages. Nothing happens if somebody else in the group presses."""
    if is_operator(update, context):
        page = screens.page_of(argument)
        await edit(update, context, await _page(update, context, page))


async def separate(update: Update, context: Context, argument: str) -> None:
    """The buttons that make an article a story of its own; for the operators."""
    await _judge(update, context, argument, context.services.joins.separate, "join-separated")


async def same(update: Update, context: Context, argument: str) -> None:
    """The buttons that let an article stay in its story; for the operators."""
    await _judge(update, context, argument, context.services.joins.confirm, "join-confirmed")


async def _judge(
    update: Update, context: Context, argument: str, judge: Judge, done: Answer
) -> None:
    article_id, page = screens.judged(argument)
    if is_operator(update, context) and article_id is not None:
        is_there = await judge(article_id, context.services.clock.now())
        answer = done if is_there else "join-gone"
        await edit(update, context, await _page(update, context, page, answer))


async def _page(
    update: Update, context: Context, page: int, answer: Answer | None = None
) -> Message:
    found = await context.services.joins.listed(skip=page * JOINS, limit=JOINS)
    return screens.joins(found, page, answer=answer, say=speaker(update, context))
