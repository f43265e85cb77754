"""Finding the story of a new article: how much of what is stored is looked at for it."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.likeness import told_alike
from storage.opening import Storage, open_storage
from storage.tellings import with_others
from tests.builders import NOW
from tests.contracts.outlets import Outlets, a_retelling
from tests.fakes import FakeClock, an_article

# What SQLite calls the results of an earlier step, which are few.
_IS_DERIVED = re.compile(r"SCAN (?:anon_\d|\(subquery-\d+\)|CONSTANT ROW)")


@pytest.fixture
async def outlets(tmp_path: Path) -> AsyncIterator[Outlets]:
    """An article that somebody else has told."""
    async with open_storage(tmp_path / "bot.db", FakeClock()) as storage:
        outlets = Outlets(storage)
        await outlets.publish("one", a_retelling("a"))
        yield outlets


async def walked(
    storage: Storage, work: Callable[[AsyncConnection], Awaitable[object]]
) -> Mapping[int, set[str]]:
    """By the number of each statement: what it walks through from one end to the other."""
    asked: list[tuple[str, Any]] = []
    async with storage.database.transaction() as connection:

        @event.listens_for(connection.sync_connection, "before_cursor_execute")
        def _note(_connection: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
            asked.append((sql, values))

        await work(connection)
        return {
            number: {
                step.detail.split()[1]
                for step in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
                if step.detail.startswith("SCAN") and not _IS_DERIVED.match(step.detail)
            }
            for number, (sql, values) in enumerate(tuple(asked))
        }


@pytest.mark.parametrize("count", [1, 50])
async def test_one_query_finds_who_may_tell_the_stories_of_a_listing_and_walks_along_no_table(
    outlets: Outlets, count: int
) -> None:
    drafts = {f"{number}": a_retelling(f"b{number}") for number in range(count)}
    feed = await outlets.feed("two")

    async def look_up(connection: AsyncConnection) -> object:
        return await told_alike(
            connection, feed, drafts, since=NOW, now=NOW, same=lambda *_: False, taken=()
        )

    assert await walked(outlets.storage, look_up) == {0: {"asked"}}


async def test_one_query_finds_who_else_tells_the_stories_of_a_page(outlets: Outlets) -> None:
    known = [an_article(number) for number in range(1, 21)]

    assert await walked(outlets.storage, lambda each: with_others(each, known)) == {0: set()}
