"""Facts about the database itself: which bot it belongs to."""

from sqlalchemy import bindparam, select

from news.errors import OtherBotError
from storage.engine import Database
from storage.schema import meta
from storage.sql import insert_or_ignore

_GET = select(meta.c.value).where(meta.c.key == bindparam("key"))


async def claim_for(database: Database, bot_id: int) -> None:
    """Bind the database to this bot; raise OtherBotError if it is another bot's.

    Chat ids mean something only to the bot that met the chats.
    """
    async with database.transaction() as connection:
        await connection.execute(insert_or_ignore(meta), {"key": "bot_id", "value": str(bot_id)})
        owner = await connection.scalar(_GET, {"key": "bot_id"})
    if owner != str(bot_id):
        raise OtherBotError(
            f"{database.path} belongs to the bot {owner}, and BOT_TOKEN is of the bot {bot_id}: "
            "use that bot's token, or another BOT_DATABASE_URL"
        )
