"""Notices a clock that was ahead and has been put right, so that nobody waits for its moments."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from news.ports import Clock, Timekeeping

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=1)
# How far a clock may be put back without anybody noticing.
UNNOTICED = timedelta(seconds=2)
# How often the time is written down. A clock that is put back while the bot is not running is
# noticed if it went back further than this.
NOTED_EVERY = timedelta(minutes=1)


class ClockWatch:
    """A step a second: whether it is later than it was."""

    def __init__(
        self, timekeeping: Timekeeping, clock: Clock, *, set_back: Callable[[], None]
    ) -> None:
        self._timekeeping = timekeeping
        self._clock = clock
        self._set_back = set_back
        self._seen: datetime | None = None
        self._noted: datetime | None = None

    async def round(self) -> timedelta:
        """Compare; returns how long to wait until the next step."""
        if self._seen is None:
            self._seen = await self._timekeeping.last_seen()
        now = self._clock.now()
        if self._seen is not None and now < self._seen - UNNOTICED:
            await self._mend(now, self._seen - now)
        elif self._noted is None or now >= self._noted + NOTED_EVERY:
            await self._timekeeping.note(now)
            self._noted = now
        self._seen = now
        return EVERY

    async def _mend(self, now: datetime, by: timedelta) -> None:
        log.warning("the clock was ahead", extra={"seconds": round(by.total_seconds())})
        await self._timekeeping.set_back(now, by)
        self._noted = now
        self._set_back()
