"""Messages without a known command: bare words, unknown commands, pictures."""

from telegram import Update

from handlers.context import Context, kind_of, reply, speaker, text_of
from handlers.topics import meant
from messages import screens
from messages.commands import COMMANDS, nearest


async def bare_words(update: Update, context: Context) -> None:
    """In a private chat, words alone act like `/subscribe`; “stop” alone means the command."""
    asked = " ".join(text_of(update).split())
    if asked.lower() in COMMANDS:
        screen = screens.forgotten_slash(asked.lower(), speaker(update, context))
    else:
        screen = await meant(update, context, asked)
    await reply(update, context, screen)


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
