"""A fresh bot for each test."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.handlers.world import World, a_world


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    """A bot that has just been started, and knows nobody."""
    made = await a_world()
    yield made
    await made.application.shutdown()
