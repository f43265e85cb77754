"""Tells those who wait that something has happened: open pages, and tests."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TypeVar

T = TypeVar("T")

BACKLOG = 1_000
"""Events a slow page may be behind; older ones are dropped, it reloads what it shows anyway."""
_END = b""


class Events:
    """A fan-out of events. It costs next to nothing while nobody listens."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[bytes]] = set()
        self._waiters: set[asyncio.Event] = set()

    def announce(self, event: str, data: Mapping[str, object]) -> None:
        """Something happened: tell the pages and wake whoever waits for it."""
        self.wake()
        if self._pages:
            self._put(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def wake(self) -> None:
        """Something happened that no page needs to know."""
        for waiter in self._waiters:
            waiter.set()

    def close(self) -> None:
        """End every stream."""
        self._put(_END)

    def _put(self, frame: bytes) -> None:
        for page in self._pages:
            if page.full():
                page.get_nowait()
            page.put_nowait(frame)

    async def stream(self, *, keep_alive: float = 15) -> AsyncIterator[bytes]:
        """Server-sent events as they happen, with a comment when it is quiet."""
        page: asyncio.Queue[bytes] = asyncio.Queue(BACKLOG)
        self._pages.add(page)
        try:
            yield b": here\n\n"
            while True:
                try:
                    frame = await asyncio.wait_for(page.get(), keep_alive)
                except TimeoutError:
                    frame = b": still here\n\n"
                if frame == _END:
                    return
                yield frame
        finally:
            self._pages.discard(page)

    async def wait_for(self, predicate: Callable[[], T], timeout: float) -> T:  # noqa: ASYNC109 - tests read better so
        """The predicate's value once it is true, looked at after every event."""
        waiter = asyncio.Event()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(timeout):
                while not (value := predicate()):
                    await waiter.wait()
                    waiter.clear()
                return value
        finally:
            self._waiters.discard(waiter)
