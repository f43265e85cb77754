"""The updates that wait for the bot, given out by one long poll at a time."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Give = Callable[[list[Json]], None]


class Updates:
    """A queue that is confirmed by the offset of the next poll."""

    def __init__(self) -> None:
        self._waiting: list[Json] = []
        self._next_id = 1
        self._give: Give | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.polls = 0
        """How often was asked for updates."""

    def say(self, chat_id: int, text: str) -> None:
        """A person writes to the bot in a private chat."""
        person = {"id": chat_id, "first_name": "Reader"}
        message = {
            "message_id": self._next_id,
            "date": int(time.time()),
            "chat": person | {"type": "private"},
            "from": person | {"is_bot": False, "language_code": "en"},
            "text": text,
            "entities": _commands(text),
        }
        self._waiting.append({"update_id": self._next_id, "message": message})
        self._next_id += 1
        self._answer()

    def poll(self, asked: Mapping[str, str], give: Give) -> None:
        """Give what waits, or what comes in time; the poll before, if there is one, ends empty."""
        self._answer()
        self.polls += 1
        offset = int(asked.get("offset", 0))
        self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
        self._give = give
        patience = 0.0 if self._waiting else float(asked.get("timeout", 0))
        self._timer = asyncio.get_running_loop().call_later(patience, self._answer)

    def _answer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._give is not None:
            give, self._give = self._give, None
            give(self._waiting)


def _commands(text: str) -> list[Json]:
    """Telegram marks them, and a bot goes by the mark."""
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.partition(" ")[0])}]
