"""What every handler is given: the services, who is asking, and how to answer."""

from dataclasses import dataclass
from typing import Any

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackContext, ContextTypes, ExtBot

from messages.keyboards import markup, preview
from messages.texts import Speaker, Texts
from news.feed_ports import FeedScout, FeedWatch, OwnFeeds
from news.models import Address, Chat, ChatId, Message
from news.ports import Chats, Clock, Reading, Subscriptions, Topics
from news.reader_ports import Alerts, Previews
from news.story_ports import Joins, Stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The ports that handlers use; `bot_data["services"]` holds them."""

    chats: Chats
    subscriptions: Subscriptions
    reading: Reading
    previews: Previews
    alerts: Alerts
    stories: Stories
    joins: Joins
    topics: Topics
    texts: Texts
    clock: Clock
    watch: FeedWatch
    own_feeds: OwnFeeds
    scout: FeedScout
    follow_limit: int = 10
    """Feeds that one chat may follow as such; none at all if 0."""
    admins: frozenset[int] = frozenset()
    """The users who run this bot."""


class Context(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[str, Services]]):
    """The context of one update, typed."""

    @property
    def services(self) -> Services:
        """The ports that handlers use."""
        return self.bot_data["services"]


CONTEXT_TYPES = ContextTypes(context=Context)


def chat_id_of(update: Update) -> ChatId:
    """The chat an update came from; all our routes lead from one."""
    if update.effective_chat is None:
        raise LookupError("an update without a chat was routed to a handler")
    return ChatId(update.effective_chat.id)


def kind_of(update: Update) -> str:
    """What kind of chat it is: private, group, supergroup or channel."""
    return str(update.effective_chat.type) if update.effective_chat else ""


def chat_of(update: Update, context: Context) -> Chat:
    """The chat as we would remember it: where it is, and its language; no names."""
    address = Address(chat_id=chat_id_of(update), thread=thread_of(update))
    return Chat(address=address, kind=kind_of(update), language=speaker(update, context).language)


def thread_of(update: Update) -> int | None:
    """The forum topic an update came from, to answer there."""
    message = update.effective_message
    # Plain groups number the threads of replies too; only a forum's topics are places to write to.
    return message.message_thread_id if message and message.is_topic_message else None


def speaker(update: Update, context: Context) -> Speaker:
    """The language of the one who is asking."""
    user = update.effective_user
    return context.services.texts.of(user.language_code if user else None)


def typing_language(update: Update) -> str:
    """The language somebody types in, whether or not we can answer in it."""
    user = update.effective_user
    return ((user.language_code if user else None) or "en").partition("-")[0]


def argument_of(update: Update) -> str:
    """What was typed after the command, on one line."""
    return " ".join(text_of(update).split()[1:])


def text_of(update: Update) -> str:
    """What was typed, if the message has text at all."""
    message = update.effective_message
    return (message.text if message else None) or ""


async def reply(update: Update, context: Context, message: Message) -> None:
    """Answer with a new message, in the thread the question came from."""
    await context.bot.send_message(
        chat_id_of(update),
        message.text,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(message),
        link_preview_options=preview(message),
        message_thread_id=thread_of(update),
        disable_notification=message.silent,
    )


async def edit(update: Update, context: Context, message: Message) -> None:
    """Change the message whose button was pressed; write a new one where that is impossible."""
    pressed = update.effective_message
    if pressed is None or not await _edited(pressed, message):
        await reply(update, context, message)


async def _edited(pressed: TelegramMessage, message: Message) -> bool:
    """Whether the pressed message shows the new screen; False if Telegram will not change it."""
    try:
        await pressed.edit_text(
            message.text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(message),
            link_preview_options=preview(message),
        )
    except BadRequest as error:
        reason = str(error).lower()
        if "to edit not found" in reason or "can't be edited" in reason:
            return False
        if "not modified" not in reason:  # a double tap: it shows already what it should
            raise
    return True
