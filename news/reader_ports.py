"""What readers ask before they follow something, and after they were sent it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from news.models import Article, ArticleId, ChatId, Subject, Subscription

Wording = Sequence[Sequence[Sequence[str]]]
"""What an article must have: of each group one way, of that all the words (in a row)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What followers of something would have been sent lately."""

    days: int
    """How far back was looked."""
    count: int
    is_more: bool = False
    """There are more than were counted."""
    daily: float = 0
    examples: tuple[Article, ...] = ()


class Previews(Protocol):
    """What it would be like to follow something."""

    async def of_words(self, text: str) -> Preview:
        """What followers of these words (`Topics.query`) would have been sent lately."""

    async def weekly(self, subject: Subject) -> int:
        """How many articles a week there were lately on this."""


class Precedents(Protocol):
    """Articles of the last days that are for everybody."""

    async def having(
        self, wording: Wording, subjects: Sequence[Subject], since: datetime, limit: int
    ) -> Sequence[ArticleId]:
        """The newest that may have these words, or are on one of the subjects."""

    async def articles(self, ids: Sequence[ArticleId]) -> Sequence[Article]:
        """These articles, in this order; without those that are gone."""

    async def count(self, subject: Subject, since: datetime) -> int:
        """How many are on this subject."""


class Alerts(Protocol):
    """What was sent to a chat, for those who ask why."""

    async def last(self, chat_id: ChatId, message_id: int | None = None) -> Sequence[Article]:
        """The articles of the newest alert, or of the alert with this number; oldest first.

        Nothing if there was no such alert, or not lately.
        """

    async def article(self, chat_id: ChatId, article_id: ArticleId) -> Article | None:
        """An article that was sent to this chat or is for everybody, if there still is one."""

    async def because(self, chat_id: ChatId, article_id: ArticleId) -> Sequence[Subscription]:
        """What the chat follows that this article is listed under, oldest first."""
