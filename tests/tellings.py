"""The ports `Stories` and `Joins` over a list of joins."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from news.models import ArticleId, Coverage, Subject
from news.story_ports import Join, Joined, Retelling


def a_coverage(number: int, publisher: str = "", title: str = "") -> Coverage:
    """An article with this number, of an outlet of its own."""
    return Coverage(
        article_id=ArticleId(number),
        publisher=publisher or f"Outlet {number}",
        url=f"https://outlet{number}.example/{number}",
        title=title or f"What outlet {number} says",
    )


def a_join(number: int, *, first: int = 1, reports: int = 0) -> Join:
    """The article with this number has joined the story that another one began."""
    return Join(article=a_coverage(number), first=a_coverage(first), reports=reports)


@dataclass
class FakeTellings:
    """Joins, and what was said of them."""

    joins: list[Join] = field(default_factory=list)
    known: set[ArticleId] = field(default_factory=set)
    settled: set[ArticleId] = field(default_factory=set)

    async def tellings(
        self,
        article_ids: Sequence[ArticleId],
        *,
        own: Collection[Subject] = (),  # noqa: ARG002 – all its articles are for everybody
    ) -> Sequence[Sequence[Retelling]]:
        told: dict[ArticleId, list[Retelling]] = {}
        for join in self.joins:
            first = Retelling(article=join.first, is_joined=False)
            told.setdefault(join.first.article_id, [first])
            told[join.first.article_id].append(Retelling(article=join.article, is_joined=True))
        return [
            story
            for story in told.values()
            if {each.article.article_id for each in story} & set(article_ids)
        ]

    async def doubt(self, article_id: ArticleId) -> bool:
        doubted = self._of(article_id)
        self.joins = [
            replace(join, reports=join.reports + 1) if join in doubted else join
            for join in self.joins
        ]
        return bool(doubted)

    async def listed(self, *, skip: int, limit: int) -> Joined:
        left = [join for join in self.joins if join.article.article_id not in self.settled]
        shown = sorted(left, key=lambda join: join.reports == 0)[skip:]
        return Joined(joins=tuple(shown[:limit]), more=len(shown) > limit)

    async def untold(self, limit: int) -> Sequence[Join]:
        ended = self.known | self.settled
        return [
            join for join in self.joins if join.reports and join.article.article_id not in ended
        ][:limit]

    async def told(self, article_ids: Collection[ArticleId], now: datetime) -> None:  # noqa: ARG002
        self.known |= set(article_ids)

    async def confirm(self, article_id: ArticleId, now: datetime) -> bool:  # noqa: ARG002
        self.settled.add(article_id)
        return bool(self._of(article_id))

    async def separate(self, article_id: ArticleId, now: datetime) -> bool:  # noqa: ARG002
        parted = self._of(article_id)
        self.joins = [join for join in self.joins if join not in parted]
        return bool(parted)

    def _of(self, article_id: ArticleId) -> list[Join]:
        return [join for join in self.joins if join.article.article_id == article_id]
