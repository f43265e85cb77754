"""What happens when a chat begins or stops to follow something; its commands are in `topics`."""

from collections.abc import Sequence
from difflib import get_close_matches

from telegram import Update

from handlers.context import Context, chat_id_of, chat_of, edit, reply, speaker
from messages import following, own_feeds, screens, subjects
from messages.keyboards import decode_number
from messages.texts import Speaker
from news.models import (
    FEED,
    PHRASE,
    ChatId,
    Known,
    Message,
    PhraseId,
    Several,
    Subject,
    Subscription,
    Topic,
    Unknown,
    feed_subject,
)
from news.ports import Topics

LIMIT = 50
"""Subscriptions of one chat."""
LONGEST = 100
"""Characters that may be followed as words."""


def fits(asked: str, topics: Topics) -> bool:
    """Whether this can be meant as a topic or words: a few of them, and not just signs."""
    words = topics.plain_words(asked)  # may be longer: one sign can stand for several words
    return max(len(asked), len(words)) <= LONGEST and sum(map(str.isalnum, words)) >= 2


async def follow(update: Update, context: Context, wanted: Subscription) -> Message:
    """Follow it and say so, or say why not. Following twice is following once."""
    services, say = context.services, speaker(update, context)
    chat, now = chat_of(update, context), services.clock.now()
    mine = await services.subscriptions.of(chat.address.chat_id)
    name = subjects.name(wanted, services.topics, say.language)
    if wanted.subject in {each.subject for each in mine}:
        screen = following.already_followed(name, wanted, say)
    elif len(mine) >= LIMIT:
        return following.full(LIMIT, say)
    else:
        await services.subscriptions.follow(chat, wanted.subject, now)
        covered = subjects.covered(wanted.subject, services.topics, say.language)
        # Of words, only those that somebody follows are counted: others must not be told of it.
        is_topic = services.topics.get(wanted.subject) is not None
        weekly = await services.previews.weekly(wanted.subject) if is_topic else 0
        screen = following.followed(name, covered, wanted, say, weekly=weekly)
    return await with_hold(update, context, screen)


async def with_hold(update: Update, context: Context, screen: Message) -> Message:
    """The screen, and that alerts are paused or stopped if they are."""
    services = context.services
    chat, now = await services.chats.get(chat_id_of(update)), services.clock.now()
    held = screens.is_held(chat, now)
    return following.with_held_alerts(screen, speaker(update, context)) if held else screen


async def unfollow(update: Update, context: Context, subject: str) -> Message:
    """Follow it no longer and say so, or say that it was not followed."""
    services, say, chat_id = context.services, speaker(update, context), chat_id_of(update)
    mine = await services.subscriptions.of(chat_id)
    followed = next((each for each in mine if each.subject == subject), None)
    if followed is None:
        return await _not_followed(context, subject, say)
    # Asked for first: a reader's feed goes with the last who follows it.
    address = await _address_of(context, chat_id, followed)
    await services.subscriptions.unfollow(chat_id, followed.subject)
    name = subjects.name(followed, services.topics, say.language)
    if subjects.is_feed(followed):
        return own_feeds.unfollowed(name, address, say)
    return following.unfollowed(name, followed, say)


async def followable(context: Context, subject: str) -> Subscription | None:
    """What a subject in button data stands for, if it is anything one can follow by a button.

    A feed is none: whoever sends the numbers of others' feeds would follow those.
    """
    if subject.startswith(PHRASE):
        return await phrase(context, _decimal(subject.removeprefix(PHRASE)))
    topic = context.services.topics.get(subject)
    return subjects.of_topic(topic, context.services.clock.now()) if topic else None


async def phrase(context: Context, number: int | None) -> Subscription | None:
    """The words with this number, if there still are any."""
    if number is None:
        return None
    found = await context.services.subscriptions.phrase_by_id(PhraseId(number))
    return subjects.of_phrase(found, context.services.clock.now()) if found else None


def among(
    asked: str, mine: Sequence[Subscription], topics: Topics, language: str
) -> Sequence[Subscription]:
    """Those of a chat's subscriptions that a reader means, however they type it."""
    words = topics.plain_words(asked)
    called = {each.subject: topics.plain_words(_called(each, topics, language)) for each in mine}
    exact = [each for each in mine if called[each.subject] == words]
    if exact:
        return exact
    meant: Sequence[Subscription] = ()
    match topics.resolve(asked, language):
        case Known(topic):
            meant = _on(mine, [topic])
        case Several(several):
            meant = _on(mine, several)
        case Unknown():
            close = get_close_matches(words, called.values(), n=3, cutoff=0.8)
            meant = [each for each in mine if called[each.subject] in close]
    # Among the few that a chat follows, a part of the name is enough.
    part = set(words.split())
    return meant or [each for each in mine if part <= set(called[each.subject].split())]


async def follow_pressed(update: Update, context: Context, subject: str) -> Message:
    """Follow what a button stands for."""
    wanted = await followable(context, subject)
    if wanted is None:
        return screens.hint("old-button", speaker(update, context))
    return await follow(update, context, wanted)


async def on(update: Update, context: Context, subject: str) -> None:
    """A button that follows, and becomes the confirmation."""
    await edit(update, context, await follow_pressed(update, context, subject))


async def off(update: Update, context: Context, subject: str) -> None:
    """A button that stops, and becomes the confirmation."""
    await edit(update, context, await unfollow(update, context, subject))


async def get(update: Update, context: Context, subject: str) -> None:
    """A button that follows from a page worth keeping: the confirmation comes below it."""
    await reply(update, context, await follow_pressed(update, context, subject))


async def stop(update: Update, context: Context, subject: str) -> None:
    """A button that stops from a card worth keeping: the confirmation comes below it."""
    await reply(update, context, await unfollow(update, context, subject))


async def words(update: Update, context: Context, number: str) -> None:
    """The button that follows words as they are."""
    wanted = await phrase(context, decode_number(number))
    if wanted is None:
        await edit(update, context, screens.hint("old-button", speaker(update, context)))
    else:
        await edit(update, context, await follow(update, context, wanted))


async def _not_followed(context: Context, subject: str, say: Speaker) -> Message:
    if subject.startswith(FEED):
        return own_feeds.not_followed(say)
    gone = await followable(context, subject)
    name = subjects.name(gone, context.services.topics, say.language) if gone else ""
    return following.not_followed(name, say) if name else screens.hint("old-button", say)


async def _address_of(context: Context, chat_id: ChatId, followed: Subscription) -> str:
    """Where a feed is; nothing for a topic or words."""
    if not subjects.is_feed(followed):
        return ""
    feeds = await context.services.own_feeds.of(chat_id)
    urls = {feed_subject(each.id): each.source.url for each in feeds}
    return urls.get(followed.subject, "")


def _on(mine: Sequence[Subscription], meant: Sequence[Topic]) -> Sequence[Subscription]:
    subjects_meant = {Subject(topic.slug) for topic in meant}
    return [each for each in mine if each.subject in subjects_meant]


def _called(subscription: Subscription, topics: Topics, language: str) -> str:
    topic = topics.get(subscription.subject)
    return subscription.words or (topic.name(language) if topic else subscription.subject)


def _decimal(text: str) -> int | None:
    # Eighteen digits stay within the 64 bits of a database.
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None
