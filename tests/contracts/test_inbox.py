"""The port `Inbox`, on every engine."""

from collections.abc import Mapping
from typing import Any

from news.models import ChatId
from storage.opening import Storage


def said(number: int, chat_id: int = 101) -> Mapping[str, Any]:
    """An update of Telegram's."""
    return {"update_id": number, "message": {"text": "/help", "chat": {"id": chat_id}}}


async def test_what_is_kept_waits_in_order_until_it_is_done(storage: Storage) -> None:
    await storage.inbox.keep([said(2), said(1), said(3)])

    await storage.inbox.done(2)

    assert await storage.inbox.waiting() == [said(1), said(3)]


async def test_what_telegram_offers_again_is_not_new_though_it_is_done(storage: Storage) -> None:
    await storage.inbox.keep([said(1), said(2)])
    await storage.inbox.done(1)

    assert await storage.inbox.keep([said(1), said(2), said(3)]) == [said(3)]


async def test_what_is_confirmed_and_done_is_forgotten_and_nothing_else(storage: Storage) -> None:
    await storage.inbox.keep([said(1), said(2), said(3)])
    await storage.inbox.done(1)
    await storage.inbox.done(3)

    await storage.inbox.confirmed(3)

    assert await storage.inbox.keep([said(1), said(2), said(3)]) == [said(1)]


async def test_an_erased_chat_leaves_nothing_in_the_inbox(storage: Storage) -> None:
    press = {"update_id": 9, "callback_query": {"message": {"chat": {"id": 101}}}}
    await storage.inbox.keep([said(1), said(2, chat_id=102), press])

    await storage.chats.erase(ChatId(101))

    assert await storage.inbox.waiting() == [said(2, chat_id=102)]


async def test_odd_updates_are_kept_too(storage: Storage) -> None:
    odd: list[Mapping[str, Any]] = [
        {"update_id": 1},
        {"update_id": 2, "poll": {"id": "x"}},
        {"update_id": 3, "message": 5},
    ]

    assert await storage.inbox.keep(odd) == odd
