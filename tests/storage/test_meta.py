"""A database belongs to one bot."""

from pathlib import Path

import pytest

from news.errors import OtherBotError
from storage.opening import open_storage
from tests.fakes import FakeClock


async def test_a_database_is_the_bots_that_opened_it_first(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    for _ in range(2):
        async with open_storage(path, FakeClock(), bot_id=42):
            pass

    with pytest.raises(OtherBotError, match=r"belongs to the bot 42, and .* bot 43"):
        async with open_storage(path, FakeClock(), bot_id=43):
            pass


async def test_who_names_no_bot_leaves_the_database_to_any(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    async with open_storage(path, FakeClock()):
        pass

    async with open_storage(path, FakeClock(), bot_id=43) as storage:
        assert await storage.register.known() == []
