"""When the next message may go out. Pure arithmetic on moments, no clock.

Evenly spaced by the generic cell rate algorithm (GCRA): each stream has a theoretical arrival
time, and a message that comes earlier than that, less the tolerated burst, waits.
Limits: Telegram's FAQ for bots (30 a second in all, 1 a second to a chat, 20 a minute to a group).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from news.models import ChatId, Lane

CHAT_SPACING = timedelta(seconds=1)
GROUP_SPACING = timedelta(seconds=3)
# A person who presses three buttons in a row gets three answers at once.
REPLY_BURST = 3
# A timer rings a little late; what it lost, up to this, is made up for by the messages after it.
# So slow a bot sends at most one more than its rate in any second; a faster one is halted by its
# own work now and then, and makes up for more.
LATENESS = timedelta(milliseconds=5)
LATENESS_WHEN_FAST = timedelta(milliseconds=20)
FAST = 200.0
# Refusals of several chats within this span mean the bot as a whole is too fast.
TOGETHER = timedelta(seconds=5)


@dataclass(slots=True)
class Pace:
    """The pace of one bot: what it sent lately, to whom, and who asked it to wait."""

    per_second: float
    _next: datetime | None = None
    _chats: dict[ChatId, datetime] = field(default_factory=dict)
    _halted_until: datetime | None = None
    _halted_chats: dict[ChatId, datetime] = field(default_factory=dict)
    _refused_at: dict[ChatId, datetime] = field(default_factory=dict)

    def ready_at(self, chat_id: ChatId | None, lane: Lane, now: datetime) -> datetime:
        """The earliest moment at which a message on this lane may go to this chat."""
        moments = [now, self._next, self._halted_until]
        if chat_id is not None:
            moments += [self._halted_chats.get(chat_id), self._chat_ready_at(chat_id, lane)]
        return max(moment for moment in moments if moment is not None)

    def take(self, chat_id: ChatId | None, now: datetime) -> None:
        """Count a message that goes out now."""
        lateness = LATENESS if self.per_second < FAST else LATENESS_WHEN_FAST
        on_time = max(self._next or now, now - lateness)
        self._next = on_time + timedelta(seconds=1) / self.per_second
        if chat_id is not None:
            spacing = _spacing(chat_id)
            self._chats[chat_id] = max(self._chats.get(chat_id, now), now) + spacing

    def refused(self, chat_id: ChatId | None, retry_after: timedelta, now: datetime) -> None:
        """Telegram said 429: halt the chat, and the whole bot unless it is one group's own limit.

        A halt is a deadline: a shorter one never ends a longer one.
        """
        until = now + retry_after
        if chat_id is not None:
            self._halted_chats[chat_id] = max(self._halted_chats.get(chat_id, until), until)
            self._refused_at[chat_id] = now
            if chat_id < 0 and not self._others_refused(chat_id, now):
                return
        self._halted_until = max(self._halted_until or until, until)

    def halted_until(self, now: datetime) -> datetime:
        """When the whole bot may write again: now, if it was not told to wait."""
        return max(now, self._halted_until or now)

    def forget_idle(self, now: datetime) -> None:
        """Drop what no longer holds anything back, so that memory follows traffic."""
        self._chats = {chat: tat for chat, tat in self._chats.items() if tat > now}
        self._halted_chats = {c: until for c, until in self._halted_chats.items() if until > now}
        self._refused_at = {c: at for c, at in self._refused_at.items() if at > now - TOGETHER}

    def _chat_ready_at(self, chat_id: ChatId, lane: Lane) -> datetime | None:
        arrival = self._chats.get(chat_id)
        if arrival is None or lane is not Lane.REPLY:
            return arrival
        return arrival - (REPLY_BURST - 1) * _spacing(chat_id)

    def _others_refused(self, chat_id: ChatId, now: datetime) -> bool:
        return any(at > now - TOGETHER for chat, at in self._refused_at.items() if chat != chat_id)


def _spacing(chat_id: ChatId) -> timedelta:
    return CHAT_SPACING if chat_id > 0 else GROUP_SPACING
