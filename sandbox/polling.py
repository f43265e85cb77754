"""getUpdates: a long poll of which there is one at a time."""

import asyncio
from collections.abc import Callable

from sandbox.call import Call
from sandbox.updates import Updates
from sandbox.wire import Json, Refusal

LONGEST_SECONDS = 50
MOST_UPDATES = 100

TERMINATED = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Polling:
    """Hands out updates. A new poll ends the one before it, as with the real thing."""

    def __init__(self, updates: Updates, on_wait: Callable[[], None]) -> None:
        self._updates = updates
        self._on_wait = on_wait
        self._updates.on_push = self._wake
        self._current: asyncio.Future[bool] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a bot is at the other end, waiting."""
        return self._current is not None and not self._current.done()

    async def get_updates(self, call: Call) -> list[Json]:
        """The waiting updates, or the next ones if they come in time."""
        if call.ledger.profile.webhook:
            raise Refusal(409, WEBHOOK_ACTIVE)
        self.interrupt(Refusal(409, TERMINATED))
        if (allowed := call.sequence("allowed_updates")) is not None:
            self._updates.allow(str(kind) for kind in allowed)
        offset = call.number("offset") or 0
        limit = min(max(call.number("limit") or MOST_UPDATES, 1), MOST_UPDATES)
        waiting = self._updates.take(offset, limit)
        patience = min(call.number("timeout") or 0, LONGEST_SECONDS)
        if not waiting and patience > 0 and await self._next_push(patience):
            waiting = self._updates.take(offset, limit)
        return waiting

    def interrupt(self, refusal: Refusal | None = None) -> None:
        """End the poll that waits: with a refusal, or with what there is."""
        if self._current and self.is_waiting:
            if refusal:
                self._current.set_exception(refusal)
            else:
                self._current.set_result(False)

    async def _next_push(self, patience: float) -> bool:
        mine: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._current = mine
        self._on_wait()
        try:
            async with asyncio.timeout(patience):
                return await mine
        except TimeoutError:
            return False

    def _wake(self) -> None:
        if self._current and self.is_waiting:
            self._current.set_result(True)
