"""What happened in a run: values only, as far as possible by Telegram's own account."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FROZEN, DISK_FULL, LOCKED = "frozen", "disk full", "locked"
"""Faults that explain what else would be a breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """News that was published, and who followed its topic at that moment with an open chat."""

    number: int
    at: float
    owed_to: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of the Bot API that writes to a chat."""

    at: float
    chat: int
    performed: bool = True
    """Whether the chat got it, whatever the bot was told."""
    answered: bool = True
    """Whether the bot was told."""
    stories: tuple[int, ...] = ()
    text: str = ""
    retry_after: int = 0
    """What Telegram said with a 429."""
    connection: int = 0
    """Which it came over: each belongs to one life of the bot. 0 if that is not known."""
    connected_at: float = math.inf
    """When that was first heard of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a reader asked, and what came of it."""

    at: float
    chat: int
    text: str
    answered: bool
    has_effect: bool = False
    """Whether the database shows at the end what was asked for."""
    excused: bool = False
    """Telegram refused messages when the answer was due: what only answers may get lost then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """The end of a process, and where in its work it was, if it was a named step."""

    at: float
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The bot's process ended without having been told to."""

    at: float
    status: int
    said: str
    """Its last lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Something lasted from one moment to another."""

    begin: float
    end: float

    def meets(self, begin: float, end: float) -> bool:
        """Whether any of it is within these moments."""
        return self.begin <= end and begin <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the bot's own table: what it believes."""

    id: int
    chat: int
    story: int
    state: str
    lane: int = 1
    """What is urgent overtakes what is not."""
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class History:
    """A whole run."""

    seed: int = 0
    rate: int = 30
    began: float = 0
    seconds: float = 0
    stories: Sequence[Story] = ()
    calls: Sequence[Call] = ()
    """In the order in which they arrived."""
    commands: Sequence[Command] = ()
    kills: Sequence[Kill] = ()
    stalls: Sequence[Span] = ()
    """Times in which this side could not listen: calls arrived together, but were not sent so."""
    away: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    """When each chat had closed its door to the bot."""
    deliveries: Sequence[Delivery] = ()
    faults: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    """What else went wrong, and when."""
    ended: Sequence[Ended] = ()
    settled: bool = True
    """Whether everything owed was settled in the time we gave it."""
    quick_check: str = "ok"
    stopped: int = 0
    """The exit status of the stop at the end."""

    def had(self, fault: str, begin: float, end: float) -> bool:
        """Whether this went wrong at any time between two moments."""
        return any(span.meets(begin, end) for span in self.faults.get(fault, ()))

    def wrong_at(self, begin: float, end: float) -> str:
        """All that went wrong between two moments, in words."""
        faults = [fault for fault in self.faults if self.had(fault, begin, end)]
        kills = [kill.step or "a kill" for kill in self.kills if begin <= kill.at <= end]
        return ", ".join(faults + kills) or "nothing else was wrong"
