"""What arrived at the sink, compactly: a hundred thousand messages in a few megabytes."""

import re
from array import array

from tests.bench.sink.newsstand import LINK

_STORY = re.compile(re.escape(LINK) + r"(\d+)")


class Record:
    """Every sendMessage, in the order of arrival."""

    def __init__(self) -> None:
        self._moments = array("d")
        self._chats = array("q")
        self._is_sent = array("b")
        self._told: list[tuple[int, int]] = []
        self.sent = 0
        """How many were not refused."""

    def add(self, moment: float, chat_id: int, text: str, *, is_sent: bool) -> int:
        """Note a message, and the stories that it tells; its number, from 1."""
        number = len(self._moments)
        self._moments.append(moment)
        self._chats.append(chat_id)
        self._is_sent.append(is_sent)
        # A list tells several, and one story may be linked twice in a message.
        self._told += [(number, story) for story in {int(story) for story in _STORY.findall(text)}]
        self.sent += is_sent
        return number + 1

    def report(self) -> dict[str, object]:
        """Everything, column by column."""
        return {
            "moments": self._moments.tolist(),
            "chats": self._chats.tolist(),
            "is_sent": self._is_sent.tolist(),
            "told": self._told,
        }
