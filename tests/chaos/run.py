"""A whole run: begin, be hindered and killed for a while, heal, settle, and tell what happened."""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.chaos.crowd import gather
from tests.chaos.ear import LINK, Ear
from tests.chaos.faults import FAULTS
from tests.chaos.history import Delivery, History
from tests.chaos.press import Press
from tests.chaos.readers import Readers
from tests.chaos.reaper import Reaper
from tests.chaos.stage import Stage, a_stage
from tests.chaos.steps import AT_A_START, AT_THE_FIRST_START, AT_WORK
from tests.chaos.trouble import Trouble

PATIENCE = 120.0
"""Seconds in which everything owed must be settled, once nothing goes wrong any more."""
_LOOK_EVERY = 0.25
_TELL_EVERY = 20.0
_OPEN = """
    SELECT (SELECT count(*) FROM deliveries WHERE state IN ('owed', 'leased'))
         + (SELECT count(*) FROM fanouts)
         + (SELECT count(*) FROM inbox WHERE done_at IS NULL)
"""
_KNOWN = f"SELECT count(*) FROM articles WHERE url LIKE '{LINK}%'"  # noqa: S608 – our own constant
_DELIVERIES = """
    SELECT deliveries.id, chat_id, url, state, lane, coalesce(reason, '')
    FROM deliveries JOIN articles ON articles.id = article_id
"""
_SUBSCRIPTIONS = "SELECT chat_id, subject FROM subscriptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long, how fast, and what goes wrong."""

    seed: int
    seconds: float
    kills: int
    """The most; then the run ends, however short it was."""
    rate: int = 100
    faults: tuple[str, ...] = tuple(FAULTS)
    first_steps: tuple[str, ...] = tuple(AT_THE_FIRST_START)
    """At which to die before there is anything."""
    steps: tuple[str, ...] = (*AT_WORK, *AT_A_START)
    """At which to die later."""
    rest: tuple[float, float] = (1.0, 4.0)
    """Seconds between two faults."""
    log: Path = Path(os.devnull)
    """Where to write what the bot says."""


async def rehearse(plan: Plan) -> History:
    """Carry out a plan."""
    chance = Random(plan.seed)
    crowd = gather(chance)
    async with a_stage(crowd, plan.rate, plan.log) as stage:
        return await _Run(stage, plan, chance).play()


class _Run:
    def __init__(self, stage: Stage, plan: Plan, chance: Random) -> None:
        # Each draws from a generator of its own, so that who comes first does not change the rest.
        own = [Random(chance.random()) for _ in range(4)]
        self._stage = stage
        self._plan = plan
        self._ear = Ear(stage.sandbox, stage.crowd)
        self._press = Press(stage, self._ear, own[0])
        self._readers = Readers(stage, self._ear, own[1])
        self._reaper = Reaper(stage, plan.steps, own[2])
        self._trouble = Trouble(stage, self._readers, self._reaper, own[3])

    async def play(self) -> History:
        began = time.time()
        watching = asyncio.create_task(self._stage.watch_ourselves())
        await self._begin()
        await self._go_wrong()
        self._stage.calm()
        await self._reaper.last_life()
        settled = await self._settle()
        stopped = await self._stage.victim.stop()
        watching.cancel()
        return self._history(began, settled, stopped)

    async def _begin(self) -> None:
        """The first start, with its deaths; everybody in place; what is old news read as such."""
        await self._reaper.die_at_the_first_start(self._plan.first_steps)
        await self._stage.fill()
        self._stage.calm()
        await self._stage.victim.start()
        await self._until("SELECT count(*) FROM feeds WHERE last_ok_at IS NOT NULL")
        await self._stage.victim.stop()

    async def _go_wrong(self) -> None:
        """Everybody at once, until the time is over or there were kills enough."""
        trouble = asyncio.create_task(self._trouble.run(self._plan.faults, self._plan.rest))
        others = [
            asyncio.create_task(work)
            for work in (
                self._press.run(),
                self._readers.run(),
                self._tell(),
                self._reaper.run(self._plan.kills),
            )
        ]
        try:
            await asyncio.wait(
                [trouble, *others],
                timeout=self._plan.seconds,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            try:
                await _end([trouble])  # while the bot lives on: who is away comes back
            finally:
                await _end(others)

    async def _tell(self) -> None:
        """Say now and then how far we are."""
        while True:
            await asyncio.sleep(_TELL_EVERY)
            faults = sum(map(len, self._trouble.injected.values()))
            print(
                f"{len(self._reaper.kills)} kills, {faults} faults, "
                f"{len(self._press.stories)} stories, {len(self._ear.calls)} calls",
                file=sys.stderr,
            )

    async def _settle(self) -> bool:
        """Whether in time nothing is owed any more, and no command waits."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self._is_settled():  # noqa: ASYNC110 – another process works
                    await asyncio.sleep(_LOOK_EVERY)
                return True
        return False

    def _is_settled(self) -> bool:
        ((known,),) = self._stage.rows(_KNOWN)
        ((left,),) = self._stage.rows(_OPEN)
        waiting = len(self._stage.sandbox.world.updates)
        return bool(known == len(self._press.stories) and left == 0 and waiting == 0)

    async def _until(self, query: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self._stage.rows(query)[0][0]:  # noqa: ASYNC110 – the same
                await asyncio.sleep(_LOOK_EVERY)

    def _history(self, began: float, settled: bool, stopped: int) -> History:
        self._readers.look_for_answers()
        follows = {(chat, topic) for chat, topic in self._stage.rows(_SUBSCRIPTIONS)}
        ((checked,),) = self._stage.rows("PRAGMA quick_check")
        return History(
            seed=self._plan.seed,
            rate=self._plan.rate,
            began=began,
            seconds=time.time() - began,
            stories=self._press.stories,
            calls=sorted(self._ear.calls, key=lambda call: call.at),
            commands=self._readers.commands(follows),
            kills=self._reaper.kills,
            stalls=self._stage.stalls,
            away=self._stage.crowd.away,
            deliveries=[self._delivery(*row) for row in self._stage.rows(_DELIVERIES)],
            faults=self._trouble.injected,
            ended=self._reaper.ended,
            settled=settled,
            quick_check=checked,
            stopped=stopped,
        )

    def _delivery(
        self, number: int, chat: int, url: str, state: str, lane: int, reason: str
    ) -> Delivery:
        story = int(url.removeprefix(LINK))
        home = self._stage.crowd.home(chat)
        return Delivery(id=number, chat=home, story=story, state=state, lane=lane, reason=reason)


async def _end(tasks: Collection[asyncio.Task[None]]) -> None:
    """Cancel those that still run; raise what one of them has failed with."""
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result
