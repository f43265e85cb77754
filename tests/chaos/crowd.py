"""Who there is, what they follow, and when they had closed their door."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.chaos.history import Span

NEWS = ("asthma", "diabetes", "migraine", "psoriasis", "malaria", "gout")
"""Topics that stories are about. Nobody begins or stops to follow one of them during a run."""
QUIET = ("measles", "dengue", "ebola", "lupus", "tuberculosis", "epilepsy")
"""Topics without news, for readers to follow and stop following. They are called as they are."""
READERS = range(1_001, 1_081)
GROUPS = range(-5_004, -5_000)
ASKERS = range(3_001, 3_009)
"""They follow nothing, so that what they are shown on demand is never taken for an alert."""


@dataclass
class Crowd:
    """The chats of a run."""

    follows: Mapping[int, frozenset[str]]
    """News topics by chat."""
    away: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    moved: dict[int, int] = field(default_factory=dict)
    """Groups that have become supergroups: their new ids."""
    is_away: set[int] = field(default_factory=set)

    def leaves(self, chat: int) -> None:
        """It closes its door, for good unless it returns."""
        self.is_away.add(chat)
        self.away[chat].append(Span(begin=time.time(), end=float("inf")))

    def returns(self, chat: int) -> None:
        """It can be written to again, and the bot has said that it knows."""
        self.is_away.discard(chat)
        self.away[chat][-1] = replace(self.away[chat][-1], end=time.time())

    def followers(self, topic: str) -> frozenset[int]:
        """Who follows it and can be written to right now, under the first id of each."""
        return frozenset(
            chat
            for chat, topics in self.follows.items()
            if topic in topics and chat not in self.is_away
        )

    def home(self, chat: int) -> int:
        """The first id of a chat, however often it has moved."""
        return next((old for old, new in self.moved.items() if new == chat), chat)


def gather(chance: Random) -> Crowd:
    """Readers with one or two topics each, and groups with one."""
    follows = {chat: frozenset(chance.sample(NEWS, chance.choice((1, 1, 2)))) for chat in READERS}
    follows |= {chat: frozenset([chance.choice(NEWS)]) for chat in GROUPS}
    return Crowd(follows)


def everybody() -> Sequence[int]:
    """All chats that there are at the beginning."""
    return (*READERS, *GROUPS, *ASKERS)
