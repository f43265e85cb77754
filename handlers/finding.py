"""From an address that somebody types to the feed behind it, which their chat then follows."""

import contextlib
from collections.abc import Sequence

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from handlers.context import Context, chat_id_of, chat_of, speaker, thread_of
from handlers.following import LIMIT, with_hold
from messages import following, own_feeds, subjects
from news.addresses import host_in, web_address
from news.feeds import Source
from news.fetches import Failed
from news.models import Message, Subscription, feed_subject
from news.urls import host_of, url_key


async def follow_address(update: Update, context: Context, typed: str) -> Message:
    """Follow the feed behind an address and say so, or say why not."""
    services, say = context.services, speaker(update, context)
    address = web_address(typed)
    if not services.follow_limit:
        return own_feeds.off(say)
    if not address:
        return own_feeds.unfit(say)
    mine = await services.subscriptions.of(chat_id_of(update))
    known = await services.own_feeds.at(address)
    if known and feed_subject(known.id) in {each.subject for each in mine}:
        return await _follow(update, context, mine, known.source)
    if (full := _full(update, context, mine)) is not None:
        return full
    # Of a feed that is somebody's own, not even the speed of the answer shall tell.
    if known and known.is_public:
        return await _follow(update, context, mine, known.source)
    await _type(update, context)
    found = await services.scout.find(address)
    if isinstance(found, Failed):
        return own_feeds.not_found(found, host_of(address), say)
    return await _follow(update, context, mine, found.source, found.entries)


async def at_address(
    update: Update, context: Context, mine: Sequence[Subscription], typed: str
) -> Sequence[Subscription]:
    """Those of a chat's feeds that an address means: the one that has it, or else its host's."""
    address = web_address(typed) if host_in(typed) else ""
    if not address:
        return []
    feeds = await context.services.own_feeds.of(chat_id_of(update))
    exact = [
        each for each in feeds if url_key(address) in {url_key(each.source.url), url_key(each.url)}
    ]
    there = [each for each in feeds if _site(each.url) == _site(address)]
    meant = {feed_subject(each.id) for each in exact or there}
    return [each for each in mine if each.subject in meant]


async def _follow(
    update: Update,
    context: Context,
    mine: Sequence[Subscription],
    source: Source,
    entries: int | None = None,
) -> Message:
    services, say = context.services, speaker(update, context)
    chat, now = chat_of(update, context), services.clock.now()
    feed = await services.own_feeds.follow(chat, source, now)
    name = subjects.name(feed, services.topics, say.language)
    before = next((each for each in mine if each.subject == feed.subject), None)
    if before is None:
        screen = own_feeds.followed(name, feed, entries, say)
    else:
        has_topics = not all(map(subjects.is_feed, mine))
        screen = own_feeds.already_followed(name, before, has_topics=has_topics, say=say)
    return await with_hold(update, context, screen)


def _full(update: Update, context: Context, mine: Sequence[Subscription]) -> Message | None:
    """That there is no room for another feed; None if there is."""
    services, say = context.services, speaker(update, context)
    feeds = list(filter(subjects.is_feed, mine))
    if len(feeds) >= services.follow_limit:
        return own_feeds.full(following.stops(feeds, services.topics, say), say)
    return following.full(LIMIT, say) if len(mine) >= LIMIT else None


async def _type(update: Update, context: Context) -> None:
    """Show that an answer is being looked for: it can take many seconds."""
    with contextlib.suppress(TelegramError):  # channels show no such thing
        await context.bot.send_chat_action(
            chat_id_of(update), ChatAction.TYPING, message_thread_id=thread_of(update)
        )


def _site(url: str) -> str:
    return host_of(url).removeprefix("www.")
