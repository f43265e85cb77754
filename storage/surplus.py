"""What is too much of a reader's own feed: it may be made to fill the disk."""

from sqlalchemy import Column, Select, Table, bindparam, delete, func, select

from news.feeds import Origin
from storage.schema import articles, entries, feeds

ARTICLES_KEPT = 500
"""Of each such feed, the newest."""
ENTRIES_KEPT = 5_000
"""By which what it carried is known again; as many articles are forgotten long before."""


def _beyond(
    table: Table, kept: int, *columns: Column[int] | Column[str]
) -> Select[tuple[int, str]]:
    """These columns of the rows of readers' feeds that are older than so many others."""
    place = func.row_number().over(
        partition_by=table.c.feed_id, order_by=table.c.first_seen_at.desc()
    )
    rows = (
        select(*columns, place.label("place"))
        .join_from(table, feeds, feeds.c.id == table.c.feed_id)
        .where(feeds.c.origin == Origin.READER)
        .subquery()
    )
    return select(*(rows.c[column.name] for column in columns)).where(rows.c.place > kept)


SURPLUS_ARTICLES = _beyond(articles, ARTICLES_KEPT, articles.c.id, articles.c.story_id)
SURPLUS_ENTRIES = _beyond(entries, ENTRIES_KEPT, entries.c.feed_id, entries.c.entry_key)
FORGET_ENTRY = delete(entries).where(
    entries.c.feed_id == bindparam("feed"), entries.c.entry_key == bindparam("key")
)
