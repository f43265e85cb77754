"""The updates that wait for the bot, and which kinds it has asked for."""

from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice

from sandbox.wire import Json

KEPT_SECONDS = 24 * 3600
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """A queue that forgets what is confirmed, and what is older than a day."""

    def __init__(self, first_id: int, clock: Callable[[], float]) -> None:
        self._next_id = first_id
        self._clock = clock
        self._waiting: deque[tuple[float, Json]] = deque()
        self.allowed: frozenset[str] = frozenset()
        """The kinds asked for; empty for all but the few that must be asked for by name."""
        self.on_push: Callable[[], None] = lambda: None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def newest_id(self) -> int:
        """The id of the latest update there was."""
        return self._next_id - 1

    def push(self, kind: str, body: Json) -> None:
        """Add an update, if the bot wants its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return
        self._waiting.append((self._clock(), {"update_id": self._next_id, kind: body}))
        self._next_id += 1
        self.on_push()

    def allow(self, kinds: Iterable[str]) -> None:
        """From now on only these; updates already waiting stay."""
        self.allowed = frozenset(kinds)

    def take(self, offset: int, limit: int) -> list[Json]:
        """Confirm all before `offset` (negative: all but the last so many); show what is left."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
        stale_at = self._clock() - KEPT_SECONDS
        while self._waiting:
            pushed_at, update = self._waiting[0]
            if pushed_at > stale_at and update["update_id"] >= offset:
                break
            self._waiting.popleft()
        return [update for _, update in islice(self._waiting, limit)]

    def clear(self) -> None:
        """Forget all that wait; ids go on from where they are."""
        self._waiting.clear()
