"""What chats got more than once, and what explains it. Pure functions of what happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from tests.chaos.history import FROZEN, Call, History, Kill

IN_FLIGHT = 8
"""Messages that one kill may repeat, at up to 100 a second."""
ANSWERED_WITHIN = 3.0
"""Seconds after which the bot no longer waits for an answer, a little more than its own time."""
READ_LATE = 0.3
"""Seconds for which a new connection may lie unread on our side, its maker dead by then."""
Pair = tuple[int, int]
"""A chat, and a story or a lane."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A story that a chat got again, and the kill or else the trouble that explains it."""

    chat: int
    story: int
    first: Call
    again: Call
    kill: Kill | None = None
    by: str = ""


class Repeats:
    """The copies in a history."""

    def __init__(self, history: History, tellings: Mapping[Pair, Sequence[Call]]) -> None:
        self._history = history
        self._tellings = tellings

    @cached_property
    def copies(self) -> Sequence[Copy]:
        """What chats got more than once."""
        return [
            self._explained(pair, first, again)
            for pair, calls in self._tellings.items()
            for first, again in pairwise(calls)
        ]

    @cached_property
    def by_kill(self) -> Mapping[Kill, int]:
        """How many messages each kill repeated."""
        messages = {(copy.kill, copy.again) for copy in self.copies}
        return Counter(kill for kill, _ in messages if kill is not None)

    @cached_property
    def too_many(self) -> Sequence[str]:
        """Kills that repeated more messages than were in flight, and which."""
        return [
            f"{count} messages repeated after the kill {kill.at - self._history.began:.1f} s into "
            f"the run ({kill.step or 'at any moment'}): {self._repeated_by(kill)}"
            for kill, count in self.by_kill.items()
            if count > IN_FLIGHT
        ]

    @cached_property
    def unexplained(self) -> Sequence[str]:
        """Copies that nothing explains."""
        return [
            f"chat {copy.chat} got story {copy.story} "
            f"{copy.first.at - self._history.began:.2f} s into the run and again "
            f"{copy.again.at - copy.first.at:.2f} s later: nothing explains it"
            for copy in self.copies
            if copy.by == "nothing"
        ]

    def _explained(self, pair: Pair, first: Call, again: Call) -> Copy:
        copy = partial(Copy, chat=pair[0], story=pair[1], first=first, again=again)
        if not first.answered:
            return copy(by="lost answers")
        if kill := self._kill_between(first, again):
            return copy(kill=kill, by="kills")
        if self._history.had(FROZEN, first.at, first.at + ANSWERED_WITHIN):
            return copy(by="freezes")
        return copy(by="nothing")

    def _kill_between(self, first: Call, again: Call) -> Kill | None:
        """The end of the life that made the first call, if the second was not its own."""
        if first.connection and first.connection == again.connection:
            return None
        was_known = first.connected_at < first.at
        since = first.connected_at if was_known else first.at - READ_LATE
        return next((kill for kill in self._history.kills if since <= kill.at <= again.at), None)

    def _repeated_by(self, kill: Kill) -> str:
        messages = {copy.again: copy for copy in self.copies if copy.kill == kill}
        return "; ".join(
            f"chat {copy.chat} got story {copy.story} {kill.at - copy.first.at:.2f} s before "
            f"and {copy.again.at - kill.at:.2f} s after"
            for copy in messages.values()
        )
