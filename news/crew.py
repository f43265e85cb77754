"""A bounded number of tasks that run side by side."""

import asyncio
import logging
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

log = logging.getLogger(__name__)


class Crew:
    """Runs up to `size` pieces of work at once; leaving the context waits for all of them.

    A piece that fails is logged and takes nobody with it.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._group = asyncio.TaskGroup()
        self._at_work: set[asyncio.Task[None]] = set()
        self._finished = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self._group.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._group.__aexit__(exc_type, exc, traceback)

    @property
    def size(self) -> int:
        """How many pieces of work it can do at once."""
        return self._size

    @property
    def free(self) -> int:
        """How many more pieces of work it can take now."""
        return self._size - len(self._at_work)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin a piece of work."""
        task = self._group.create_task(_contained(work))
        self._at_work.add(task)
        task.add_done_callback(self._finish)

    async def room(self, wanted: int) -> int:
        """Wait until there is room for at least `wanted`; how much there is."""
        while self.free < wanted:
            self._finished.clear()
            await self._finished.wait()
        return self.free

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        self._finished.set()

    def cancel(self) -> None:
        """Break off what is at work."""
        for task in self._at_work:
            task.cancel()


async def _contained(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        # The boundary of one piece of work, so that it takes no other one down.
        log.exception("work failed")
