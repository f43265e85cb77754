"""How the feeds are doing: `/feeds` for the operators, one line for readers."""

from telegram import Update

from handlers.context import Context, edit, reply, speaker
from handlers.permission import is_operator
from handlers.words import unknown_command
from messages import sources
from messages.keyboards import decode_number
from news.models import Message
from news.rhythm import FAILING_AFTER
from news.standing import is_lasting, standing


async def feeds(update: Update, context: Context) -> None:
    """`/feeds`: what is down, and what else there is. For others, there is no such command."""
    if is_operator(update, context):
        await reply(update, context, await _page(update, context, 0))
    else:
        await unknown_command(update, context)


async def turn_feeds(update: Update, context: Context, argument: str) -> None:
    """The buttons that turn its pages. Nothing happens if somebody else in the group presses."""
    if is_operator(update, context):
        await edit(update, context, await _page(update, context, decode_number(argument) or 0))


async def unreached(update: Update, context: Context) -> str:
    """Which of everybody's sources we have not reached for a day or more; mostly nothing."""
    services = context.services
    now = services.clock.now()
    failing, fine = await services.watch.failing(now - FAILING_AFTER)
    lasting = [feed for feed in failing if is_lasting(feed)]
    return sources.unreached(lasting, fine, now=now, say=speaker(update, context))


async def _page(update: Update, context: Context, page: int) -> Message:
    watch, now = context.services.watch, context.services.clock.now()
    stand, own = standing(await watch.polled()), await watch.own()
    return sources.overview(stand, own, page, now=now, say=speaker(update, context))
