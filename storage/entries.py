"""What a feed has ever carried, and by which an entry is known again. Outlives the articles."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from news.feeds import Entry, FeedId, Marks
from news.listings import Findings, Memory, Remembered
from news.models import ArticleId, Draft
from storage.schema import entries
from storage.sql import insert_or_ignore

# Twice what a listing has at most: a feed may give one link to all that it carries, for years.
ENOUGH = 600

_OF_FEED = entries.c.feed_id == bindparam("feed")
_BY_KEY = select(entries).where(
    _OF_FEED, entries.c.entry_key.in_(bindparam("keys", expanding=True))
)


def _newest_with(mark: ColumnElement[bool]) -> Select[Any]:
    alike = select(entries).where(_OF_FEED, mark)
    return select(alike.order_by(entries.c.first_seen_at.desc()).limit(ENOUGH).subquery())


# Two walks along two indexes; with OR it would be one along all that the feed has carried.
_ALIKE = union(
    _newest_with(entries.c.link.in_(bindparam("links", expanding=True))),
    _newest_with(entries.c.title.in_(bindparam("titles", expanding=True))),
)
_NEWEST = select(func.max(entries.c.published_at)).where(_OF_FEED)
_ADD = insert_or_ignore(entries)
_THIS = (_OF_FEED, entries.c.entry_key == bindparam("key"))
_SAYS = ("published_at", *(field.name for field in fields(Marks)))
_NOTE = update(entries).where(*_THIS).values({name: bindparam(name) for name in _SAYS})
_CORRECT = _NOTE.values(corrections=entries.c.corrections + 1)
_RENAME = _NOTE.values(entry_key=bindparam("new_key"))


async def recall(connection: AsyncConnection, feed_id: FeedId, listing: Sequence[Entry]) -> Memory:
    """What this feed has carried before, under the keys of this listing or alike to it."""
    asked = {"feed": feed_id, "keys": [entry.key for entry in listing]}
    found = {row.entry_key: _remembered(row) for row in await connection.execute(_BY_KEY, asked)}
    unknown = [entry.marks for entry in listing if entry.key not in found]
    if not unknown:
        return Memory(by_key=found)
    like = {
        "feed": feed_id,
        "links": [marks.link for marks in unknown if marks.link is not None],
        "titles": [marks.title for marks in unknown if marks.title is not None],
    }
    alike = [_remembered(row) for row in await connection.execute(_ALIKE, like)]
    newest = None if found else await connection.scalar(_NEWEST, asked)
    return Memory(by_key=found, alike=alike, newest=newest)


async def unseen(
    connection: AsyncConnection, feed_id: FeedId, drafts: Sequence[Draft]
) -> Sequence[Draft]:
    """Without those that another reading has stored meanwhile: one may outlive its lease."""
    if not drafts:
        return ()
    asked = {"feed": feed_id, "keys": [draft.entry.key for draft in drafts]}
    seen = {row.entry_key for row in await connection.execute(_BY_KEY, asked)}
    return [draft for draft in drafts if draft.entry.key not in seen]


async def add(
    connection: AsyncConnection,
    feed_id: FeedId,
    listed: Iterable[tuple[Entry, ArticleId | None]],
    now: datetime,
) -> None:
    """Remember these entries, each with its article."""
    rows = [
        {
            "feed_id": feed_id,
            "entry_key": entry.key,
            "article_id": article_id,
            "first_seen_at": now,
        }
        | _says(entry)
        for entry, article_id in listed
    ]
    if rows:
        await connection.execute(_ADD, rows)


async def note(connection: AsyncConnection, feed_id: FeedId, findings: Findings) -> None:
    """Remember what is known by another name, or says something else, than it did."""
    changes = (
        (_RENAME, [(known.key, entry) for entry, known in findings.renamed]),
        (_NOTE, [(entry.key, entry) for entry in findings.noted]),
        (_CORRECT, [(draft.entry.key, draft.entry) for _, draft in findings.corrected]),
    )
    for statement, listed in changes:
        if listed:
            rows = [
                {"feed": feed_id, "key": key, "new_key": entry.key} | _says(entry)
                for key, entry in listed
            ]
            await connection.execute(statement, rows)


def _says(entry: Entry) -> dict[str, Any]:
    return asdict(entry.marks) | {"published_at": entry.published_at}


def _remembered(row: Row[Any]) -> Remembered:
    return Remembered(
        key=row.entry_key,
        article_id=None if row.article_id is None else ArticleId(row.article_id),
        marks=Marks(link=row.link, title=row.title, content=row.content),
        published_at=row.published_at,
        corrections=row.corrections,
    )
