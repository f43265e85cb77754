"""`/follow`, `/unfollow`: feeds that a chat follows as such, and what it gets of each."""

from dataclasses import replace

from telegram import Update

from handlers.context import Context, argument_of, chat_id_of, edit, reply, speaker
from handlers.finding import follow_address
from handlers.following import unfollow as stop
from handlers.topics import ended, meant
from messages import following, own_feeds, subjects
from news.addresses import host_in
from news.models import Message


async def follow(update: Update, context: Context) -> None:
    """`/follow ADDRESS`: follow the feed there; other words mean a topic, as in `/subscribe`."""
    asked, say = argument_of(update), speaker(update, context)
    if address := host_in(asked):
        screen = await follow_address(update, context, address)
    elif asked:
        screen = await meant(update, context, asked)
    else:
        screen = own_feeds.how_to(say) if context.services.follow_limit else own_feeds.off(say)
    await reply(update, context, screen)


async def unfollow(update: Update, context: Context) -> None:
    """`/unfollow TEXT`: stop a feed by title, address or number, or a topic; or let choose."""
    asked = argument_of(update)
    services, say = context.services, speaker(update, context)
    mine = await services.subscriptions.of(chat_id_of(update))
    feeds = list(filter(subjects.is_feed, mine))
    number = _number(asked)
    if not asked:
        names = [subjects.name(each, services.topics, say.language) for each in feeds]
        screen = own_feeds.mine(names, following.stops(feeds, services.topics, say), say)
    elif 0 < number <= len(feeds):
        screen = await stop(update, context, feeds[number - 1].subject)
    else:
        screen = await ended(update, context, asked)
    await reply(update, context, screen)


async def narrow(update: Update, context: Context, subject: str) -> None:
    """The button that leaves of a feed only what is also on the chat's topics."""
    await edit(update, context, await _choose(update, context, subject, is_narrow=True))


async def wide(update: Update, context: Context, subject: str) -> None:
    """The button that brings everything in a feed."""
    await edit(update, context, await _choose(update, context, subject, is_narrow=False))


async def _choose(update: Update, context: Context, subject: str, *, is_narrow: bool) -> Message:
    services, say, chat_id = context.services, speaker(update, context), chat_id_of(update)
    mine = await services.subscriptions.of(chat_id)
    feed = next((each for each in mine if each.subject == subject and subjects.is_feed(each)), None)
    if feed is None or not await services.own_feeds.narrow(
        chat_id, feed.subject, is_narrow=is_narrow
    ):
        return own_feeds.not_followed(say)
    name = subjects.name(feed, services.topics, say.language)
    has_topics = not all(map(subjects.is_feed, mine))
    feed = replace(feed, is_narrow=is_narrow)
    return own_feeds.chosen(name, feed, has_topics=has_topics, say=say)


def _number(asked: str) -> int:
    digits = asked.removesuffix(".")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 4 else 0
