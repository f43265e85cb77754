"""From empty to the newest schema, once, and never from a newer one back."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from news.errors import NewerSchemaError, StorageError
from news.listings import Findings, Remembered
from news.models import ArticleId, ChatId, Sign
from news.outcomes import Done, Settlement
from storage.engine import Database
from storage.migrate import NEWEST, SCRIPTS, check_known, migrate, revision
from storage.opening import open_storage
from storage.schema import metadata
from tests.builders import NOW, a_draft, an_entry
from tests.fakes import FakeClock


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Empty, and open."""
    database = Database(tmp_path / "bot.db")
    await database.open()
    yield database
    await database.close()


async def test_from_empty_to_newest_is_the_declared_schema(database: Database) -> None:
    await migrate(database)

    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_schema_that_differs_would_be_noticed(database: Database) -> None:
    await migrate(database)

    async with database.transaction() as connection:
        await connection.execute(text("DROP INDEX feeds_due"))
        await connection.execute(text("ALTER TABLE chats ADD COLUMN nickname TEXT"))

    async with database.reading() as connection:
        assert len(await connection.run_sync(differences)) == 2


async def test_indexes_hold_back_the_rows_that_are_declared(database: Database) -> None:
    await migrate(database)

    async with database.reading() as connection:
        partial = await connection.run_sync(partial_indexes)

    assert partial == {"deliveries_due", "deliveries_of_chat"}


def test_the_newest_revision_is_the_head_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))

    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


async def test_a_second_migration_does_nothing(database: Database) -> None:
    assert await migrate(database) is None
    async with database.transaction() as connection:
        await connection.execute(text("INSERT INTO meta VALUES ('kept', 'yes')"))

    assert await migrate(database) == NEWEST

    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT value FROM meta")) == "yes"


async def test_what_is_owed_in_an_older_schema_is_sent_and_its_fan_outs_begin_anew(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bot.db"
    make_old(
        path,
        "0001",
        "INSERT INTO feeds (id, url, url_key, title, publisher, language, kind, rights, origin,"
        " host) VALUES (1, 'u', 'u', 'Feed', 'P', 'en', '', '', 'register', 'h')",
        "INSERT INTO stories VALUES (1, 0), (2, 0)",
        "INSERT INTO articles (id, feed_id, story_id, entry_key, url, title, text, summary,"
        " language, first_seen_at, dated_at, design, subjects, reviewed, spans)"
        " SELECT id, 1, id, id, 'u', 'T' || id, '', '', 'en', 0, 0, 'not-stated', '',"
        " 'not-stated', '{}' FROM stories",
        "INSERT INTO article_subjects VALUES (2, 'asthma', '[]', 0)",
        "INSERT INTO chats (id, kind, language, created_at) VALUES (5, 'private', 'en', 0)",
        "INSERT INTO subscriptions VALUES (5, 'asthma', 0)",
        "INSERT INTO deliveries (chat_id, story_id, article_id, lane, state, due_at)"
        " VALUES (5, 1, 1, 2, 'owed', strftime('%s', '2026-11-22') * 1000000)",
        "INSERT INTO fanouts VALUES (2, 77, 2)",
    )

    async with open_storage(path, FakeClock(NOW)) as storage:
        while await storage.outbox.fan_out(NOW):
            pass
        (first,) = await storage.outbox.claim(NOW, 10)
        settled = Settlement(delivery_ids=first.ids, chat_id=ChatId(5), verdict=Done(1))
        await storage.outbox.settle([settled], NOW)
        (second,) = await storage.outbox.claim(NOW, 10)

    told = [d.articles[0].draft.entry.title for d in (first, second)]
    assert (told, first.is_late, second.is_late) == (["T1", "T2"], False, False)


async def test_the_articles_of_an_older_schema_are_still_found_and_known(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    make_old(
        path,
        "0002",
        "INSERT INTO feeds (id, url, url_key, title, publisher, language, kind, rights, origin,"
        " host, etag, last_ok_at, interval) VALUES (7, 'https://news.example/feed.xml',"
        " 'news.example/feed.xml', 'Feed', 'P', 'en', 'agency', 'CC', 'register', 'news.example',"
        " '\"1\"', 5, 60000000)",
        "INSERT INTO stories VALUES (3, 0)",
        "INSERT INTO articles (id, feed_id, story_id, entry_key, url, title, text, summary,"
        " language, first_seen_at, dated_at, design, subjects, reviewed, spans)"
        " VALUES (9, 7, 3, 'a', 'u', 'Zebras breathe', '', '', 'en', 0, 0, 'not-stated', '',"
        " 'not-stated', '{}')",
        "INSERT INTO entries VALUES (7, 'a', 9, 0)",
        "INSERT INTO subscriptions VALUES (5, 'asthma', 0)",
    )

    async with open_storage(path, FakeClock(NOW)) as storage:
        ((feed, is_polled),) = await storage.register.known()
        found = await storage.reading.search("zebra", limit=5)
        memory = await storage.feeds.recall(feed, [an_entry("a")])
        await storage.feeds.record(feed, Findings(fresh=[a_draft("b", title="Yaks too")]), NOW)
        newer = await storage.reading.search("yaks", limit=5)
        (followed,) = await storage.subscriptions.of(ChatId(5))

    assert (feed.id, is_polled, feed.validators.etag, feed.is_public) == (7, True, '"1"', True)
    assert [article.id for article in found.articles] == [9]
    assert memory.by_key["a"] == Remembered(key="a", article_id=ArticleId(9))
    assert [(article.id, article.story_id) for article in newer.articles] == [(10, 4)]
    assert followed.is_narrow is False


async def test_the_stories_of_an_older_schema_go_on_and_can_be_parted(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    make_old(
        path,
        "0003",
        "INSERT INTO feeds (id, url, url_key, title, publisher, language, kind, rights, origin,"
        " host) VALUES (1, 'u', 'u', 'Feed', 'P', 'en', '', '', 'register', 'h'),"
        " (2, 'v', 'v', 'Other', 'Q', 'en', '', '', 'register', 'i')",
        "INSERT INTO stories SELECT 1, strftime('%s', '2026-11-20') * 1000000",
        "INSERT INTO story_signs SELECT 'page:x', 1, 1, created_at FROM stories",
        "INSERT INTO articles (id, feed_id, story_id, entry_key, url, title, text, summary,"
        " language, first_seen_at, dated_at, design, subjects, reviewed, spans)"
        " VALUES (1, 1, 1, 'a', 'u', 'T', '', '', 'en', 0, 0, 'not-stated', '', 'not-stated',"
        " '{}')",
    )

    async with open_storage(path, FakeClock(NOW)) as storage:
        (_, other) = [feed for feed, _ in await storage.register.known()]
        retelling = replace(a_draft("b"), signs=(Sign("page:x"),))
        await storage.feeds.record(other, Findings(fresh=[retelling]), NOW)
        ((first, second),) = await storage.stories.tellings([ArticleId(1)])
        parted = await storage.joins.separate(second.article.article_id, NOW)
        stories = await storage.stories.tellings([ArticleId(1), second.article.article_id])

    assert (first.article.article_id, first.is_joined, second.is_joined) == (1, False, True)
    assert (parted, len(stories)) == (True, 2)


async def test_a_newer_schema_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    async with (
        open_storage(path, FakeClock()) as storage,
        storage.database.transaction() as connection,
    ):
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(NewerSchemaError, match="has schema 9999, newer than this version"):
        async with open_storage(path, FakeClock()):
            pass

    database = Database(path, read_only=True)
    async with database.reading() as connection:
        assert await connection.run_sync(revision) == "9999"
    await database.close()


def test_the_newest_schema_is_known() -> None:
    check_known(NEWEST, "bot.db")


def test_a_database_without_a_schema_of_ours_is_none_of_ours() -> None:
    with pytest.raises(StorageError, match=r"bot\.db is no database of this bot"):
        check_known(None, "bot.db")


async def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE chats (mine TEXT)")
    database = Database(path)
    await database.open()

    with pytest.raises(StorageError, match="something else"):
        await migrate(database)

    await database.close()


def make_old(path: Path, schema: str, *statements: str) -> None:
    """A database as an older version has left it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, schema)
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def differences(connection: Connection) -> list[object]:
    """What Alembic would change to get from this database to the declared schema."""
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "compare_server_default": True,
            # The full-text index: SQLite's own tables, which no metadata describe.
            "include_name": lambda name, *_: not str(name).startswith("article_words"),
        },
    )
    return list(compare_metadata(context, metadata))


def partial_indexes(connection: Connection) -> set[str | None]:
    """The indexes of deliveries over a part of the rows only."""
    found = inspect(connection).get_indexes("deliveries")
    return {
        index["name"]
        for index in found
        if "owed" in str(index.get("dialect_options", {}).get("sqlite_where"))
    }
