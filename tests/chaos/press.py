"""Publishes stories in bursts, and knows who is owed which."""

import asyncio
import time
from random import Random

from sandbox import stories as feed
from tests.chaos.crowd import NEWS
from tests.chaos.ear import LINK, Ear
from tests.chaos.history import Story
from tests.chaos.stage import Stage

BURST = 6
STORMS = 0.2
"""Of all bursts, those that are about one topic."""
PAUSE = (0.3, 2.5)
"""Seconds between two bursts."""
BACKLOG = 5
"""Seconds of sending that may be unheard before more is published."""
_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty")


class Press:
    """Everything that was published."""

    def __init__(self, stage: Stage, ear: Ear, chance: Random) -> None:
        self._stage = stage
        self._ear = ear
        self._chance = chance
        self._heard = 0
        self._unheard: set[tuple[int, int]] = set()
        self.stories: list[Story] = []

    async def run(self) -> None:
        """Publish until cancelled, as fast as the bot can be expected to follow."""
        while True:
            self._hear()
            if len(self._unheard) < BACKLOG * self._stage.victim.rate:
                self.burst()
            await asyncio.sleep(self._chance.uniform(*PAUSE))

    def burst(self) -> None:
        """One to six stories at once: about this and that, or all about one topic."""
        one = self._chance.choice(NEWS)
        is_storm = self._chance.random() < STORMS
        for _ in range(self._chance.randint(1, BURST)):
            self._publish(one if is_storm else self._chance.choice(NEWS))

    def _hear(self) -> None:
        """Strike out what has arrived, and what is owed to chats that are not there."""
        self._ear.listen()
        calls = self._ear.calls[self._heard :]
        self._heard += len(calls)
        self._unheard -= {(call.chat, story) for call in calls for story in call.stories}
        away = self._stage.crowd.is_away
        self._unheard -= {pair for pair in self._unheard if pair[0] in away}

    def _publish(self, topic: str) -> None:
        number = len(self.stories) + 1
        words = " ".join(_WORDS[int(digit)] for digit in f"{number:04}")
        story = feed.Story(
            slug=f"story-{number}",
            title=f"{topic.capitalize()} and the weather, report {number}: {words}",
            summary=f"What the weather does to people with {topic}.",
            publisher="Chaos",
            link=f"{LINK}{number}",
        )
        self._stage.publish(story)
        owed_to = self._stage.crowd.followers(topic)
        self._unheard |= {(chat, number) for chat in owed_to}
        self.stories.append(Story(number=number, at=time.time(), owed_to=owed_to))
