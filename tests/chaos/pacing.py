"""Whether the bot kept the rate, and its silence when told to. Pure functions of what happened."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tests.chaos.history import Call, History

REACTION = 0.5
"""Seconds until the bot has heard a 429; what was on the wire arrives within them."""


def too_fast(history: History) -> Sequence[str]:
    """Seconds with more calls than the rate and one."""
    moments = [call.at for call in history.calls]
    found: list[str] = []
    end = float("-inf")
    for first, at in enumerate(moments):
        count = bisect_left(moments, at + 1) - first
        if at >= end and count > history.rate + 1 + _bunched(history, at, at + 1):
            found.append(f"{count} calls in the second from {at:.3f}")
            end = at + 1
    return found


def in_halts(history: History) -> Sequence[str]:
    """Calls while Telegram had said not to, save for those on the wire."""
    found = []
    for halt in (call for call in history.calls if call.retry_after):
        begin, end = halt.at + REACTION, _halt_ends(history, halt)
        found += [
            f"a call to chat {call.chat} {call.at - halt.at:.2f} s after chat {halt.chat} "
            f"was told to wait {halt.retry_after} s"
            for call in _between(history.calls, begin, end)
            if halt.chat > 0 or call.chat == halt.chat
        ]
    return found


def _bunched(history: History, begin: float, end: float) -> float:
    """How many calls more may have arrived in this time because nobody listened before."""
    late = sum(s.end - s.begin for s in history.stalls if begin - 1 <= s.end <= end)
    return late * history.rate


def _halt_ends(history: History, halt: Call) -> float:
    """When it is over; a process that is killed forgets it."""
    end = halt.at + halt.retry_after - 0.05
    return min([end, *(kill.at for kill in history.kills if kill.at >= halt.at)])


def _between(calls: Sequence[Call], begin: float, end: float) -> Sequence[Call]:
    moments = [call.at for call in calls]
    return calls[bisect_right(moments, begin) : bisect_left(moments, end)]
