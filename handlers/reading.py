"""`/latest`, `/topic`, `/search`: articles for readers who ask, and the turning of pages."""

from collections.abc import Sequence

from telegram import Update

from handlers.context import Context, argument_of, chat_id_of, edit, reply, speaker, typing_language
from handlers.feeds import unreached
from handlers.following import fits, phrase
from messages import following, lists, screens
from messages.keyboards import Trail, decode_number, decode_turn
from messages.lists import PAGE_SIZE
from news.models import (
    ArticleId,
    Known,
    Message,
    Several,
    Subject,
    Topic,
    Unknown,
    listed_under,
)


async def latest(update: Update, context: Context) -> None:
    """`/latest [n]`: the newest of the chat's topics; `/latest [n] TOPIC` is forgiven."""
    asked = argument_of(update)
    number, _, named = asked.partition(" ")
    size = lists.page_size(number)
    if size is None:
        named, size = asked, PAGE_SIZE
    if named:
        await reply(update, context, await _asked_topic(update, context, named, size))
    else:
        await reply(update, context, await _latest(update, context, lists.MINE, (), size))


async def topic(update: Update, context: Context) -> None:
    """`/topic TEXT`: the page of a topic, or what may have been meant."""
    asked = argument_of(update)
    await reply(update, context, await _asked_topic(update, context, asked, PAGE_SIZE))


async def search(update: Update, context: Context) -> None:
    """`/search WORDS`: articles that contain them."""
    asked, say = argument_of(update), speaker(update, context)
    if not fits(asked, context.services.topics):
        await reply(update, context, screens.hint("unfit-words" if asked else "ask-search", say))
        return
    await reply(update, context, await _search(update, context, asked))


async def turn_latest(update: Update, context: Context, argument: str) -> None:
    """The buttons that turn the pages of the newest, and switch between one's own and all."""
    what, trail = decode_turn(argument)
    scope, size = lists.unsized(what)
    await edit(update, context, await _latest(update, context, scope, trail, size))


async def turn_topic(update: Update, context: Context, argument: str) -> None:
    """The buttons that open a topic's page and turn it."""
    what, trail = decode_turn(argument)
    slug, size = lists.unsized(what)
    found = context.services.topics.get(slug)
    if found is None:
        await edit(update, context, screens.hint("old-button", speaker(update, context)))
    else:
        await edit(update, context, await topic_page(update, context, found, trail, size))


async def turn_search(update: Update, context: Context, argument: str) -> None:
    """The buttons that turn the pages of a search."""
    number, trail = decode_turn(argument)
    words = await phrase(context, decode_number(number))
    if words is None:
        await edit(update, context, screens.hint("old-button", speaker(update, context)))
    else:
        await edit(update, context, await _search(update, context, words.words, trail))


async def topic_page(
    update: Update, context: Context, topic: Topic, trail: Trail = (), size: int = PAGE_SIZE
) -> Message:
    """The newest of a topic, with the button that gets or stops its alerts."""
    services, say = context.services, speaker(update, context)
    subject = Subject(topic.slug)
    page = await services.reading.latest(subjects={subject}, limit=size, before=_before(trail))
    mine = await services.subscriptions.of(chat_id_of(update))
    is_followed = subject in {each.subject for each in mine}
    return lists.topic(page, topic, trail, is_followed=is_followed, say=say, size=size)


async def _asked_topic(update: Update, context: Context, asked: str, size: int) -> Message:
    if not fits(asked, context.services.topics):
        hint: screens.Hint = "unfit-words" if asked else "ask-topic"
        return screens.hint(hint, speaker(update, context))
    match context.services.topics.resolve(asked, typing_language(update)):
        case Known(found):
            return await topic_page(update, context, found, size=size)
        case Several(several):
            return following.which(several, asked, "topic", speaker(update, context))
        case Unknown(nearest):
            return await _unknown(update, context, asked, nearest)


async def _latest(update: Update, context: Context, scope: str, trail: Trail, size: int) -> Message:
    mine = await _listed(update, context)
    subjects = mine if mine and scope == lists.MINE else None
    page = await context.services.reading.latest(
        subjects=subjects, limit=size, before=_before(trail)
    )
    shown = lists.ALL if subjects is None else lists.MINE
    say = speaker(update, context)
    foot = "" if trail else await unreached(update, context)
    return lists.latest(page, shown, trail, follows_any=bool(mine), say=say, size=size, foot=foot)


async def _search(update: Update, context: Context, words: str, trail: Trail = ()) -> Message:
    services = context.services
    plain = services.topics.plain_words(words)
    own = await _listed(update, context)
    page = await services.reading.search(plain, limit=PAGE_SIZE, own=own, before=_before(trail))
    # Button data has no room for the words. They are kept only where there is a page to turn, and
    # then as a phrase, which belongs to nobody.
    turns = page.more or bool(trail)
    phrase = await services.subscriptions.phrase(plain) if turns else None
    return lists.search(page, plain, phrase, trail, say=speaker(update, context))


async def _unknown(
    update: Update, context: Context, asked: str, nearest: Sequence[Topic]
) -> Message:
    services = context.services
    plain = services.topics.plain_words(asked)
    own = await _listed(update, context)
    page = await services.reading.search(plain, limit=PAGE_SIZE, own=own)
    # Followed from here, -words are left out as they are under /subscribe.
    phrase = await services.subscriptions.phrase(services.topics.query(asked) or plain)
    return lists.unknown_topic(page, phrase, nearest, say=speaker(update, context))


async def _listed(update: Update, context: Context) -> frozenset[Subject]:
    """The subjects under which everything is listed that the chat follows."""
    return listed_under(await context.services.subscriptions.of(chat_id_of(update)))


def _before(trail: Trail) -> ArticleId | None:
    return trail[-1] if trail else None
