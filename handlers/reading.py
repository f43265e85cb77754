"""`/latest`, `/topic`, `/search`: articles for readers who ask, and the turning of pages."""

from collections.abc import Sequence

from telegram import Update

from handlers.context import Context, argument_of, chat_id_of, edit, reply, speaker, typing_language
from handlers.following import fits, phrase
from messages import following, lists, screens
from messages.keyboards import Trail, decode_number, decode_turn
from messages.lists import LONGEST_PAGE, PAGE_SIZE
from news.models import ArticleId, Known, Message, Several, Subject, Topic, Unknown


async def latest(update: Update, context: Context) -> None:
    """`/latest [n]`: the newest of the chat's topics; `/latest TOPIC` is forgiven."""
    asked = argument_of(update)
    if asked and not (asked.isascii() and asked.isdecimal()):
        await topic(update, context)
        return
    size = min(max(int(asked[:3] or PAGE_SIZE), 1), LONGEST_PAGE)
    await reply(update, context, await _latest(update, context, lists.MINE, (), size=size))


async def topic(update: Update, context: Context) -> None:
    """`/topic TEXT`: the page of a topic, or what may have been meant."""
    asked, say = argument_of(update), speaker(update, context)
    if not fits(asked, context.services.topics):
        await reply(update, context, screens.hint("unfit-words" if asked else "ask-topic", say))
        return
    await reply(update, context, await _topic(update, context, asked))


async def search(update: Update, context: Context) -> None:
    """`/search WORDS`: articles that contain them."""
    asked, say = argument_of(update), speaker(update, context)
    if not fits(asked, context.services.topics):
        await reply(update, context, screens.hint("unfit-words" if asked else "ask-search", say))
        return
    await reply(update, context, await _search(update, context, asked))


async def turn_latest(update: Update, context: Context, argument: str) -> None:
    """The buttons that turn the pages of the newest, and switch between one's own and all."""
    scope, trail = decode_turn(argument)
    await edit(update, context, await _latest(update, context, scope, trail))


async def turn_topic(update: Update, context: Context, argument: str) -> None:
    """The buttons that open a topic's page and turn it."""
    slug, trail = decode_turn(argument)
    found = context.services.topics.get(slug)
    if found is None:
        await edit(update, context, screens.hint("old-button", speaker(update, context)))
    else:
        await edit(update, context, await topic_page(update, context, found, trail))


async def turn_search(update: Update, context: Context, argument: str) -> None:
    """The buttons that turn the pages of a search."""
    number, trail = decode_turn(argument)
    words = await phrase(context, decode_number(number))
    if words is None:
        await edit(update, context, screens.hint("old-button", speaker(update, context)))
    else:
        await edit(update, context, await _search(update, context, words.words, trail))


async def topic_page(update: Update, context: Context, topic: Topic, trail: Trail = ()) -> Message:
    """The newest of a topic, with the button that gets or stops its alerts."""
    services, say = context.services, speaker(update, context)
    subject = Subject(topic.slug)
    page = await services.reading.latest(subjects={subject}, limit=PAGE_SIZE, before=_before(trail))
    is_followed = subject in await _followed(update, context)
    return lists.topic(page, topic, trail, is_followed=is_followed, say=say)


async def _topic(update: Update, context: Context, asked: str) -> Message:
    match context.services.topics.resolve(asked, typing_language(update)):
        case Known(found):
            return await topic_page(update, context, found)
        case Several(several):
            return following.which(several, asked, "topic", speaker(update, context))
        case Unknown(nearest):
            return await _unknown(update, context, asked, nearest)


async def _latest(
    update: Update, context: Context, scope: str, trail: Trail, *, size: int = PAGE_SIZE
) -> Message:
    mine = await _followed(update, context)
    subjects = mine if mine and scope == lists.MINE else None
    page = await context.services.reading.latest(
        subjects=subjects, limit=size, before=_before(trail)
    )
    shown = lists.ALL if subjects is None else lists.MINE
    say = speaker(update, context)
    return lists.latest(page, shown, trail, follows_any=bool(mine), say=say)


async def _search(update: Update, context: Context, words: str, trail: Trail = ()) -> Message:
    services = context.services
    page = await services.reading.search(words, limit=PAGE_SIZE, before=_before(trail))
    # Button data has no room for the words. They are kept only where there is a page to turn, and
    # then as a phrase, which belongs to nobody.
    turns = page.more or bool(trail)
    plain = services.topics.plain_words(words)
    phrase = await services.subscriptions.phrase(plain) if turns else None
    return lists.search(page, words, phrase, trail, say=speaker(update, context))


async def _unknown(
    update: Update, context: Context, asked: str, nearest: Sequence[Topic]
) -> Message:
    services = context.services
    page = await services.reading.search(asked, limit=PAGE_SIZE)
    phrase = await services.subscriptions.phrase(services.topics.plain_words(asked))
    return lists.unknown_topic(page, phrase, nearest, say=speaker(update, context))


async def _followed(update: Update, context: Context) -> frozenset[Subject]:
    mine = await context.services.subscriptions.of(chat_id_of(update))
    return frozenset(each.subject for each in mine)


def _before(trail: Trail) -> ArticleId | None:
    return trail[-1] if trail else None
