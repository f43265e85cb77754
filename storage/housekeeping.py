"""Forgets what need not be remembered."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Delete, bindparam, delete, select

from news.ports import Clock
from storage.engine import Database
from storage.schema import deliveries, phrases, story_signs
from storage.stories import WINDOW
from storage.subscriptions import IS_FOLLOWED

# What /privacy promises.
ALERTS_KEPT = timedelta(days=30)
# Words that were offered and not followed, or are followed no longer; old buttons still name them.
PHRASES_KEPT = timedelta(days=30)
# How many rows one transaction deletes, so that nobody waits long for the writer.
CHUNK = 1_000

_HAS_ENDED = deliveries.c.state.in_(("sent", "dead"))
# Looked for beside the writer: it may take a walk along the whole table.
_ENDED = (
    select(deliveries.c.id)
    .where(_HAS_ENDED, deliveries.c.due_at < bindparam("before"))
    .limit(CHUNK)
)
_FORGET_ENDED = delete(deliveries).where(
    deliveries.c.id.in_(bindparam("ids", expanding=True)), _HAS_ENDED
)
_FORGET_PHRASES = delete(phrases).where(
    phrases.c.created_at < bindparam("before"),
    ~IS_FOLLOWED,
)


_FORGET_SIGNS = delete(story_signs).where(story_signs.c.seen_at < bindparam("before"))


class SqlHousekeeping:
    """What is done once in a while, a little at a time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def round(self) -> bool:
        """Forget some of what is old; True if there is more of it."""
        now = self._clock.now()
        await self._delete(_FORGET_PHRASES, {"before": now - PHRASES_KEPT})
        await self._delete(_FORGET_SIGNS, {"before": now - WINDOW})
        async with self._database.reading() as connection:
            found = await connection.scalars(_ENDED, {"before": now - ALERTS_KEPT})
            ended = found.all()
        if ended:
            await self._delete(_FORGET_ENDED, {"ids": ended})
        return len(ended) == CHUNK

    async def _delete(self, statement: Delete, values: Mapping[str, object]) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(statement, values)
