"""What there is in the sandbox's Telegram. No I/O; the clock is passed in."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.model import Chat, Message, User, member_json
from sandbox.profile import Profile
from sandbox.transcript import transcript
from sandbox.updates import Updates
from sandbox.wire import Json

PEOPLE = ((101, "Ana"), (102, "Ben"), (103, "Chen"))
EPOCH = 1_767_225_600
"""2026-01-01: ids count from here, so that they fit 32 bits."""
IDS_PER_SECOND = 16
QUERY_SECONDS = 60
"""How long a press of a button can be answered."""

Change = Callable[[str, Json], None]


class ImpossibleError(Exception):
    """What a person was told to do cannot be done in Telegram."""


@dataclass(frozen=True, slots=True)
class Query:
    """A pressed button that waits for an answer."""

    chat_id: int
    asked_at: float


class Ledger:
    """The chats of one bot. `on_change` hears the name and the data of each event."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.on_change: Change = lambda _event, _data: None
        # Ids go up over restarts of the sandbox too: a bot remembers the updates it has seen.
        first_id = max(int(clock()) - EPOCH, 0) * IDS_PER_SECOND + 1
        self._next_id = first_id
        self.updates = Updates(first_id, clock)
        self.bot = User(id=1, first_name="Health News", username="health_news_bot", is_bot=True)
        self._begin()

    def _begin(self) -> None:
        self.profile = Profile()
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {}
        self.queries: dict[str, Query] = {}
        for user_id, name in PEOPLE:
            self.add_chat(user_id, title=name, is_started=True)

    def reset(self) -> None:
        """As new, except that ids go on."""
        self.updates.clear()
        self._begin()
        self.on_change("reset", {})

    def add_chat(
        self,
        chat_id: int,
        *,
        kind: str = "",
        title: str = "",
        language_code: str = "",
        is_started: bool = False,
        is_forum: bool = False,
    ) -> Chat:
        """A chat that was not there, or new particulars of one that was; its messages stay."""
        chat = self.chats.get(chat_id) or self._open(chat_id, kind or _kind_of(chat_id))
        chat.title = title or chat.title
        chat.is_started = chat.is_started or is_started
        chat.is_forum = chat.is_forum or is_forum
        if chat.type == "private":
            user = self.user(chat_id, title)
            user.language_code = language_code or user.language_code
        self.changed(chat)
        return chat

    def _open(self, chat_id: int, kind: str) -> Chat:
        """The bot is brought into a group as a member, into a channel as an administrator."""
        title = self.user(chat_id).first_name if kind == "private" else f"{kind} {chat_id}"
        chat = self.chats[chat_id] = Chat(id=chat_id, type=kind, title=title)
        if kind == "private":
            chat.standings[self.bot.id] = "member"
        else:
            self.set_standing(chat, "administrator" if kind == "channel" else "member")
        return chat

    def user(self, user_id: int, name: str = "") -> User:
        """The person with this id, who exists from the first time they are named."""
        user = self.users.setdefault(
            user_id, User(id=user_id, first_name=name or f"Person {user_id}")
        )
        user.first_name = name or user.first_name
        return user

    def bot_with_id(self, bot_id: int) -> User:
        """The bot under the id its token states. One sandbox serves one bot at a time."""
        if bot_id != self.bot.id:
            for chat in self.chats.values():
                if self.bot.id in chat.standings:
                    chat.standings[bot_id] = chat.standings.pop(self.bot.id)
            self.bot.id = bot_id
        return self.bot

    def transcript(self, chat_id: int) -> list[Json]:
        """The messages of a chat, oldest first, as a person sees them; none if unknown."""
        chat = self.chats.get(chat_id)
        return transcript(chat, self.bot) if chat else []

    def chat(self, chat_id: int) -> Chat:
        """The chat with this id, or `ImpossibleError`."""
        if chat := self.chats.get(chat_id):
            return chat
        raise ImpossibleError(f"there is no chat {chat_id}")

    def message(self, chat_id: int, message_id: int) -> Message:
        """A message of a chat, or `ImpossibleError`."""
        if message := self.chat(chat_id).messages.get(message_id):
            return message
        raise ImpossibleError(f"there is no message {message_id} in chat {chat_id}")

    def set_standing(
        self, chat: Chat, standing: str, *, user: User | None = None, by: User | None = None
    ) -> None:
        """Someone joins, leaves or changes rank; without `user` it is the bot."""
        who = user or self.bot
        was = chat.standing(who.id)
        chat.standings[who.id] = standing
        if was == standing:
            return
        body = {
            "chat": chat.as_json(),
            "from": (by or self.user(PEOPLE[0][0])).as_json(),
            "date": int(self.clock()),
            "old_chat_member": member_json(who, was),
            "new_chat_member": member_json(who, standing),
        }
        self.updates.push("my_chat_member" if who is self.bot else "chat_member", body)
        self.changed(chat)

    def add_message(self, chat: Chat, sender: User, **content: Any) -> Message:
        """A message enters a chat; `content` is what else `Message` holds."""
        message = Message(
            id=self.new_id(), chat=chat, sender=sender, date=int(self.clock()), **content
        )
        chat.messages[message.id] = message
        self.changed(chat)
        return message

    def remove_message(self, message: Message) -> None:
        """A message is deleted for everyone."""
        del message.chat.messages[message.id]
        self.changed(message.chat)

    def new_id(self) -> int:
        """A number nothing else has."""
        self._next_id += 1
        return self._next_id

    def changed(self, chat: Chat) -> None:
        """Tell whoever listens that a chat looks different now."""
        self.on_change("chat", {"chat_id": chat.id})


def _kind_of(chat_id: int) -> str:
    """What an id says about its chat."""
    if chat_id > 0:
        return "private"
    return "supergroup" if chat_id < -(10**12) else "group"
