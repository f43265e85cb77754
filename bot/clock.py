"""The real clocks: one that tells the time, one that never jumps."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class WallClock:
    """The time of day, as the machine knows it."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, span: timedelta) -> None:
        """Return when `span` has passed."""
        await asyncio.sleep(max(0.0, span.total_seconds()))


class SteadyClock(WallClock):
    """Starts at the time of day and then only ever moves on, whatever happens to that."""

    def __init__(self) -> None:
        self._start = datetime.now(UTC)
        self._from = time.monotonic()

    def now(self) -> datetime:
        """The start plus what has passed since."""
        return self._start + timedelta(seconds=time.monotonic() - self._from)
