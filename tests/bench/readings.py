"""What was measured inside the bot, handed over in a file."""

import asyncio
import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

INTO = "PROBE_INTO"
"""The environment's name for that file."""
_LOOK_EVERY = 0.005

Sample = tuple[float, float]
"""When it began, on the clock that all processes share, and how many seconds it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What the instruments have shown."""

    lags: list[Sample] = field(default_factory=list)
    """How much later than asked for the loop woke up."""
    marks: list[Sample] = field(default_factory=list)
    """From Telegram's answer to the outcome being in the database."""

    def write(self, path: Path) -> None:
        """Hand them over."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read(path: Path) -> Readings:
    """What was handed over when the bot ended."""
    return Readings(**json.loads(path.read_text(encoding="utf-8")))


async def watch_lag(lags: list[Sample]) -> None:
    """Sleep a little again and again, and note how much longer it was; until cancelled."""
    while True:
        began_at = time.monotonic()
        await asyncio.sleep(_LOOK_EVERY)
        lags.append((began_at, time.monotonic() - began_at - _LOOK_EVERY))
