"""Hears what the bot did to chats, from Telegram's own log of calls."""

import math
import re

from sandbox.server import Sandbox
from sandbox.wire import Json
from tests.chaos.crowd import Crowd
from tests.chaos.history import Call

LINK = "https://news.example/story-"
_NUMBER = re.compile(re.escape(LINK) + r"(\d+)")
_RETRY = re.compile(r"retry after (\d+)")
_PERFORMED = "after the call was performed"


class Ear:
    """Reads on in the log wherever it left off."""

    def __init__(self, sandbox: Sandbox, crowd: Crowd) -> None:
        self._sandbox = sandbox
        self._crowd = crowd
        self._read = 0
        self._connected_at: dict[int, float] = {}
        self.calls: list[Call] = []
        """So far, in the order of their answers."""

    def listen(self) -> None:
        """Add what is new."""
        lines = self._sandbox.outbox[self._read :]
        self._read += len(lines)
        for line in lines:
            if line["connection"]:
                self._connected_at.setdefault(line["connection"], line["at"])
        self.calls += [
            self._call(line) for line in lines if isinstance(line["params"].get("chat_id"), int)
        ]

    def _call(self, line: Json) -> Call:
        error = line["error"] or ""
        chat = self._crowd.home(line["params"]["chat_id"])
        # What an asker is shown was asked for.
        is_alert = line["method"] == "sendMessage" and chat in self._crowd.follows
        told = _RETRY.search(error)
        return Call(
            at=line["at"],
            chat=chat,
            performed=line["ok"] or error.endswith(_PERFORMED),
            answered=not error.endswith(_PERFORMED),
            stories=_stories_in(line["params"]) if is_alert else (),
            text=str(line["params"].get("text", "")),
            retry_after=int(told[1]) if told else 0,
            connection=line["connection"],
            connected_at=self._connected_at.get(line["connection"], math.inf),
        )


def _stories_in(params: Json) -> tuple[int, ...]:
    """The stories that a message links to, each once."""
    said = f"{params.get('text')} {params.get('reply_markup')}"
    return tuple(dict.fromkeys(map(int, _NUMBER.findall(said))))
