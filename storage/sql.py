"""The one home of what differs between dialects. Today one of them is built."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.dml import Insert

# SQLite and PostgreSQL write ON CONFLICT alike; SQLAlchemy keeps one construct for each.


def insert_or_ignore(table: Table) -> Insert:
    """An INSERT that passes over rows that are there already."""
    return insert(table).on_conflict_do_nothing()


def upsert(table: Table, *, key: str, change: tuple[str, ...]) -> Insert:
    """An INSERT that changes the columns in `change` where the row is there already."""
    statement = insert(table)
    changes: dict[str, Any] = {name: statement.excluded[name] for name in change}
    return statement.on_conflict_do_update(index_elements=[key], set_=changes)
