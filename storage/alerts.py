"""What was sent to a chat, as far as it is remembered."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select

from news.models import Article, ArticleId, ChatId, Subscription
from storage.articles import ARTICLES, complete
from storage.engine import Database
from storage.schema import article_subjects, articles, deliveries, subscriptions
from storage.subscriptions import FOLLOWED, subscription_of

_SENT = (
    select(deliveries.c.message_id)
    .where(deliveries.c.chat_id == bindparam("chat"), deliveries.c.state == "sent")
    .order_by(deliveries.c.sent_at.desc(), deliveries.c.id.desc())
    .limit(1)
)
_IN_MESSAGE = (
    ARTICLES.join(deliveries, deliveries.c.article_id == articles.c.id)
    .where(
        deliveries.c.chat_id == bindparam("chat"),
        deliveries.c.state == "sent",
        deliveries.c.message_id == bindparam("message"),
    )
    .order_by(deliveries.c.id)
)
_WAS_SENT = select(deliveries.c.article_id).where(
    deliveries.c.chat_id == bindparam("chat"), deliveries.c.state == "sent"
)
_READABLE = ARTICLES.where(
    articles.c.id == bindparam("article"),
    or_(articles.c.is_public, articles.c.id.in_(_WAS_SENT)),
)
_BECAUSE = (
    FOLLOWED.join(article_subjects, article_subjects.c.subject == subscriptions.c.subject)
    .where(
        article_subjects.c.article_id == bindparam("article"),
        subscriptions.c.chat_id == bindparam("chat"),
    )
    .order_by(subscriptions.c.since_at, subscriptions.c.subject)
)


class SqlAlerts:
    """The port `Alerts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self, chat_id: ChatId, message_id: int | None = None) -> Sequence[Article]:
        """See `news.reader_ports.Alerts`."""
        async with self._database.reading() as connection:
            if message_id is None:
                message_id = await connection.scalar(_SENT, {"chat": chat_id})
            asked = {"chat": chat_id, "message": message_id}
            rows = (await connection.execute(_IN_MESSAGE, asked)).all()
            return list((await complete(connection, rows)).values())

    async def article(self, chat_id: ChatId, article_id: ArticleId) -> Article | None:
        """See `news.reader_ports.Alerts`."""
        asked = {"chat": chat_id, "article": article_id}
        async with self._database.reading() as connection:
            rows = (await connection.execute(_READABLE, asked)).all()
            return (await complete(connection, rows)).get(article_id)

    async def because(self, chat_id: ChatId, article_id: ArticleId) -> Sequence[Subscription]:
        """See `news.reader_ports.Alerts`."""
        asked = {"chat": chat_id, "article": article_id}
        async with self._database.reading() as connection:
            return [subscription_of(row) for row in await connection.execute(_BECAUSE, asked)]
