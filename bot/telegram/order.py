"""Updates of one chat one after the other, those of different chats side by side."""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 64
# Those that wait for their chat take nobody's place; so many are let in from the queue at once.
WAITING = 4_096
_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=1)


class InOrder(BaseUpdateProcessor):
    """Nobody waits for another chat, and nobody's second command overtakes the first.

    Where it cannot be noted that an update is done, nobody waits for that either: it is noted when
    it can be, and all that is done meanwhile after it. So what a restart handles again is always
    the last of what a chat said, and comes to the same end.
    """

    def __init__(self, done: Callable[[int], Awaitable[None]]) -> None:
        super().__init__(WAITING)
        self._side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)
        self._done = done
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._unnoted: deque[int] = deque()
        self._noting: asyncio.Task[None] | None = None

    async def initialize(self) -> None:
        """Nothing to begin."""

    async def shutdown(self) -> None:
        """Try once more to note what is done; what cannot be noted is handled again."""
        if self._noting is not None:
            self._noting.cancel()
            await asyncio.wait([self._noting])
            self._noting = None
        with contextlib.suppress(Exception):
            await self._note_all()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle the update when those before it in its chat are done, and say that it is.

        A handler that fails has had its turn; one that is broken off will have it again.
        """
        async with self._turn(update), self._side_by_side:
            await coroutine
            if isinstance(update, Update):
                await self._note(update.update_id)

    def _turn(self, update: object) -> asyncio.Lock:
        chat = update.effective_chat if isinstance(update, Update) else None
        key = chat.id if chat else 0
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = asyncio.Lock()
        return turn

    async def _note(self, number: int) -> None:
        if not self._unnoted:
            try:
                await self._done(number)
            except Exception as error:
                # The boundary of one update. Whatever it is – the disk is full, the file locked –
                # the reader has been answered, and there is nobody to tell but the log.
                log.warning("handled update not noted", extra={"reason": type(error).__name__})
            else:
                return
        self._unnoted.append(number)
        if self._noting is None:
            self._noting = asyncio.create_task(self._note_later(), name="noting")

    async def _note_later(self) -> None:
        wait = _FIRST_WAIT
        while self._unnoted:
            await asyncio.sleep(wait.total_seconds())
            wait = min(_LONGEST_WAIT, wait * 2)
            with contextlib.suppress(Exception):  # as above; it was said once
                await self._note_all()
        self._noting = None
        log.info("handled updates noted")

    async def _note_all(self) -> None:
        while self._unnoted:
            await self._done(self._unnoted[0])
            self._unnoted.popleft()
