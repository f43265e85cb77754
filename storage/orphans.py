"""Readers' feeds that nobody follows any more: forgotten whole, for an address may be a secret."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Origin
from storage.feed_rows import HAS_FOLLOWERS
from storage.schema import article_subjects, articles, entries, fanouts, feeds

_ORPHANS = select(feeds.c.id).where(feeds.c.origin == Origin.READER, ~HAS_FOLLOWERS)
_THEIR_ARTICLES = select(articles.c.id).where(articles.c.feed_id.in_(_ORPHANS))
_FORGET = (
    delete(fanouts).where(fanouts.c.article_id.in_(_THEIR_ARTICLES)),
    delete(article_subjects).where(article_subjects.c.article_id.in_(_THEIR_ARTICLES)),
    delete(articles).where(articles.c.feed_id.in_(_ORPHANS)),
    delete(entries).where(entries.c.feed_id.in_(_ORPHANS)),
    delete(feeds).where(feeds.c.id.in_(_ORPHANS)),
    # A feed of the operator's that is off was read for them alone.
    update(feeds).where(feeds.c.enabled, ~feeds.c.is_public, ~HAS_FOLLOWERS).values(enabled=False),
)


async def forget(connection: AsyncConnection) -> None:
    """Leave no row of a reader's feed without followers, and stop reading for nobody."""
    for statement in _FORGET:
        await connection.execute(statement)
