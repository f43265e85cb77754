"""How fast a bot may write before Telegram says 429. Pure arithmetic on a clock passed in."""

import math
from collections.abc import Callable
from dataclasses import dataclass

SENDS = frozenset({"sendmessage", "senddocument"})
COUNTED = SENDS | {"editmessagetext", "editmessagereplymarkup", "deletemessage"}


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at a rate; once refused, nothing passes until the told time."""

    rate: float
    burst: float
    tokens: float
    filled_at: float
    halted_until: float = 0.0

    def take(self, now: float) -> int:
        """0 if there was a token; else the seconds to wait."""
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        if now < self.halted_until:
            return math.ceil(self.halted_until - now)
        if self.tokens >= 1:
            self.tokens -= 1
            return 0
        wait = max(1, math.ceil((1 - self.tokens) / self.rate))
        self.halted_until = now + wait
        return wait


class Flood:
    """30 a second over all; a second apart in a chat save for bursts; 20 a minute in a group."""

    def __init__(self, clock: Callable[[], float], *, enabled: bool = True) -> None:
        self.enabled = enabled
        self.violations = 0
        self._clock = clock
        self._whole = self._bucket(rate=30, burst=30)
        self._chats: dict[int, Bucket] = {}

    def check(self, method: str, chat_id: object) -> int:
        """0 if the call may pass; else the seconds after which to try again."""
        if not self.enabled or method not in COUNTED:
            return 0
        now = self._clock()
        wait = self._whole.take(now)
        # Edits count only overall: nobody has seen Telegram hold a chat back for them alone.
        if not wait and method in SENDS and isinstance(chat_id, int):
            wait = self._of_chat(chat_id).take(now)
        self.violations += wait > 0
        return wait

    def reset(self) -> None:
        """Full buckets and no violations."""
        self.violations = 0
        self._whole = self._bucket(rate=30, burst=30)
        self._chats.clear()

    def _of_chat(self, chat_id: int) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            # Telegram lets short bursts to one person pass; 20 is what a busy dialogue needs.
            rate = 1.0 if chat_id > 0 else 20 / 60
            bucket = self._chats[chat_id] = self._bucket(rate=rate, burst=20)
        return bucket

    def _bucket(self, *, rate: float, burst: float) -> Bucket:
        return Bucket(rate=rate, burst=burst, tokens=burst, filled_at=self._clock())
