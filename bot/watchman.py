"""Tells the bot's admins of a feed in trouble: once for each trouble, all feeds in one message."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from messages import sources
from messages.texts import FALLBACK, Texts
from news.feed_ports import FeedWatch
from news.feeds import Feed, FeedId
from news.models import Address, ChatId, Message
from news.outcomes import Moved, NotSent, Outcome, Rejected, Sent, Throttled, Unreachable, Unsure
from news.ports import Clock, Messenger
from news.standing import Standing, standing

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Admin:
    """One of those to be told, and what we remember of telling them until all have been told."""

    address: Address
    heard: set[FeedId] = field(default_factory=set)
    was_unsure: bool = False
    """The last message to them got no answer, and may have arrived."""
    is_closed: bool = False
    """They cannot be written to, and the log has said so."""


class Watchman:
    """Looks at how the feeds stand. What is told is in the database, and told once all know.

    Killed between a message and that, it tells once more.
    """

    def __init__(
        self,
        watch: FeedWatch,
        messenger: Messenger,
        texts: Texts,
        clock: Clock,
        admins: Collection[int],
    ) -> None:
        self._watch = watch
        self._messenger = messenger
        self._say = texts.of(FALLBACK)
        self._clock = clock
        self._admins = [_Admin(Address(chat_id=ChatId(admin))) for admin in sorted(admins)]

    async def round(self) -> bool:
        """Tell what is to be told; what cannot be said now is said in a later round."""
        if not self._admins:
            return False
        polled = await self._watch.polled()
        known = {feed.id for feed in polled} - {feed.id for feed in await self._watch.untold()}
        stand = standing(polled)
        lasting = {feed.id for feed in stand.lasting}
        # A silent feed that fails for an hour has not recovered; nor has any while we are cut off.
        troubled = lasting | known.intersection(feed.id for feed in stand.failing)
        news = [feed for feed in stand.lasting if feed.id not in known]
        if troubled != known and await self._all_know(stand, news):
            await self._watch.told(troubled, self._clock.now())
            _log(news)
        return False

    async def _all_know(self, stand: Standing, news: Sequence[Feed]) -> bool:
        """Tell each admin what they have not heard; whether there is nobody left to be told."""
        current = {feed.id for feed in news}
        for admin in self._admins:
            admin.heard &= current  # one that is well again, and then is not, is news again
            unheard = [feed for feed in news if feed.id not in admin.heard]
            if unheard and await self._tell(admin, self._notice(stand, unheard)):
                admin.heard |= current
        return all(admin.heard == current for admin in self._admins)

    def _notice(self, stand: Standing, news: Sequence[Feed]) -> Message:
        return sources.notice(stand, news, now=self._clock.now(), say=self._say)

    async def _tell(self, admin: _Admin, message: Message) -> bool:
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
                _warn_once(admin, outcome)
        return True


def _log(news: Sequence[Feed]) -> None:
    if news:
        log.warning("feeds in trouble", extra={"feeds": [feed.id for feed in news]})


def _warn_once(admin: _Admin, outcome: Outcome) -> None:
    if not admin.is_closed:
        facts = {"outcome": type(outcome).__name__, "reason": getattr(outcome, "reason", "")}
        log.warning("admin not told of feeds", extra={"admin": admin.address.chat_id, **facts})
    admin.is_closed = True
