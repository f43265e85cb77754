"""A limit of so many messages in any second, and the halt after it is passed. Pure arithmetic."""

import math
from collections import deque


class Limit:
    """Refuses the message that is one too many in a second, and all that come before the halt ends.

    `per_second` 0 is no limit.
    """

    def __init__(self, per_second: int, halt: float) -> None:
        self._per_second = per_second
        self._halt = halt
        self._passed: deque[float] = deque()
        self._halted_until = -math.inf
        self.halts: list[tuple[float, float]] = []
        """From when to when nothing passed."""

    def refusal(self, now: float) -> int:
        """0 if the message may pass; else in how many seconds to try again."""
        if not self._per_second:
            return 0
        if now >= self._halted_until:
            if self._passes(now):
                return 0
            self._halted_until = now + self._halt
            self.halts.append((now, self._halted_until))
        return max(1, math.ceil(self._halted_until - now))

    def _passes(self, now: float) -> bool:
        while self._passed and self._passed[0] <= now - 1:
            self._passed.popleft()
        if len(self._passed) >= self._per_second:
            return False
        self._passed.append(now)
        return True
