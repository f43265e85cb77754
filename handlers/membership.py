"""What Telegram tells us about our place in a chat: closed, open again, or moved."""

from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus

from handlers.context import Context, chat_id_of
from news.models import ChatId

_OUTSIDE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


async def our_place(update: Update, context: Context) -> None:
    """Blocked or kicked: the chat is closed to us. Back again: it is as it was, stopped or not.

    Only chats we know: one that was erased, or never began, is not remembered for leaving.
    """
    change = update.my_chat_member
    chats, now = context.services.chats, context.services.clock.now()
    chat = await chats.get(chat_id_of(update))
    if change is None or chat is None:
        return
    was_in, is_in = _is_inside(change.old_chat_member), _is_inside(change.new_chat_member)
    if was_in and not is_in:
        await chats.block(chat.address.chat_id, now)
    elif is_in and not was_in:
        await chats.reopen(chat.address.chat_id)


async def moved(update: Update, context: Context) -> None:
    """A group became a supergroup and has a new id."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        await context.services.chats.move(chat_id_of(update), ChatId(message.migrate_to_chat_id))


def _is_inside(member: ChatMember) -> bool:
    return member.status not in _OUTSIDE
