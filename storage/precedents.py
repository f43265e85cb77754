"""What there was lately that somebody who follows something would have been sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, or_, select

from news.models import Article, ArticleId, Subject
from news.reader_ports import Wording
from storage.articles import ARTICLES, complete
from storage.engine import Database
from storage.schema import article_subjects, articles
from storage.sql import articles_worded

_NEWEST = (
    select(articles.c.id)
    .where(articles.c.is_public, articles.c.dated_at >= bindparam("since"))
    .order_by(articles.c.dated_at.desc(), articles.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_ON_SUBJECTS = select(article_subjects.c.article_id).where(
    article_subjects.c.subject.in_(bindparam("subjects", expanding=True))
)
_BY_ID = ARTICLES.where(articles.c.id.in_(bindparam("ids", expanding=True)))
_COUNT = (
    select(func.count())
    .select_from(article_subjects)
    .where(
        article_subjects.c.subject == bindparam("subject"),
        article_subjects.c.dated_at >= bindparam("since"),
    )
)


class SqlPrecedents:
    """The port `Precedents`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def having(
        self, wording: Wording, subjects: Sequence[Subject], since: datetime, limit: int
    ) -> Sequence[ArticleId]:
        """See `news.reader_ports.Precedents`."""
        query = _NEWEST.where(
            or_(articles.c.id.in_(articles_worded(wording)), articles.c.id.in_(_ON_SUBJECTS))
        )
        asked = {"since": since, "limit": limit, "subjects": list(subjects)}
        async with self._database.reading() as connection:
            return [ArticleId(n) for n in (await connection.scalars(query, asked)).all()]

    async def articles(self, ids: Sequence[ArticleId]) -> Sequence[Article]:
        """See `news.reader_ports.Precedents`."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_BY_ID, {"ids": list(ids)})).all()
            known = await complete(connection, rows)
        return [known[one] for one in ids if one in known]

    async def count(self, subject: Subject, since: datetime) -> int:
        """See `news.reader_ports.Precedents`."""
        asked = {"subject": subject, "since": since}
        async with self._database.reading() as connection:
            return (await connection.execute(_COUNT, asked)).scalar_one()
