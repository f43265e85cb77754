"""A real application of python-telegram-bot whose Telegram is a list in memory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from telegram import Update
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest, RequestData

from handlers.context import CONTEXT_TYPES, Context, Services
from handlers.routes import install
from messages.texts import Texts
from news.models import ChatId
from tests.fakes import (
    FakeAlerts,
    FakeChats,
    FakeClock,
    FakePreviews,
    FakeReading,
    FakeSubscriptions,
    FakeTopics,
)
from tests.own_feeds import FakeOwnFeeds, FakeScout
from tests.tellings import FakeTellings
from tests.watching import FakeFeedWatch

BOT = {"id": 42, "is_bot": True, "first_name": "Health news", "username": "health_news_bot"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "language_code": "en"}
OPERATOR_ID = 8
OPERATOR = ANNA | {"id": OPERATOR_ID, "first_name": "Olu"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Anna"}
GROUP = {"id": -100, "type": "supergroup", "title": "Patients", "is_forum": True}
TEXTS = Texts.load()
CHANNEL = {"id": -200, "type": "channel", "title": "News"}


@dataclass(frozen=True)
class Call:
    """One request to the Bot API."""

    method: str
    parameters: Mapping[str, Any]


@dataclass
class FakeTelegram(BaseRequest):
    """Answers the Bot API methods we use, and remembers the calls."""

    calls: list[Call] = field(default_factory=list)
    status: str = "member"
    """What the one who is asking is in every group."""
    refusals: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By method: the error to answer with."""
    uploads: list[tuple[str, bytes]] = field(default_factory=list)
    """The documents sent: name and content."""
    numbers: count = field(default_factory=lambda: count(1000))  # type: ignore[type-arg]  # not generic at run time in 3.11

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, *_: Any, request_data: RequestData | None = None, **__: Any
    ) -> tuple[int, bytes]:
        called = url.rpartition("/")[2]
        call = Call(called, request_data.parameters if request_data else {})
        if called in self.refusals:
            code, reason = self.refusals[called]
            return code, json.dumps({"ok": False, "description": reason}).encode()
        self.calls.append(call)
        files = request_data.multipart_data if request_data else None
        self.uploads += [(name, cast("bytes", body)) for name, body, _ in (files or {}).values()]
        return 200, json.dumps({"ok": True, "result": self._result(call)}).encode()

    def _result(self, call: Call) -> object:
        if call.method == "getMe":
            return BOT
        if call.method == "answerCallbackQuery":
            return True
        if call.method == "getChatMember":
            return {"user": ANNA, **_MEMBERS[self.status]}
        number = call.parameters.get("message_id") or next(self.numbers)
        chat = {"id": call.parameters["chat_id"], "type": "private"}
        return {"message_id": number, "date": 0, "chat": chat, "text": "…"}


_MEMBERS: Mapping[str, Mapping[str, object]] = {
    "member": {"status": "member"},
    "creator": {"status": "creator", "is_anonymous": False},
}

Fields = Mapping[str, Any]


@dataclass
class World:
    """The bot, its memory, its Telegram, and a reader who writes and presses."""

    telegram: FakeTelegram
    application: Application[Any, Context, Any, Any, Any, Any]
    chats: FakeChats
    subscriptions: FakeSubscriptions
    reading: FakeReading
    previews: FakePreviews
    alerts: FakeAlerts
    tellings: FakeTellings
    topics: FakeTopics
    clock: FakeClock
    watch: FakeFeedWatch
    own_feeds: FakeOwnFeeds
    scout: FakeScout
    updates: count = field(default_factory=lambda: count(1))  # type: ignore[type-arg]  # not generic at run time in 3.11

    async def says(self, text: str, *, chat: Fields = PRIVATE, **more: object) -> None:
        """Somebody writes a text; a command gets its entity, as clients send it."""
        command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
        entity = {"type": "bot_command", "offset": 0, "length": len(command)}
        await self.shares(chat=chat, text=text, entities=[entity] if command else [], **more)

    async def shares(self, *, chat: Fields = PRIVATE, **fields: object) -> None:
        """Somebody puts anything into a chat."""
        kind = "channel_post" if chat["type"] == "channel" else "message"
        await self.hears(**{kind: self.message(chat, {"from": ANNA, **fields})})

    def message(self, chat: Fields, fields: Fields) -> Fields:
        """A message as the Bot API writes it."""
        given = {key: value for key, value in fields.items() if value is not None}
        return {"message_id": next(self.updates), "date": 1, "chat": chat, **given}

    async def presses(self, label: str, *, chat: Fields = PRIVATE, who: Fields = ANNA) -> None:
        """Somebody presses a button of the last screen."""
        await self.sends_data(self.button(label)["callback_data"], chat=chat, who=who)

    async def sends_data(
        self, data: str, *, chat: Fields = PRIVATE, who: Fields = ANNA, **more: object
    ) -> None:
        """A press with this data, under a message of the bot's."""
        under = self.message(chat, {"from": BOT, "text": "…", **more})
        query = {"id": "1", "from": who, "chat_instance": "1", "message": under, "data": data}
        await self.hears(callback_query=query)

    async def hears(self, **update: object) -> None:
        """Any update."""
        made = Update.de_json({"update_id": next(self.updates), **update}, self.application.bot)
        await self.application.process_update(made)

    @property
    def screens(self) -> Sequence[Fields]:
        """What was sent or edited, oldest first."""
        shown = {"sendMessage", "editMessageText"}
        return [call.parameters for call in self.telegram.calls if call.method in shown]

    @property
    def text(self) -> str:
        """The text of the last screen."""
        return cast("str", self.screens[-1]["text"])

    @property
    def buttons(self) -> Sequence[Fields]:
        """The buttons of the last screen."""
        markup = self.screens[-1].get("reply_markup") or {"inline_keyboard": []}
        return [button for row in markup["inline_keyboard"] for button in row]

    @property
    def labels(self) -> Sequence[str]:
        """Their texts."""
        return [button["text"] for button in self.buttons]

    def button(self, label: str) -> Fields:
        """The one whose text begins so."""
        return next(button for button in self.buttons if button["text"].startswith(label))

    def count(self, method: str) -> int:
        """How often a method was called."""
        return sum(call.method == method for call in self.telegram.calls)

    def last(self, method: str) -> Fields:
        """The parameters of its last call."""
        calls = [call.parameters for call in self.telegram.calls if call.method == method]
        return calls[-1]

    def follows(self, chat: Fields = PRIVATE) -> list[str]:
        """What the chat follows: slugs, or the words."""
        mine = self.chats.followed.get(ChatId(chat["id"]), [])
        return [each.words or each.subject for each in mine]


async def a_world() -> World:
    """A bot that has just been started, and knows nobody."""
    telegram, chats = FakeTelegram(), FakeChats()
    subscriptions, reading = FakeSubscriptions(chats), FakeReading()
    topics, clock, watch = FakeTopics(), FakeClock(), FakeFeedWatch()
    tellings = FakeTellings()
    previews, alerts = FakePreviews(), FakeAlerts(subscriptions)
    own_feeds, scout = FakeOwnFeeds(chats), FakeScout()
    builder = ApplicationBuilder().token("42:secret").request(telegram)
    builder = builder.get_updates_request(telegram).updater(None)
    application = builder.context_types(CONTEXT_TYPES).build()
    application.bot_data["services"] = Services(
        chats=chats,
        subscriptions=subscriptions,
        reading=reading,
        previews=previews,
        alerts=alerts,
        stories=tellings,
        joins=tellings,
        topics=topics,
        texts=TEXTS,
        clock=clock,
        watch=watch,
        own_feeds=own_feeds,
        scout=scout,
        admins=frozenset({OPERATOR_ID}),
    )
    install(application)
    await application.initialize()
    return World(
        telegram=telegram,
        application=application,
        chats=chats,
        subscriptions=subscriptions,
        reading=reading,
        previews=previews,
        alerts=alerts,
        tellings=tellings,
        topics=topics,
        clock=clock,
        watch=watch,
        own_feeds=own_feeds,
        scout=scout,
    )
