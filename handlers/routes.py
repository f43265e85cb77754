"""The whole bot on one page: every command, every button, and everything else that is heard."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import BotCommand, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import (
    errors,
    feeds,
    following,
    membership,
    own_feeds,
    privacy,
    reading,
    settings,
    start,
    stories,
    topics,
    why,
    words,
)
from handlers.buttons import Action, router
from handlers.context import Context
from handlers.permission import Handler, by_admins
from messages.commands import described, described_to_admins
from messages.texts import Texts

ALLOWED_UPDATES = ("message", "channel_post", "callback_query", "my_chat_member")
"""What to ask Telegram for. No edited messages: a command is meant once."""

COMMANDS: Mapping[str, Handler] = {
    "start": by_admins(start.start),
    "help": start.help_,
    "topics": topics.topics,
    "subscribe": by_admins(topics.subscribe),
    "unsubscribe": by_admins(topics.unsubscribe),
    "follow": by_admins(own_feeds.follow),
    "unfollow": by_admins(own_feeds.unfollow),
    "latest": reading.latest,
    "topic": reading.topic,
    "search": reading.search,
    "why": why.why,
    "settings": settings.settings,
    "pause": by_admins(settings.pause),
    "stop": by_admins(settings.stop),
    "privacy": privacy.privacy,
    "export": by_admins(privacy.export),
    "erase": by_admins(privacy.erase),
}

FOR_ADMINS: Mapping[str, Handler] = {"feeds": feeds.feeds, "stories": stories.stories}
"""Those of the bot itself, that is; nobody else is told that there are such commands."""

ACTIONS: Mapping[str, Action] = {
    "on": Action(following.on, changes=True),
    "off": Action(following.off, changes=True),
    "get": Action(following.get, changes=True),
    "stop": Action(following.stop, changes=True),
    "words": Action(following.words, changes=True),
    "tick": Action(topics.tick, changes=True),
    "untick": Action(topics.untick, changes=True),
    "narrow": Action(own_feeds.narrow, changes=True),
    "wide": Action(own_feeds.wide, changes=True),
    "shelves": Action(topics.show_shelves),
    "tiles": Action(topics.show_tiles),
    "mine": Action(topics.show_mine),
    "latest": Action(reading.turn_latest),
    "topic": Action(reading.turn_topic),
    "search": Action(reading.turn_search),
    "why": Action(why.pressed),
    "pause": Action(settings.pause_pressed, changes=True),
    "resume": Action(settings.resume, changes=True),
    "privacy": Action(privacy.privacy_pressed),
    "erase": Action(privacy.erase_pressed, changes=True),
    "keep": Action(privacy.keep_pressed, changes=True),
    "also": Action(stories.also, changes=True),
    "doubt": Action(stories.doubt, changes=True),
    "feeds": Action(feeds.turn_feeds),
    "stories": Action(stories.turn_stories),
    "separate": Action(stories.separate),
    "same": Action(stories.same),
}


def routes() -> Sequence[BaseHandler[Update, Context, Any]]:
    """All handlers, in the order they are asked."""
    heard = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    return [
        *(
            CommandHandler(name, run, filters=heard)
            for name, run in (*COMMANDS.items(), *FOR_ADMINS.items())
        ),
        CallbackQueryHandler(router(ACTIONS)),
        ChatMemberHandler(membership.our_place, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, membership.moved),
        MessageHandler(heard & filters.COMMAND, words.unknown_command),
        MessageHandler(private & filters.TEXT, words.bare_words),
        MessageHandler(private & ~filters.StatusUpdate.ALL, words.no_text),
    ]


def install(application: Application[Any, Context, Any, Any, Any, Any]) -> None:
    """Make an application this bot: its handlers and its error handler."""
    application.add_handlers(list(routes()))
    application.add_error_handler(errors.failed)


def commands(texts: Texts, language: str) -> Sequence[BotCommand]:
    """The commands as Telegram lists them to readers of a language."""
    return [BotCommand(name, about) for name, about in described(texts.of(language))]


def admin_commands(texts: Texts, language: str) -> Sequence[BotCommand]:
    """The commands as Telegram lists them to the bot's own admins."""
    return [BotCommand(name, about) for name, about in described_to_admins(texts.of(language))]
