"""Long-running work: woken by a bell, contained when it fails, stopped between two steps."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

log = logging.getLogger(__name__)

# A step that failed is tried again after a while, and after longer whiles if it fails on.
_FIRST_REST = timedelta(seconds=1)
_LONGEST_REST = timedelta(minutes=1)


Step = Callable[[], Awaitable[bool | timedelta]]
"""True: there is more to do at once. False: wait for the bell. A span: nothing until then."""


class Loop:
    """Repeats a step while it says there is more to do, then waits for the bell."""

    def __init__(self, name: str, step: Step) -> None:
        self.name = name
        self._step = step
        self._bell = asyncio.Event()
        self._stopped = asyncio.Event()

    def ring(self) -> None:
        """There may be work. Never waits; rings while the loop works count as one."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the step in hand, then return."""
        self._stopped.set()
        self._bell.set()

    async def run(self) -> None:
        """Work until told to stop."""
        failures = 0
        while not self._stopped.is_set():
            self._bell.clear()
            try:
                more = await self._step()
                failures = 0
            except Exception:
                # The boundary of one round: whatever broke, the next round may do better.
                log.exception("round failed", extra={"loop": self.name})
                more = min(_LONGEST_REST, _FIRST_REST * (1 << min(failures, 6)))
                failures += 1
            await self._wait(more)

    async def _wait(self, more: bool | timedelta) -> None:
        if isinstance(more, timedelta):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(more.total_seconds()):
                    await self._stopped.wait()
        elif not more:
            await self._bell.wait()
