"""`/subscribe`, `/unsubscribe`, `/topics`: what a chat follows, by words and by tiles."""

from collections.abc import Sequence

from telegram import Update

from handlers.context import Context, argument_of, chat_id_of, edit, reply, speaker, typing_language
from handlers.finding import at_address, follow_address
from handlers.following import among, fits, follow, follow_pressed, unfollow
from messages import following, screens, shelves, subjects
from news.addresses import address_in
from news.models import Known, Message, Several, Subject, Topic, Unknown


async def subscribe(update: Update, context: Context) -> None:
    """`/subscribe TEXT`: follow a topic, or offer what may have been meant."""
    asked = argument_of(update)
    screen = await meant(update, context, asked) if asked else await _tiles(update, context, 0)
    await reply(update, context, screen)


async def meant(update: Update, context: Context, asked: str) -> Message:
    """Follow what somebody typed if it is one topic or feed clearly, or offer what it may be."""
    services, say = context.services, speaker(update, context)
    if address := address_in(asked):
        return await follow_address(update, context, address)
    if not fits(asked, services.topics):
        return screens.hint("unfit-words", say)
    match services.topics.resolve(asked, typing_language(update)):
        case Known(topic):
            wanted = subjects.of_topic(topic, services.clock.now())
            return await follow(update, context, wanted)
        case Several(several):
            return following.which(several, asked, "on", say)
        case Unknown(nearest):
            return await _offer(update, context, asked, nearest)


async def unsubscribe(update: Update, context: Context) -> None:
    """`/unsubscribe TEXT`: stop what is meant among what the chat follows, or let choose."""
    asked = argument_of(update)
    screen = await (ended(update, context, asked) if asked else _mine(update, context, 0))
    await reply(update, context, screen)


async def ended(update: Update, context: Context, asked: str) -> Message:
    """Stop what is meant among what the chat follows, or let choose."""
    services, say = context.services, speaker(update, context)
    mine = await services.subscriptions.of(chat_id_of(update))
    found = await at_address(update, context, mine, asked)
    found = found or among(asked, mine, services.topics, typing_language(update))
    if len(found) == 1:
        return await unfollow(update, context, found[0].subject)
    if found:
        return following.which_of_mine(following.stops(found, services.topics, say), say)
    return following.nothing_like(asked, say) if mine else await _mine(update, context, 0)


async def topics(update: Update, context: Context) -> None:
    """`/topics`: what the chat follows, or all topics if that is nothing."""
    mine = await context.services.subscriptions.of(chat_id_of(update))
    await reply(update, context, await (_mine if mine else _tiles)(update, context, 0))


async def show_mine(update: Update, context: Context, page: str) -> None:
    """The button to what the chat follows, and those that turn its pages."""
    await edit(update, context, await _mine(update, context, _number(page)))


async def show_tiles(update: Update, context: Context, page: str) -> None:
    """The buttons that open a shelf and turn its pages."""
    await edit(update, context, await _tiles(update, context, _number(page)))


async def show_shelves(update: Update, context: Context, _: str) -> None:
    """The button to all topics: the shelves."""
    screen = shelves.index(context.services.topics.all(), speaker(update, context))
    await edit(update, context, screen)


async def tick(update: Update, context: Context, argument: str) -> None:
    """A tile without a tick: follow, and show the page anew. With no room left, say so."""
    page, _, slug = argument.partition(":")
    screen = await follow_pressed(update, context, slug)
    mine = await context.services.subscriptions.of(chat_id_of(update))
    if slug in {each.subject for each in mine}:
        screen = await _tiles(update, context, _number(page))
    await edit(update, context, screen)


async def untick(update: Update, context: Context, argument: str) -> None:
    """A tile with a tick: follow no longer, and show the page anew."""
    page, _, slug = argument.partition(":")
    await context.services.subscriptions.unfollow(chat_id_of(update), Subject(slug))
    await edit(update, context, await _tiles(update, context, _number(page)))


async def _offer(update: Update, context: Context, asked: str, nearest: Sequence[Topic]) -> Message:
    """The nearest topics, and the words as they are with what they would have brought."""
    services, say = context.services, speaker(update, context)
    words = services.topics.query(asked)
    if not words:
        return screens.hint("only-unwanted", say)
    phrase = await services.subscriptions.phrase(words)
    preview = await services.previews.of_words(words)
    return following.did_you_mean(nearest, phrase, preview, say)


async def _mine(update: Update, context: Context, page: int) -> Message:
    services, say = context.services, speaker(update, context)
    mine = await services.subscriptions.of(chat_id_of(update))
    feeds = sum(map(subjects.is_feed, mine))
    return shelves.mine(following.stops(mine, services.topics, say), page, say, feeds=feeds)


async def _tiles(update: Update, context: Context, page: int) -> Message:
    services, say = context.services, speaker(update, context)
    followed = {each.subject for each in await services.subscriptions.of(chat_id_of(update))}
    return shelves.tiles(services.topics.all(), followed, page, say)


def _number(page: str) -> int:
    return int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 0
