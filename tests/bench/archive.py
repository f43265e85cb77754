"""A database with a year of news in it, made in seconds."""

import operator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Insert, Table, insert, select, type_coerce

from news.feeds import Entry, Feed
from news.models import Draft, Match, Subject
from storage import articles as shelf
from storage.opening import Storage
from storage.schema import article_subjects, articles, entries, stories
from tests.bench.texts import stories as tell
from topics.catalog import load

TOPICS = [Subject(slug) for slug in load().topics]
RARE = "zyxomabide"
"""A word of one article, which is neither new nor very old."""
# So many articles are stored as always; all others are copies of them, made by the database.
_ORIGINALS = 2_000
_NUMBERED = {stories: "id", articles: "id", entries: "article_id", article_subjects: "article_id"}
_BETWEEN = timedelta(minutes=5)
_MICROSECOND = timedelta(microseconds=1)


async def fill(storage: Storage, feed: Feed, count: int, now: datetime) -> None:
    """Keep so many articles, rounded up to a multiple of `_ORIGINALS`, and a rare one."""
    async with storage.database.transaction() as connection:
        await shelf.keep(connection, feed, _drafts(now), now, same=operator.eq, is_news=False)
        for number in range(1, -(-count // _ORIGINALS)):
            for table, key in _NUMBERED.items():
                await connection.execute(_older_copy(table, key, number))
        rare = draft(
            "rare", "Health news", f"About {RARE}.", published_at=now - _BETWEEN * _ORIGINALS
        )
        await shelf.keep(connection, feed, [rare], now, same=operator.eq, is_news=False)


def draft(
    key: str, title: str, text: str, *subjects: Subject, published_at: datetime | None = None
) -> Draft:
    """An entry that is about these subjects, as the desk would have read it."""
    url = f"https://news.example/{key}"
    return Draft(
        entry=Entry(key=key, url=url, title=title, text=text, published_at=published_at),
        summary=text,
        matches=tuple(Match(subject=subject, because=(subject,)) for subject in subjects),
    )


def _drafts(now: datetime) -> list[Draft]:
    """The newest articles; a few topics have most of them."""
    chance = Random(100)
    return [
        draft(
            f"archive-{number}",
            title,
            text,
            *sorted({TOPICS[int(len(TOPICS) * chance.random() ** 2)] for _ in range(3)}),
            published_at=now - _BETWEEN * (_ORIGINALS - number),
        )
        for number, (title, text) in enumerate(islice(tell("Health"), _ORIGINALS))
    ]


def _older_copy(table: Table, key: str, number: int) -> Insert:
    """The same rows once more, with numbers that follow and dates before all the others."""
    columns = [_older(column, number) for column in table.c]
    originals = select(*columns).where(table.c[key] <= _ORIGINALS)
    return insert(table).from_select(table.c.keys(), originals)


def _older(column: Column[Any], number: int) -> ColumnElement[Any]:
    match column.name:
        case "id" | "article_id" | "story_id" | "first_article":
            return column + number * _ORIGINALS
        case "entry_key":
            return column.concat(f"-{number}")
        case "dated_at":
            age = number * _ORIGINALS * _BETWEEN // _MICROSECOND
            return type_coerce(column, BigInteger) - age
        case _:
            return column
