"""One database: who may open it, how it is written, how it is read."""

import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from news.errors import DatabaseInUseError, SettingsError, StorageError

READERS = 3

# secure_delete: what a reader erases is overwritten, not only unlinked.
_WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=5000",
)
# SQLite before 3.51.3 can corrupt a WAL that two connections checkpoint: readers never do.
_READER_PRAGMAS = ("query_only=ON", "wal_autocheckpoint=0", "busy_timeout=5000")


class Database:
    """The one writing connection and the reading ones of a SQLite file.

    SQLite allows one writer at a time, so all writes queue for one connection and none of them
    ever fails for being second. Reads run beside it on a snapshot.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._lock: IO[bytes] | None = None
        self._writer: AsyncEngine | None = None
        self._reader = _reader(path, READERS)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    async def open(self) -> None:
        """Take the file for this process, or only look at it (read_only).

        Raises DatabaseInUseError if another process has it, StorageError if it cannot be opened.
        """
        try:
            if self._read_only:
                async with self.reading() as connection:
                    await connection.exec_driver_sql("SELECT 1 FROM sqlite_master")
            else:
                await self._take()
        except OSError as error:
            raise StorageError(f"{self._path}: {error.strerror}") from error
        except DatabaseError as error:
            raise StorageError(f"{self._path}: {error.orig}") from error

    async def _take(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _locked(self._path)
        self._writer = _writer(self._path)
        async with self.transaction():
            pass  # creates the file, so that readers can open it

    async def close(self) -> None:
        """Let go of the file."""
        await self._reader.dispose()
        if self._writer is not None:
            await self._writer.dispose()
        if self._lock is not None:
            self._lock.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Write: everything inside becomes true together, or nothing of it."""
        if self._writer is None:
            raise RuntimeError("the database is not open for writing")
        async with self._writer.begin() as connection:
            yield connection

    async def empty_log(self) -> None:
        """Move everything from the write-ahead log into the file, so that no old bytes stay."""
        if self._writer is None:
            raise RuntimeError("the database is not open for writing")
        async with self._writer.connect() as connection:
            # Beneath SQLAlchemy, which would begin a transaction: within one, there is no way.
            raw: Any = (await connection.get_raw_connection()).driver_connection
            async with raw.execute("PRAGMA wal_checkpoint(TRUNCATE)"):
                pass

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read one consistent state, beside the writer and without waiting for it."""
        async with self._reader.connect() as connection:
            yield connection


def sqlite_path(url: str) -> Path:
    """The file that a `sqlite:///path` URL names."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is not None and parsed.get_backend_name() == "postgresql":
        raise SettingsError(f"BOT_DATABASE_URL={_shown(parsed)}: PostgreSQL is not in this version")
    if (
        parsed is None
        or parsed.drivername != "sqlite"
        or (parsed.database in {None, "", ":memory:"})
    ):
        shown = _shown(parsed) if parsed is not None else repr(url.partition("://")[0])
        raise SettingsError(f"BOT_DATABASE_URL={shown}: expected sqlite:///path/to/file.db")
    return Path(parsed.database)


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _locked(path: Path) -> IO[bytes]:
    """The lock file, locked until it is closed or its process ends, however it ends."""
    lock_path = path.with_name(path.name + ".lock")
    _create_private(lock_path)
    lock = lock_path.open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise DatabaseInUseError(
            f"{path} is in use by another process of the bot; stop that one first"
        ) from None
    return lock


def _writer(path: Path) -> AsyncEngine:
    _create_private(path)
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        pool_size=1,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,  # an error that is logged must not tell who follows what
        connect_args={"isolation_level": None},
    )
    _on_connect(engine, _WRITER_PRAGMAS)

    @event.listens_for(engine.sync_engine, "begin")
    def begin_at_once(connection: Any) -> None:
        # A deferred transaction that wakes up to write after a read may find the lock taken.
        _begin(connection, "BEGIN IMMEDIATE")

    return engine


def _create_private(path: Path) -> None:
    """What chats follow is health data: nobody else on the machine reads the file."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _reader(path: Path, size: int) -> AsyncEngine:
    engine = create_async_engine(
        # As a URI, in which a file name may hold anything.
        URL.create(
            "sqlite+aiosqlite",
            database=f"file:{quote(str(path))}",
            query={"mode": "ro", "uri": "true"},
        ),
        pool_size=size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,  # an error that is logged must not tell who follows what
        connect_args={"isolation_level": None},
    )
    _on_connect(engine, _READER_PRAGMAS)

    @event.listens_for(engine.sync_engine, "begin")
    def begin_one_state(connection: Any) -> None:
        # By itself each SELECT would see a state of its own.
        _begin(connection, "BEGIN")

    return engine


def _begin(connection: Any, how: str) -> None:
    """Straight to aiosqlite: two turns of its thread instead of the four that SQLAlchemy takes."""

    async def begin(raw: aiosqlite.Connection) -> None:
        await (await raw.execute(how)).close()

    try:
        connection.connection.run_async(begin)
    except sqlite3.Error as error:
        raise OperationalError(how, None, error) from error


def _on_connect(engine: AsyncEngine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
