"""Forgetting a reader's feed: how much is looked at for it while nobody else can write."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from storage import orphans
from storage.opening import Storage, open_storage
from tests.fakes import FakeClock


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    """An empty database."""
    async with open_storage(tmp_path / "bot.db", FakeClock()) as opened:
        yield opened


async def test_no_other_feeds_articles_are_looked_at(storage: Storage) -> None:
    asked: list[tuple[str, Any]] = []
    async with storage.database.transaction() as connection:

        @event.listens_for(connection.sync_connection, "before_cursor_execute")
        def _note(_connection: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
            asked.append((sql, values))

        await orphans.forget(connection)
        plans = [
            step.detail
            for sql, values in tuple(asked)
            for step in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]

    assert {plan for plan in plans if plan.startswith("SCAN")} == {"SCAN feeds"}
