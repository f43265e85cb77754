"""Tells the bot's admins of something: each of them once, whatever Telegram does meanwhile."""

import logging
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from news.models import Address, ChatId, Message
from news.outcomes import Moved, NotSent, Outcome, Rejected, Sent, Throttled, Unreachable, Unsure
from news.ports import Messenger

log = logging.getLogger(__name__)

T = TypeVar("T", bound=Hashable)


@dataclass(slots=True)
class _Admin(Generic[T]):
    """One of those to be told, and what we remember of telling them until all have been told."""

    address: Address
    heard: set[T] = field(default_factory=set)
    was_unsure: bool = False
    """The last message to them got no answer, and may have arrived."""
    is_closed: bool = False
    """They cannot be written to, and the log has said so."""


class Operators(Generic[T]):
    """Those who run the bot. Who has heard what is remembered until all have.

    What all have heard the caller writes down; killed before that, it tells once more.
    """

    def __init__(self, messenger: Messenger, admins: Collection[int]) -> None:
        self._messenger = messenger
        self._admins: list[_Admin[T]] = [
            _Admin(Address(chat_id=ChatId(admin))) for admin in sorted(admins)
        ]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._admins)

    async def all_know(
        self, news: Collection[T], written: Callable[[Collection[T]], Message]
    ) -> bool:
        """Tell each admin what they have not heard; whether there is nobody left to be told."""
        current = set(news)
        for admin in self._admins:
            admin.heard &= current  # what is over, and then begins anew, is news again
            unheard = current - admin.heard
            if unheard and await self._tell(admin, written(unheard)):
                admin.heard |= current
        return all(admin.heard == current for admin in self._admins)

    async def _tell(self, admin: _Admin[T], message: Message) -> bool:
        """Send it; whether this admin is done with, told or out of our reach."""
        outcome = await self._messenger.send(admin.address, message)
        is_second_doubt, admin.was_unsure = admin.was_unsure, isinstance(outcome, Unsure)
        match outcome:
            case Sent():
                admin.is_closed = False
            case Throttled() | NotSent():
                return False
            case Unsure():
                return is_second_doubt
            case Unreachable() | Moved() | Rejected():
                self._warn_once(admin, outcome)
        return True

    def _warn_once(self, admin: _Admin[T], outcome: Outcome) -> None:
        if not admin.is_closed:
            facts = {"outcome": type(outcome).__name__, "reason": getattr(outcome, "reason", "")}
            log.warning("admin not told", extra={"admin": admin.address.chat_id, **facts})
        admin.is_closed = True
