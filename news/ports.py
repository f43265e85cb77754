"""What the parts ask of one another: each port is shaped by its caller."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from news.models import (
    Address,
    Answer,
    Article,
    ArticleId,
    Chat,
    ChatId,
    Delivery,
    Match,
    Message,
    Phrase,
    PhraseId,
    Subject,
    Subscription,
    Topic,
)
from news.outcomes import Outcome, Settlement


class Clock(Protocol):
    """The time, and the only way to wait for it."""

    def now(self) -> datetime:
        """This moment, in UTC."""

    async def sleep(self, span: timedelta) -> None:
        """Return when `span` has passed."""


class Timekeeping(Protocol):
    """The time as it was last seen, over restarts."""

    async def last_seen(self) -> datetime | None:
        """The latest moment that was noted."""

    async def note(self, now: datetime) -> None:
        """It was this late."""

    async def set_back(self, now: datetime, by: timedelta) -> None:
        """The clock was ahead by this much: what was planned by it comes as much sooner."""


# ── Articles ─────────────────────────────────────────────────────────────────────────────────────


class Topics(Protocol):
    """The catalog of topics, and what a reader means by a text. Pure and quick."""

    def all(self) -> Sequence[Topic]:
        """Every topic, in the order of the catalog."""

    def get(self, slug: str) -> Topic | None:
        """The topic with this slug."""

    def resolve(self, text: str, language: str = "en") -> Answer:
        """Which topic a reader means, however they type it."""

    def plain_words(self, text: str) -> str:
        """The words of `text`, to compare them: no case, no punctuation, single spaces."""

    def query(self, text: str) -> str:
        """What somebody follows who follows `text` as words: all of these, “these in a row”, none
        of -those. Empty if nothing is wanted.
        """


# ── Readers ──────────────────────────────────────────────────────────────────────────────────────


class Chats(Protocol):
    """The chats we know. A chat is known from its first subscription or `/start` until erased."""

    async def get(self, chat_id: ChatId) -> Chat | None:
        """What we keep about this chat, if anything."""

    async def welcome(self, chat: Chat, now: datetime) -> None:
        """Remember the chat; one that was stopped, paused or blocked hears from us again."""

    async def pause(self, chat_id: ChatId, until: datetime) -> None:
        """Send nothing until then; what is owed now is dropped, and nothing is pushed later."""

    async def stop(self, chat_id: ChatId, now: datetime) -> None:
        """Send nothing until the chat is welcomed again; its subscriptions stay."""

    async def block(self, chat_id: ChatId, now: datetime) -> None:
        """The chat is closed to us until it is reopened or welcomed; its subscriptions stay."""

    async def reopen(self, chat_id: ChatId) -> None:
        """The chat lets us in again: alerts come as before, unless it was stopped or paused."""

    async def everything(self, chat_id: ChatId) -> Mapping[str, object]:
        """All we keep about the chat, in values that JSON knows."""

    async def erase(self, chat_id: ChatId) -> None:
        """Leave no row about the chat."""

    async def move(self, old: ChatId, new: ChatId) -> None:
        """The chat has a new id; everything about it follows, and merges if both were known."""


class Subscriptions(Protocol):
    """Who follows what."""

    async def of(self, chat_id: ChatId) -> Sequence[Subscription]:
        """What this chat follows, oldest first."""

    async def follow(self, chat: Chat, subject: Subject, now: datetime) -> bool:
        """Follow from now on, remembering the chat; False if it already did."""

    async def unfollow(self, chat_id: ChatId, subject: Subject) -> bool:
        """Follow no longer; what is owed only because of it is dropped. False if it did not."""

    async def phrase(self, text: str) -> Phrase:
        """The one phrase with this (normalised) text, made if it is new."""

    async def phrase_by_id(self, phrase_id: PhraseId) -> Phrase | None:
        """The phrase behind a button, if there still is one."""


class Phrases(Protocol):
    """The words that somebody follows."""

    async def followed(
        self, *, after: PhraseId | None = None, limit: int | None = None
    ) -> Sequence[Phrase]:
        """Phrases with at least one follower, by id: the first `limit` of those past `after`."""

    async def changed(self) -> Mapping[PhraseId, Phrase | None]:
        """What began or ceased to be followed since this was asked last; None: by nobody now."""


class Archive(Protocol):
    """Articles from before somebody followed the words in them."""

    async def unsearched(self) -> Sequence[Phrase]:
        """Followed phrases that the articles of before have not been searched for."""

    async def newest(self, limit: int) -> Sequence[Article]:
        """Up to `limit` of the newest articles."""

    async def file(
        self,
        found: Sequence[tuple[Article, Match]],
        searched: Sequence[PhraseId],
        now: datetime,
    ) -> None:
        """List these articles under what was found in them; the phrases are searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some articles, newest first; `more` says whether older ones are left."""

    articles: tuple[Article, ...]
    more: bool


class Reading(Protocol):
    """Articles for readers who ask. `before`: only what is listed after that article."""

    async def latest(
        self,
        *,
        subjects: Collection[Subject] | None,
        limit: int,
        before: ArticleId | None = None,
    ) -> Page:
        """The newest articles under any of the subjects; if None, all that are for everybody."""

    async def search(
        self,
        text: str,
        *,
        limit: int,
        own: Collection[Subject] = (),
        before: ArticleId | None = None,
    ) -> Page:
        """The newest articles that contain all the words of `text`: those for everybody, and those
        listed under subjects of one's `own`.
        """


class Inbox(Protocol):
    """What Telegram told us, from before it is confirmed until it is handled."""

    async def keep(self, updates: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Store updates, each known by its `update_id`. Returns those that are new."""

    async def waiting(self) -> Sequence[Mapping[str, Any]]:
        """What was kept and is not handled yet, in order."""

    async def done(self, update_id: int) -> None:
        """It is handled: forget what it said."""

    async def confirmed(self, offset: int) -> None:
        """Telegram offers nothing before `offset` again: forget that it came."""


# ── Delivery ─────────────────────────────────────────────────────────────────────────────────────


class Messenger(Protocol):
    """Writes to a chat and says what became of it."""

    async def send(self, address: Address, message: Message) -> Outcome:
        """Send once. Never raises for anything Telegram or the network can do.

        After one that did not or may not have arrived it lets nothing more out, and gives back what
        waits, until it is to `resume`.
        """

    async def answers(self) -> bool:
        """Ask whether the other side is there."""

    def resume(self) -> None:
        """Let messages out again."""

    def rest(self) -> timedelta:
        """How long nothing may go out, because the other side has said so; zero if it may."""


class Outbox(Protocol):
    """What is owed. The delivery row is queue, lock and record in one."""

    async def claim(self, now: datetime, limit: int) -> Sequence[Delivery]:
        """Take what is due for up to `limit` chats: each chat's oldest, alone or in a list.

        Nobody else gets them until the lease ends.
        """

    async def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        """Write the verdicts down, all in one transaction."""

    async def take_over(self, now: datetime) -> int:
        """Free what a dead predecessor had claimed; returns how many. Nothing waits long any more:
        what is put off for more than minutes was so by a clock that may have been another.
        """

    async def fan_out(self, now: datetime) -> bool:
        """Write the next chunk of owed deliveries of a large fan-out; False if none is left."""
