"""The whole of the bot's line to Telegram, over readers' ports in memory."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.clock import SteadyClock
from bot.telegram.connection import Connection
from bot.telegram.limiter import LaneLimiter
from delivery.pace import Pace
from handlers.context import Services
from messages.texts import Texts
from tests.bot.telegram.conftest import TOKEN
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


class BriefInbox:
    """The port `Inbox` that keeps nothing: no test here ends the bot."""

    async def keep(self, updates: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        return updates

    async def waiting(self) -> Sequence[Mapping[str, Any]]:
        return []

    async def done(self, update_id: int) -> None: ...

    async def confirmed(self, offset: int) -> None: ...


def a_connection(root: str, chats: FakeChats) -> Connection:
    """To whatever listens there."""
    subscriptions = FakeSubscriptions(chats)
    services = Services(
        chats=chats,
        subscriptions=subscriptions,
        previews=FakePreviews(),
        alerts=FakeAlerts(subscriptions),
        reading=FakeReading(),
        stories=FakeTellings(),
        joins=FakeTellings(),
        topics=FakeTopics(),
        texts=Texts.load(),
        clock=FakeClock(),
        watch=FakeFeedWatch(),
        own_feeds=FakeOwnFeeds(chats),
        scout=FakeScout(),
    )
    return Connection(TOKEN, root, services, LaneLimiter(Pace(1_000), SteadyClock()), BriefInbox())
