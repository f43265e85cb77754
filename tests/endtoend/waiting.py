"""Waits for what another process does."""

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], object]) -> None:
    """Wait for what nobody announces."""
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 – another process makes it true
            await asyncio.sleep(0.02)
