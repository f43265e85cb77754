"""Articles that were there before somebody followed the words in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, select, update

from news.models import Article, Match, Phrase, PhraseId
from storage.articles import ARTICLES, complete, subject_row
from storage.engine import Database
from storage.schema import article_subjects, articles, phrases
from storage.sql import insert_or_ignore
from storage.subscriptions import IS_FOLLOWED, phrase_of

_UNSEARCHED = select(phrases).where(IS_FOLLOWED, phrases.c.searched_at.is_(None))
# Of feeds that are not public, nothing is listed but within themselves.
_NEWEST = (
    ARTICLES.where(articles.c.is_public)
    .order_by(articles.c.dated_at.desc(), articles.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_FILE = insert_or_ignore(article_subjects)
_SEARCHED = (
    update(phrases).where(phrases.c.id == bindparam("phrase")).values(searched_at=bindparam("now"))
)


class SqlArchive:
    """The port `Archive`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def unsearched(self) -> Sequence[Phrase]:
        """See `news.ports.Archive`."""
        async with self._database.reading() as connection:
            return [phrase_of(row) for row in await connection.execute(_UNSEARCHED)]

    async def newest(self, limit: int) -> Sequence[Article]:
        """See `news.ports.Archive`."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_NEWEST, {"limit": limit})).all()
            return list((await complete(connection, rows)).values())

    async def file(
        self,
        found: Sequence[tuple[Article, Match]],
        searched: Sequence[PhraseId],
        now: datetime,
    ) -> None:
        """See `news.ports.Archive`."""
        rows = [subject_row(article.id, match, article.dated_at) for article, match in found]
        async with self._database.transaction() as connection:
            if rows:
                await connection.execute(_FILE, rows)
            await connection.execute(_SEARCHED, [{"phrase": p, "now": now} for p in searched])
