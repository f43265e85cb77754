"""The statements that SQLAlchemy writes for one dialect at a time, in one home."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    Subquery,
    Table,
    Text,
    bindparam,
    column,
    func,
    select,
    table,
)
from sqlalchemy import insert as core_insert
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import Insert
from sqlalchemy.ext.asyncio import AsyncConnection

# SQLite and PostgreSQL write ON CONFLICT alike; SQLAlchemy keeps one construct for each.


def insert_or_ignore(table: Table) -> Insert:
    """An INSERT that passes over rows that are there already."""
    return insert(table).on_conflict_do_nothing()


def upsert(
    table: Table,
    *,
    key: str,
    change: tuple[str, ...],
    also: Callable[[Any], Mapping[str, Any]] = lambda _: {},
) -> Insert:
    """An INSERT that changes the columns in `change` where the row is there already.

    `also` says what else to change, given the columns of the new row.
    """
    statement = insert(table)
    new = statement.excluded
    changes: dict[str, Any] = {name: new[name] for name in change} | dict(also(new))
    return statement.on_conflict_do_update(index_elements=[key], set_=changes)


# SQLite's full-text index of articles (FTS5), made and filled by the first migration.
_article_words = table("article_words", column("rowid"), column("article_words"))
_WITH_WORDS = select(_article_words.c.rowid).where(
    _article_words.c.article_words.op("MATCH")(bindparam("words"))
)


def articles_with(words: Sequence[str]) -> Select[Any]:
    """The ids of articles that have all these words, in whatever form and order."""
    return _WITH_WORDS.params(words=" ".join(map(_quoted, words)))


def articles_worded(wording: Sequence[Sequence[Sequence[str]]]) -> Select[Any]:
    """The ids of articles that have, of each group, all the words of one way to say it.

    Where there is a space in a word, it is several in a row.
    """
    groups = (
        " OR ".join(f"({' AND '.join(map(_quoted, way))})" for way in ways) for ways in wording
    )
    return _WITH_WORDS.params(words=" AND ".join(f"({group})" for group in groups))


def _quoted(word: str) -> str:
    """A word that is only a word: the query language of FTS5 is not for readers."""
    return '"{}"'.format(word.replace('"', " ").replace("\0", " "))


def numbered_texts(name: str) -> Subquery:
    """A parameter that is a JSON list of `[number, text]`, as rows of `number` and `text`.

    However many there are, it is one statement with one parameter.
    """
    each = func.json_each(bindparam(name, type_=Text)).table_valued("value", name=name)
    return select(
        func.json_extract(each.c.value, "$[0]", type_=Integer).label("number"),
        func.json_extract(each.c.value, "$[1]", type_=Text).label("text"),
    ).subquery()


async def inserted(
    connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> Sequence[int]:
    """Insert rows in their order, and return the ids they got."""
    if not rows:
        return ()
    statement = core_insert(table).returning(table.c.id, sort_by_parameter_order=True)
    ids: Sequence[int] = (await connection.execute(statement, rows)).scalars().all()
    return ids
