"""What is asked about stories: who tells them, and whether that is right."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from news.models import ArticleId, Coverage, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """One of the articles that tell a story, as a reader may see it."""

    article: Coverage
    is_joined: bool
    """It joined a story that another article had begun, and so it can be doubted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """An article that joined the story which another one had begun."""

    article: Coverage
    first: Coverage
    reports: int = 0
    """How often readers have said that it is another story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A page of joins; `more` says whether further ones are left."""

    joins: tuple[Join, ...]
    more: bool


class Stories(Protocol):
    """The tellings of a story, for readers."""

    async def tellings(
        self, article_ids: Sequence[ArticleId], *, own: Collection[Subject] = ()
    ) -> Sequence[Sequence[Retelling]]:
        """For each story that these articles tell, all articles that do, the first one first.

        Only those for everybody, and those listed under subjects of one's `own`.
        """

    async def doubt(self, article_id: ArticleId) -> bool:
        """Somebody says that it is another story. False if it joined none, or long ago.

        Counted, and nothing else: not who, nor where.
        """


class Joins(Protocol):
    """Which articles joined which stories, for those who run the bot. Of public feeds only."""

    async def listed(self, *, skip: int, limit: int) -> Joined:
        """Those that readers doubt, then the others, the newest first; without the settled."""

    async def untold(self, limit: int) -> Sequence[Join]:
        """The first of those that readers doubt and of which nobody who runs the bot knows."""

    async def told(self, article_ids: Collection[ArticleId], now: datetime) -> None:
        """They know of these now."""

    async def confirm(self, article_id: ArticleId, now: datetime) -> bool:
        """It is the same story, whatever readers say. False if the article is gone."""

    async def separate(self, article_id: ArticleId, now: datetime) -> bool:
        """It is a story of its own, and owed to its followers who have not been sent it.

        A second time it changes nothing. False if the article is gone.
        """
