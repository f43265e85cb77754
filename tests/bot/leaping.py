"""An event loop whose time leaps over every wait: an hour passes in no time, in order."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class LeapingLoop(asyncio.SelectorEventLoop):
    """Where nothing is left to do but to wait, the waiting is over."""

    def __init__(self) -> None:
        self._leapt = 0.0
        super().__init__()

    def time(self) -> float:
        """The usual time, and what was leapt over."""
        return super().time() + self._leapt

    def _run_once(self) -> None:
        ready, scheduled = self._ready, self._scheduled  # type: ignore[attr-defined]  # asyncio’s own
        if not ready and scheduled:
            self._leapt += max(0.0, scheduled[0].when() - self.time())
        super()._run_once()  # type: ignore[misc]  # as above


def leaping(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end without waiting."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(work)
