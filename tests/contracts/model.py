"""What the oracle of `test_model` speaks of: readers, debts, messages."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from delivery.outcomes import judge
from news.models import ChatId, Delivery, Lane, Subject
from news.outcomes import Dead, Done, Later, Outcome, Readdress, Settlement, Verdict

OPEN = frozenset({"owed", "leased"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What can be seen of deliveries from outside, in storage as in the oracle."""

    rows: Sequence[tuple[int, str, int, str, int, bool, datetime, datetime | None]]
    """Chat, article, lane, state, attempts, alone, owed at, due at if it is open; oldest first."""
    fanouts: AbstractSet[str]
    """The articles that are being fanned out."""
    chats: Mapping[int, tuple[datetime | None, bool, bool]]
    """Until when it is paused, whether it is stopped and blocked."""
    follows: AbstractSet[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article: its key, the story it tells, what it is about."""

    key: str
    story: int
    subjects: frozenset[Subject]
    began_at: datetime
    """When the story was told first."""


@dataclass(slots=True)
class Reader:
    """A chat."""

    follows: set[Subject] = field(default_factory=set)
    paused_until: datetime | None = None
    is_stopped: bool = False
    is_blocked: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it wants alerts at all, now or after a pause."""
        return not (self.is_stopped or self.is_blocked)

    @property
    def silence(self) -> tuple[datetime | None, bool, bool]:
        """Until when it is paused, whether it is stopped and blocked."""
        return (self.paused_until, self.is_stopped, self.is_blocked)

    def hears(self, now: datetime) -> bool:
        """Whether an article that comes now is owed to it."""
        return self.is_open and (self.paused_until is None or self.paused_until <= now)


@dataclass(slots=True, eq=False)
class Debt:
    """One story owed to one chat, and what has become of it."""

    number: int
    chat: ChatId
    piece: Piece
    lane: Lane
    owed_at: datetime
    due_at: datetime
    state: str = "owed"
    owner: int | None = None
    attempts: int = 0
    alone: bool = False
    was_tried: bool = False
    arrivals: int = 0
    """How often it may be in the chat, at worst."""
    doubts: int = 0
    """How often nobody could know whether it is."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be sent."""
        return self.state in OPEN

    @property
    def turn(self) -> tuple[int, int]:
        """Its place in the queue of its chat."""
        return (self.lane, self.number)

    def as_row(self) -> tuple[int, str, int, str, int, bool, datetime, datetime | None]:
        """What storage has of it."""
        due_at = self.due_at if self.is_open else None
        tried = (self.state, self.attempts, self.alone)
        return (self.chat, self.piece.key, self.lane, *tried, self.owed_at, due_at)

    def is_held(self, now: datetime) -> bool:
        """Whether somebody has it whose lease has not run out."""
        return self.state == "leased" and self.due_at > now

    def arrive(self) -> None:
        """It may be in the chat: once, and once more for each time when nobody could know."""
        self.arrivals += 1
        assert self.arrivals <= 1 + self.doubts, f"{self.piece.key} is told {self.chat} twice"

    def settle(self, verdict: Verdict, now: datetime) -> None:
        """What a sender has written down about it."""
        match verdict:
            case Done():
                self.state = "sent"
            case Dead():
                self.state = "dead"
            case Readdress():
                self.state, self.due_at = "owed", now
            case Later(due_at, costs_attempt, _, alone):
                self.state, self.due_at = "owed", due_at
                self.attempts += costs_attempt
                self.doubts += costs_attempt
                self.alone = self.alone or alone
                assert self.attempts <= 1, f"{self.piece.key} is tried without end"


@dataclass(slots=True)
class Fanout:
    """An article whose followers are being written down."""

    piece: Piece
    lane: Lane
    faithful: dict[ChatId, set[Subject]]
    """Who has heard us all the while, and what of it they have followed all the while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a sender is told to write."""

    chat: ChatId
    keys: tuple[str, ...]
    reasons: frozenset[Subject]
    lane: Lane
    attempts: int
    is_late: bool
    more_follow: bool

    @classmethod
    def of(cls, delivery: Delivery) -> "Message":
        """What storage has told it."""
        return cls(
            chat=delivery.address.chat_id,
            keys=tuple(article.draft.entry.key for article in delivery.articles),
            reasons=frozenset(reason.subject for reason in delivery.because),
            lane=delivery.lane,
            attempts=delivery.attempts,
            is_late=delivery.is_late,
            more_follow=delivery.more_follow,
        )


@dataclass(slots=True)
class Bundle:
    """What goes out together to one chat, whatever becomes of it meanwhile."""

    chat: ChatId
    attempts: int
    debts: list[Debt]
    is_late: bool = False
    more_follow: bool = False

    def message(self, follows: AbstractSet[Subject]) -> Message:
        """What a sender should be told."""
        pieces = [debt.piece for debt in self.debts]
        about = frozenset[Subject]().union(*(piece.subjects for piece in pieces))
        return Message(
            chat=self.chat,
            keys=tuple(piece.key for piece in pieces),
            reasons=about & follows,
            lane=self.debts[0].lane,
            attempts=self.attempts,
            is_late=self.is_late,
            more_follow=self.more_follow,
        )


@dataclass(frozen=True, slots=True)
class InHand:
    """A message that a sender has claimed and not settled."""

    owner: int
    delivery: Delivery
    debts: Sequence[Debt]

    def settlement(self, outcome: Outcome, now: datetime) -> Settlement:
        """What the sender makes of Telegram's answer."""
        return Settlement(
            delivery_ids=self.delivery.ids,
            chat_id=self.delivery.address.chat_id,
            verdict=judge(outcome, self.delivery, now),
        )

    def arrive(self) -> None:
        """It is in the chat, or may be."""
        for debt in self.debts:
            debt.arrive()
