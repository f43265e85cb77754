"""Messages without a known command: bare words, unknown commands, pictures."""

from telegram import Update

from handlers.context import Context, kind_of, reply, speaker, text_of
from handlers.smalltalk import Talk, heard
from handlers.topics import meant
from messages import screens, smalltalk
from messages.commands import COMMANDS, nearest
from news.addresses import address_in
from news.models import Message


async def bare_words(update: Update, context: Context) -> None:
    """In a private chat, words alone act like `/subscribe`, unless they are small talk.

    An address alone acts like `/follow`.
    """
    asked = " ".join(text_of(update).split())
    await reply(update, context, await _answer(update, context, asked))


async def _answer(update: Update, context: Context, asked: str) -> Message:
    say, said = speaker(update, context), context.services.topics.plain_words(asked)
    rest = asked.partition(" ")[2]
    match heard(said):
        case Talk.DANGER:
            return smalltalk.in_danger(say)
        case Talk.HELLO:
            return smalltalk.pointer(say)
        case Talk.END if said != "stop":
            return smalltalk.how_to_end(say)
        case _ if said in COMMANDS:
            return screens.forgotten_slash(said, say)
        case _ if said.startswith(("unsubscribe ", "unfollow ")):
            # Not: follow what is to end.
            return screens.forgotten_slash(said.partition(" ")[0], say)
        case _ if said.startswith("follow ") and address_in(rest):
            return await meant(update, context, rest)
        case _:
            return await meant(update, context, asked)


async def unknown_command(update: Update, context: Context) -> None:
    """The nearest known command. In a group only if it is clearly us who are meant."""
    name, _, bot = text_of(update).split()[0].removeprefix("/").partition("@")
    ours = bot.lower() == context.bot.username.lower() if bot else kind_of(update) == "private"
    if ours:
        await reply(
            update, context, screens.unknown_command(nearest(name), speaker(update, context))
        )


async def no_text(update: Update, context: Context) -> None:
    """A picture, a voice, a sticker: we cannot read those."""
    await reply(update, context, screens.hint("only-text", speaker(update, context)))
