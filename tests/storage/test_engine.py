"""One process writes a database, everybody else may look at it, and nobody else on the machine."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from news.errors import DatabaseInUseError, SettingsError, StorageError
from storage import engine
from storage.engine import Database, sqlite_path
from storage.migrate import migrate
from storage.schema import meta


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a database that is not there yet, in a folder that is not either."""
    return tmp_path / "kept" / "bot.db"


@asynccontextmanager
async def opened(path: Path, *, read_only: bool = False) -> AsyncIterator[Database]:
    """The database, closed at the end whether or not it could be opened."""
    database = Database(path, read_only=read_only)
    try:
        await database.open()
        yield database
    finally:
        await database.close()


async def test_a_file_that_somebody_else_has_locked_is_an_error_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_WRITER_PRAGMAS", ("busy_timeout=10",))
    async with opened(path):
        pass
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StorageError, match=r"bot\.db: database is locked"):
            async with opened(path):
                pass


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """A file that is no database."""
    path = tmp_path / "diary.txt"
    path.write_text("Dear diary, nothing happened today. " * 200)
    return path


def files_of(path: Path) -> list[Path]:
    """The database's folder, and the files in it that have anything in them."""
    return [path.parent, *(file for file in path.parent.iterdir() if file.stat().st_size)]


async def make(path: Path) -> None:
    """A database at the newest schema."""
    async with opened(path) as database:
        await migrate(database)


async def facts(database: Database) -> list[tuple[str, str]]:
    """What is in the table `meta` now."""
    async with database.reading() as connection:
        return [(key, value) for key, value in await connection.execute(select(meta))]


async def test_a_second_process_is_refused_and_told_why(path: Path) -> None:
    async with opened(path):
        with pytest.raises(DatabaseInUseError, match="in use by another process of the bot; stop"):
            await make(path)


async def test_the_next_process_may_have_it_when_the_first_is_done(path: Path) -> None:
    async with opened(path):
        pass

    async with opened(path) as database:
        assert database.path == path


async def test_what_a_failed_transaction_wrote_is_undone(path: Path) -> None:
    await make(path)
    async with opened(path) as database:
        with contextlib.suppress(ZeroDivisionError):
            async with database.transaction() as connection:
                await connection.execute(insert(meta), {"key": "half", "value": "done"})
                _ = 1 / 0

        assert await facts(database) == []


async def test_a_reader_sees_what_was_there_when_it_began(path: Path) -> None:
    await make(path)
    async with opened(path) as database:
        async with database.reading() as reader:
            before = (await reader.execute(select(meta))).all()
            async with database.transaction() as writer:
                await writer.execute(insert(meta), {"key": "new", "value": "fact"})
            meanwhile = (await reader.execute(select(meta))).all()

        assert (before, meanwhile) == ([], [])
        assert await facts(database) == [("new", "fact")]


async def test_what_is_being_written_is_seen_when_it_is_true(path: Path) -> None:
    await make(path)
    async with opened(path) as database:
        async with database.transaction() as connection:
            await connection.execute(insert(meta), {"key": "new", "value": "fact"})
            assert await facts(database) == []

        assert await facts(database) == [("new", "fact")]


@pytest.mark.parametrize("read_only", [True, False])
async def test_a_reader_cannot_write(path: Path, *, read_only: bool) -> None:
    await make(path)
    async with opened(path, read_only=read_only) as database, database.reading() as connection:
        with pytest.raises(OperationalError, match="readonly"):
            await connection.execute(insert(meta), {"key": "no", "value": "way"})


async def test_an_error_does_not_tell_what_was_to_be_written(path: Path) -> None:
    await make(path)
    async with opened(path) as database, database.transaction() as connection:
        with pytest.raises(IntegrityError) as caught:
            await connection.execute(insert(meta), [{"key": "same", "value": "thalassemia"}] * 2)

    assert "thalassemia" not in str(caught.value)


async def test_who_only_looks_may_do_so_beside_the_writer(path: Path) -> None:
    async with opened(path) as writer, opened(path, read_only=True) as reader:
        await migrate(writer)

        assert await facts(reader) == []
        with pytest.raises(RuntimeError, match="not open for writing"):
            await reader.transaction().__aenter__()


async def test_nobody_else_on_the_machine_can_read_it(path: Path) -> None:
    async with opened(path) as database:
        await migrate(database)

        modes = {file.name: file.stat().st_mode & 0o777 for file in files_of(path)}

    assert modes == {"kept": 0o700, "bot.db": 0o600, "bot.db-wal": 0o600, "bot.db-shm": 0o600}


async def test_erased_text_is_overwritten_and_a_commit_is_on_disk(path: Path) -> None:
    async with opened(path) as database, database.transaction() as connection:
        pragmas = {
            name: await connection.scalar(text(f"PRAGMA {name}"))
            for name in ("secure_delete", "journal_mode", "synchronous", "foreign_keys")
        }

    full = 2
    assert pragmas == {
        "secure_delete": 1,
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
    }


@pytest.mark.parametrize("read_only", [True, False])
async def test_a_file_that_is_no_database_is_refused_in_one_sentence(
    diary: Path, *, read_only: bool
) -> None:
    with pytest.raises(StorageError, match="file is not a database"):
        async with opened(diary, read_only=read_only):
            pass


async def test_a_file_in_a_folders_place_is_refused_with_the_reason(diary: Path) -> None:
    with pytest.raises(StorageError, match=r"bot\.db: (File exists|Not a directory)"):
        await make(diary / "bot.db")


async def test_a_folder_in_the_files_place_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r": Is a directory"):
        await make(tmp_path)


async def test_a_folder_that_may_not_be_written_is_refused_with_the_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)  # root, as in a container, is denied nothing

    with pytest.raises(StorageError, match=r"bot\.db: Permission denied"):
        await make(path)


@pytest.mark.parametrize("name", ["a b", "it's", "ünïcode", "what?", "50%25", "#1"])
async def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.db"
    await make(path)

    async with opened(path, read_only=True) as database:
        assert await facts(database) == []
    assert path.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///data/bot.db", "data/bot.db"),
        ("sqlite:////srv/bot.db", "/srv/bot.db"),
        ("sqlite:///with%20space.db", "with space.db"),
    ],
)
def test_a_url_names_a_file(url: str, path: str) -> None:
    assert sqlite_path(url) == Path(path)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://me:hush@db/news", "PostgreSQL is not in this version"),
        ("postgresql+asyncpg://me:hush@db/news", "PostgreSQL is not in this version"),
        ("mysql://me:hush@db/news", "expected sqlite:///path/to/file.db"),
        ("sqlite://", "expected sqlite:///path/to/file.db"),
        ("bot.db", "expected sqlite:///path/to/file.db"),
    ],
)
def test_any_other_database_is_refused_without_its_password(url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as refusal:
        sqlite_path(url)

    assert "hush" not in str(refusal.value)
