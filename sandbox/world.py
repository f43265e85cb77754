"""What people do in the sandbox's Telegram: write, press, block, join, move."""

from sandbox.detection import with_detected
from sandbox.ledger import PEOPLE, ImpossibleError, Ledger, Query
from sandbox.model import OUTSIDE, Chat, Message
from sandbox.wire import Json


class World(Ledger):
    """All chats of one bot and the hands of the people in them."""

    def say(
        self,
        chat_id: int,
        text: str,
        *,
        user_id: int | None = None,
        thread_id: int | None = None,
        reply_to: int | None = None,
    ) -> Message:
        """Someone writes. An unknown chat opens; a person who had blocked the bot lets it in."""
        chat = self.chats.get(chat_id) or self.add_chat(chat_id)
        if chat.moved_to:
            raise ImpossibleError(f"chat {chat_id} has moved to {chat.moved_to}")
        if chat.type == "private":
            user_id = chat_id
            chat.is_started = True
            self.block(chat_id, blocked=False)
        if thread_id is not None:
            chat.is_forum = True
            chat.threads.add(thread_id)
        sender = self.user(user_id or PEOPLE[0][0])
        chat.standings.setdefault(sender.id, "member")
        message = self.add_message(
            chat,
            sender,
            text=text,
            entities=with_detected(text, []),
            thread_id=thread_id,
            reply_to=chat.messages.get(reply_to) if reply_to else None,
        )
        if self._is_heard(message):
            kind = "channel_post" if chat.type == "channel" else "message"
            self.updates.push(kind, message.as_json())
        return message

    def _is_heard(self, message: Message) -> bool:
        """Whether the bot is shown it: in groups only commands, mentions, replies to the bot."""
        standing = message.chat.standing(self.bot.id)
        if standing in OUTSIDE:
            return False
        if message.chat.type not in {"group", "supergroup"}:
            return True
        asked = message.text.startswith("/") or f"@{self.bot.username}" in message.text
        answers = message.reply_to is not None and message.reply_to.sender.is_bot
        return asked or answers or standing == "administrator"

    def press(
        self,
        chat_id: int,
        message_id: int,
        *,
        label: str | None = None,
        data: str | None = None,
        user_id: int | None = None,
    ) -> str:
        """Press a button, found by what is on it or by its data; the id of the query."""
        message = self.message(chat_id, message_id)
        button = _find_button(message, label, data)
        query_id = str(self.new_id())
        self.queries[query_id] = Query(chat_id, self.clock())
        presser = self.user(chat_id if message.chat.type == "private" else user_id or PEOPLE[0][0])
        body = {
            "id": query_id,
            "from": presser.as_json(),
            "message": message.as_json(),
            "chat_instance": str(chat_id),
            "data": button["callback_data"],
        }
        self.updates.push("callback_query", body)
        return query_id

    def block(self, chat_id: int, *, blocked: bool) -> None:
        """A person blocks the bot, or lets it in again."""
        chat = self.chat(chat_id)
        if (chat.standing(self.bot.id) == "kicked") != blocked:
            self.set_standing(chat, "kicked" if blocked else "member", by=self.user(chat_id))

    def migrate(self, chat_id: int, new_id: int | None = None) -> int:
        """A group becomes a supergroup under a new id."""
        old = self.chat(chat_id)
        if old.type != "group" or old.moved_to:
            raise ImpossibleError("only a group can become a supergroup, and only once")
        new = Chat(id=new_id or -(10**12) + chat_id, type="supergroup", title=old.title)
        if new.id in self.chats:
            raise ImpossibleError(f"there is a chat {new.id} already")
        new.standings = dict(old.standings)
        self.chats[new.id] = new
        old.moved_to = new.id
        by = self.user(PEOPLE[0][0])
        for chat, note in (
            (old, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": old.id}),
        ):
            self.updates.push("message", self.add_message(chat, by, service=note).as_json())
        return new.id


def _find_button(message: Message, label: str | None, data: str | None) -> Json:
    """The button of that label or data; one that opens a link cannot be pressed for the bot."""
    buttons = [button for row in message.buttons for button in row]
    for button in buttons:
        if label == button["text"] or (data is not None and data == button.get("callback_data")):
            if "callback_data" not in button:
                raise ImpossibleError(f"the button {button['text']!r} calls nobody back")
            return button
    there = ", ".join(repr(button["text"]) for button in buttons) or "none"
    raise ImpossibleError(f"no button {label or data!r} on message {message.id}; there: {there}")
