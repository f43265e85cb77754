"""The bot with instruments inside: how late its loop is, and how long outcomes wait."""

import asyncio
import os
import time
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from bot import app
from bot.commandline import main as start
from bot.settings import Settings
from delivery.marks import Marks
from news.outcomes import Settlement
from tests.bench.readings import INTO, Readings, watch_lag


def main(arguments: Sequence[str]) -> int:
    """Run the bot, and write what the instruments have shown when it has ended."""
    readings = Readings()
    serve = app.serve

    class TimedMarks(Marks):
        async def write(self, settlement: Settlement) -> None:
            began_at = time.monotonic()
            await super().write(settlement)
            readings.marks.append((began_at, time.monotonic() - began_at))

    async def watched(settings: Settings, token: str, stop: asyncio.Event) -> None:
        watch = asyncio.create_task(watch_lag(readings.lags))
        try:
            await serve(settings, token, stop)
        finally:
            watch.cancel()

    with patch.object(app, "Marks", TimedMarks), patch.object(app, "serve", watched):
        status = start(arguments)
    readings.write(Path(os.environ[INTO]))
    return status
