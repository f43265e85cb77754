"""The named moments at which the bot can be made to die."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Counts = Callable[[Mapping[str, Any], Any], bool]


def _always(_given: Mapping[str, Any], _result: Any) -> bool:
    return True


def _drafts(given: Mapping[str, Any], _result: Any) -> bool:
    return bool(given["drafts"])


def _result(_given: Mapping[str, Any], result: Any) -> bool:
    return bool(result)


def _message(given: Mapping[str, Any], _result: Any) -> bool:
    return "/sendMessage" in str(given["url"])


@dataclass(frozen=True, slots=True)
class Step:
    """Before or after a function of the program, when it has something to do."""

    where: str
    """`package.module:function` or `package.module:Class.function`."""
    after: bool
    counts: Counts = _always
    """Whether a call with these arguments (and, after it, this result) is worth dying at."""
    latest: int = 1
    """It is passed about so many times in a life of a few seconds."""


_OUTBOX = "storage.deliveries:SqlOutbox"
_INBOX = "storage.inbox:SqlInbox"
_FEEDS = "storage.feeds:SqlFeeds"
_WIRE = "bot.telegram.transport:AiohttpRequest.do_request"

AT_THE_FIRST_START: Mapping[str, Step] = {
    "migration begins": Step("storage.migrate:_upgrade", after=False),
    "migrated, not committed": Step("storage.migrate:_upgrade", after=True),
    "migrated": Step("storage.migrate:migrate", after=True),
}
AT_A_START: Mapping[str, Step] = {
    "leases taken over": Step(f"{_OUTBOX}.take_over", after=True),
    "register read": Step("storage.register:SqlRegister.adopt", after=True),
}
AT_WORK: Mapping[str, Step] = {
    "before a feed is recorded": Step(f"{_FEEDS}.record", after=False, counts=_drafts, latest=2),
    "owed, not committed": Step("storage.fanout:begin", after=True, latest=2),
    "after a feed is recorded": Step(f"{_FEEDS}.record", after=True, counts=_drafts, latest=2),
    "in a chunk of a fan-out": Step("storage.fanout:advance", True, _result, latest=4),
    "between chunks of a fan-out": Step(f"{_OUTBOX}.fan_out", True, _result, latest=4),
    "after a claim": Step(f"{_OUTBOX}.claim", True, _result, latest=6),
    "before a send": Step(_WIRE, False, _message, latest=30),
    "after a reply": Step(_WIRE, True, _message, latest=30),
    "before a mark": Step("delivery.marks:Marks.write", after=False, latest=30),
    "marking": Step(f"{_OUTBOX}.settle", after=False, latest=30),
    "after a mark": Step(f"{_OUTBOX}.settle", after=True, latest=30),
    "before updates are kept": Step(f"{_INBOX}.keep", after=False, latest=6),
    "after updates are kept": Step(f"{_INBOX}.keep", after=True, latest=6),
    "before a command is done": Step(f"{_INBOX}.done", after=False, latest=6),
    "after a command is done": Step(f"{_INBOX}.done", after=True, latest=6),
}
STEPS = {**AT_THE_FIRST_START, **AT_A_START, **AT_WORK}
