"""Kills the bot again and again, at named steps and at any moment, and starts it anew."""

import asyncio
import contextlib
import signal
import time
from collections import deque
from collections.abc import Sequence
from random import Random

from tests.chaos.history import Ended, Kill
from tests.chaos.stage import Stage
from tests.chaos.steps import STEPS

NAMED = 0.6
"""Of all kills, those that are tried at a named step."""
STARTING = 0.15
"""Of all others, those that come while it starts."""
START = 10.0
"""Seconds that a start may take before the kill comes all the same."""
PATIENCE = 3.0
"""Seconds of work in which a step must be passed, or else the kill comes at any moment."""
_LAST_LINES = 6


class Reaper:
    """Everything that died."""

    def __init__(self, stage: Stage, steps: Sequence[str], chance: Random) -> None:
        self._victim = stage.victim
        self._sandbox = stage.sandbox
        self._chance = chance
        self._steps = steps
        self._next: deque[str] = deque()
        self._lives = False
        self.undisturbed = asyncio.Lock()
        """Held by whoever needs the bot to live for a while."""
        self.kills: list[Kill] = []
        self.ended: list[Ended] = []

    async def run(self, most: int) -> None:
        """Kill until there were so many, or until cancelled."""
        while len(self.kills) < most:
            if self._chance.random() < NAMED:
                step = self._next_step()
                await self._live_until(step, self._chance.randint(1, STEPS[step].latest))
            else:
                await self._live_until("", 1)
            await asyncio.sleep(self._chance.choice((0, 0, 0, 0.3)))

    async def die_at_the_first_start(self, steps: Sequence[str]) -> None:
        """On an empty folder: at each of these steps once."""
        for step in steps:
            await self._start(step)
            await self._wait_for_the_end(60)
            await self._bury(step)

    async def last_life(self) -> None:
        """Start once more, with nothing to die of."""
        await self._bury("")
        await self._victim.start()

    async def _live_until(self, step: str, passage: int) -> None:
        await self._start(step, passage)
        if not step and self._chance.random() < STARTING:
            await self._wait_for_the_end(self._chance.uniform(0, 2))
        else:
            await self._wait_until_it_works()
            await (self._wait_for_the_end(PATIENCE) if step else self._any_moment())
        async with self.undisturbed:
            await self._bury(step)

    async def _start(self, step: str, passage: int = 1) -> None:
        self._lives = True
        await self._victim.start(step, passage)

    async def _any_moment(self) -> None:
        """After some seconds, or in the midst of sending."""
        if self._chance.random() < 0.3:
            await self._wait_for_the_end(self._chance.uniform(0, PATIENCE))
            return
        calls = len(self._sandbox.outbox) + self._chance.randint(10, 120)
        with contextlib.suppress(TimeoutError):
            await self._sandbox.wait_for(lambda: len(self._sandbox.outbox) >= calls, PATIENCE)

    async def _wait_until_it_works(self) -> None:
        """Until it asks for updates, or is gone."""
        waits = [
            asyncio.ensure_future(self._sandbox.wait_for(lambda: self._sandbox.is_polled, START)),
            asyncio.ensure_future(self._victim.gone()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _wait_for_the_end(self, patience: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._victim.gone()

    async def _bury(self, step: str) -> None:
        """Note how this life has ended, after a kill if it has not."""
        if not self._lives:
            return
        self._lives = False
        if self._victim.is_running:
            step = ""
            await self._victim.kill()
        status = await self._victim.gone()
        if status == -signal.SIGKILL:
            self.kills.append(Kill(at=time.time(), step=step))
        else:
            lines = "\n".join(list(self._victim.said)[-_LAST_LINES:])
            self.ended.append(Ended(at=time.time(), status=status, said=lines))

    def _next_step(self) -> str:
        """Each once, in an order drawn anew for every round."""
        if not self._next:
            self._next.extend(self._chance.sample(self._steps, len(self._steps)))
        return self._next.popleft()
