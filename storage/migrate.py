"""Brings a database to the newest schema, in one transaction, and refuses a newer one."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from news.errors import NewerSchemaError, StorageError
from storage.engine import Database

SCRIPTS = Path(__file__).with_name("migrations")
# Beside the code, so that a start with nothing to migrate need not load Alembic (0.2 s).
NEWEST = "0004"


async def migrate(database: Database) -> str | None:
    """Upgrade to the newest schema. Returns the revision it came from; None if it was empty."""
    async with database.transaction() as connection:
        found = await connection.run_sync(revision)
        if found != NEWEST:
            await connection.run_sync(_upgrade, found, str(database.path))
    return found


def revision(connection: Connection) -> str | None:
    """The schema revision of this database; None if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def check_known(found: str | None, where: str) -> None:
    """Raise StorageError if there is no revision, NewerSchemaError if we do not know it."""
    if found is None:
        raise StorageError(f"{where} is no database of this bot")
    known = {path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("*.py")}
    if found not in known:
        raise NewerSchemaError(
            f"{where} has schema {found}, newer than this version of the bot ({NEWEST}): "
            "run the newer version, or restore the copy you made before the upgrade"
        )


def _upgrade(connection: Connection, found: str | None, where: str) -> None:
    from alembic import command  # noqa: PLC0415 – see NEWEST
    from alembic.config import Config  # noqa: PLC0415

    if found is not None:
        check_known(found, where)
    elif inspect(connection).get_table_names():
        raise StorageError(f"{where} is a database of something else")
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)
