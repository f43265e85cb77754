"""Updates of one chat one after the other, those of different chats side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

SIDE_BY_SIDE = 64


class InOrder(BaseUpdateProcessor):
    """Nobody waits for another chat, and nobody's second command overtakes the first."""

    def __init__(self, done: Callable[[int], Awaitable[None]]) -> None:
        super().__init__(SIDE_BY_SIDE)
        self._done = done
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Nothing to begin."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle the update when those before it in its chat are done, and say that it is.

        A handler that fails has had its turn; one that is broken off will have it again.
        """
        async with self._turn(update):
            await coroutine
            if isinstance(update, Update):
                await self._done(update.update_id)

    def _turn(self, update: object) -> asyncio.Lock:
        chat = update.effective_chat if isinstance(update, Update) else None
        key = chat.id if chat else 0
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = asyncio.Lock()
        return turn
