"""Injects one fault after the other, until it is enough."""

import asyncio
import contextlib
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from random import Random

from tests.chaos.faults import FAULTS, Scene
from tests.chaos.history import Span
from tests.chaos.readers import Readers
from tests.chaos.reaper import Reaper
from tests.chaos.stage import Stage

AFTERMATH = 0.5
"""Seconds in which a fault that is over may still be felt."""


class Trouble:
    """Everything that went wrong."""

    def __init__(self, stage: Stage, readers: Readers, reaper: Reaper, chance: Random) -> None:
        self._chance = chance
        self._reaper = reaper
        self._scene = Scene(stage, readers, chance)
        self._next: deque[str] = deque()
        self.injected: dict[str, list[Span]] = defaultdict(list)

    async def run(self, names: Sequence[str], rest: tuple[float, float]) -> None:
        """Each fault once, in an order drawn anew for every round, until cancelled."""
        while True:
            await asyncio.sleep(self._chance.uniform(*rest))
            if not self._next:
                self._next.extend(self._chance.sample(names, len(names)))
            await self._endure(self._next.popleft())

    async def _endure(self, name: str) -> None:
        fault = FAULTS[name]
        spared = self._reaper.undisturbed if fault.undisturbed else contextlib.nullcontext()
        async with spared:
            begin = time.time()
            try:
                async with fault.begin(self._scene):
                    await asyncio.sleep(self._chance.uniform(fault.shortest, fault.longest))
            finally:
                self.injected[name].append(Span(begin=begin, end=time.time() + AFTERMATH))
