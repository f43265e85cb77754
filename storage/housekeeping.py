"""Forgets what need not be remembered."""

from datetime import datetime, timedelta

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

# Ids grow with time: who looks at the first ones need not look at all of them.
_OLDEST = select(deliveries).order_by(deliveries.c.id).limit(CHUNK).subquery()
_ENDED = select(_OLDEST.c.id).where(
    _OLDEST.c.state.in_(("sent", "dead")), _OLDEST.c.due_at < bindparam("before")
)
_FORGET_ENDED = delete(deliveries).where(deliveries.c.id.in_(_ENDED))
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
        ended = await self._delete(_FORGET_ENDED, now - ALERTS_KEPT)
        await self._delete(_FORGET_PHRASES, now - PHRASES_KEPT)
        await self._delete(_FORGET_SIGNS, now - WINDOW)
        return ended > 0

    async def _delete(self, statement: Delete, before: datetime) -> int:
        async with self._database.transaction() as connection:
            return (await connection.execute(statement, {"before": before})).rowcount
