"""What storage has to do about deliveries, in plain Python that can be trusted at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile

from news.models import Bundling, ChatId, Lane, Subject
from news.outcomes import Dead, Readdress, Settlement, Verdict
from storage.claiming import LEASE
from storage.deliveries import LONGEST_WAIT, NEXT_TRY
from tests.contracts.model import Bundle, Debt, Fanout, Piece, Reader, Seen

# Lists so short that a few stories make two of them.
RULE = Bundling(most=5)


@dataclass(slots=True)
class Oracle:
    """Chats, what they are owed, and the large fan-outs under way."""

    readers: dict[ChatId, Reader] = field(default_factory=dict)
    debts: list[Debt] = field(default_factory=list)
    """In the order in which they were written down."""
    fanouts: dict[str, Fanout] = field(default_factory=dict)
    written: int = 0

    # ── Readers ──────────────────────────────────────────────────────────────────────────────────

    def follow(self, chat: ChatId, subject: Subject) -> None:
        """Whoever follows something wants to hear of it; a pause goes on."""
        reader = self.readers.setdefault(chat, Reader())
        reader.is_stopped = reader.is_blocked = False
        reader.follows.add(subject)

    def unfollow(self, chat: ChatId, subject: Subject) -> None:
        """What nothing else asks for is dropped."""
        if chat in self.readers:
            follows = self.readers[chat].follows
            follows.discard(subject)
            self._drop(debt for debt in self.of(chat) if not debt.piece.subjects & follows)

    def welcome(self, chat: ChatId) -> None:
        """All silence ends."""
        follows = self.readers[chat].follows if chat in self.readers else set()
        self.readers[chat] = Reader(follows)

    def pause(self, chat: ChatId, until: datetime) -> None:
        """Nothing until then, and nothing of it later."""
        if chat in self.readers:
            self.readers[chat].paused_until = until
        self._drop(self.of(chat))

    def stop(self, chat: ChatId) -> None:
        """Nothing until it is welcomed, or follows something."""
        if chat in self.readers:
            self.readers[chat].is_stopped = True
        self._drop(self.of(chat))

    def block(self, chat: ChatId) -> None:
        """It is closed to us."""
        if chat in self.readers:
            self.readers[chat].is_blocked = True
        self._drop(self.of(chat))

    def reopen(self, chat: ChatId) -> None:
        """It is not closed any more."""
        if chat in self.readers:
            self.readers[chat].is_blocked = False

    def erase(self, chat: ChatId) -> None:
        """It was never here."""
        self.readers.pop(chat, None)
        self.debts = [debt for debt in self.debts if debt.chat != chat]

    def move(self, old: ChatId, new: ChatId) -> None:
        """The old chat is the new one now; what the new one knows or does not want is dropped."""
        reader = self.readers.pop(old, None)
        if reader is not None:
            self.readers.setdefault(new, reader).follows |= reader.follows
        told = {debt.piece.story for debt in self.debts if debt.chat == new}
        self.debts = [d for d in self.debts if d.chat != old or d.piece.story not in told]
        for debt in self.debts:
            debt.chat = new if debt.chat == old else debt.chat
        silent = self.readers.get(new, Reader())
        self._drop(debt for debt in self.of(new) if not silent.hears(debt.owed_at))
        for fanout in self.fanouts.values():
            if old in fanout.faithful:
                fanout.faithful.setdefault(new, set()).update(fanout.faithful.pop(old))

    # ── News ─────────────────────────────────────────────────────────────────────────────────────

    def publish(self, pieces: Iterable[Piece], lane: Lane, now: datetime) -> int:
        """Owe these to all who follow them now."""
        before = self.written
        for piece in pieces:
            for chat in sorted(self.followers(piece, now)):
                if not self.knows(chat, piece.story):
                    self.owe(chat, piece, lane, now)
        return self.written - before

    def begin(self, pieces: Iterable[Piece], lane: Lane, now: datetime) -> None:
        """Owe these to all who follow them until the fan-out has ended."""
        for piece in pieces:
            self.fanouts[piece.key] = Fanout(piece, lane, self.followers(piece, now))

    def finish(self, key: str) -> None:
        """The fan-out has ended: nobody has been forgotten."""
        fanout = self.fanouts.pop(key)
        for chat in fanout.faithful:
            assert self.knows(chat, fanout.piece.story), f"{key} is not owed to {chat}"

    def note_changes(self, now: datetime) -> None:
        """Whoever has changed what it wants need not get what is being fanned out just then."""
        for fanout in self.fanouts.values():
            still = self.followers(fanout.piece, now)
            fanout.faithful = {
                chat: kept
                for chat, subjects in fanout.faithful.items()
                if (kept := subjects & still.get(chat, set()))
            }

    def owe(self, chat: ChatId, piece: Piece, lane: Lane, now: datetime) -> None:
        """One more debt."""
        self.written += 1
        self.debts.append(Debt(self.written, chat, piece, lane, now, now))

    def followers(self, piece: Piece, now: datetime) -> dict[ChatId, set[Subject]]:
        """Who wants to hear of this piece now, and for which of its subjects."""
        return {
            chat: set(reader.follows & piece.subjects)
            for chat, reader in self.readers.items()
            if reader.hears(now) and reader.follows & piece.subjects
        }

    def knows(self, chat: ChatId, story: int) -> bool:
        """Whether the story is owed, sent or dropped there already."""
        return any(debt.chat == chat and debt.piece.story == story for debt in self.debts)

    # ── Delivery ─────────────────────────────────────────────────────────────────────────────────

    def lease(self, owner: int, now: datetime, limit: int) -> list[Debt]:
        """Each chat's first debt, if it is due and none of the chat is in hand; oldest first."""
        chats = {debt.chat for debt in self.debts}
        heads = [head for chat in chats if (head := self._head(chat, now)) is not None]
        heads = sorted(heads, key=lambda debt: (debt.lane, debt.due_at, debt.number))[:limit]
        self._take(heads, owner, now)
        return heads

    def _head(self, chat: ChatId, now: datetime) -> Debt | None:
        waiting = self.of(chat)
        if not waiting or any(debt.is_held(now) for debt in waiting):
            return None
        head = min(waiting, key=lambda debt: debt.turn)
        return head if head.due_at <= now else None

    def bundle(self, head: Debt, now: datetime) -> Bundle:
        """Alone; or a list, if more than three wait alike or the first is late."""
        behind = sorted(self.of(head.chat), key=lambda debt: debt.turn)[1:]
        company = list(takewhile(lambda debt: self._is_alike(debt, head, now), behind))
        is_late = head.owed_at <= now - RULE.late_after
        if head.alone or not (is_late or len(company) >= RULE.singly):
            return Bundle(head.chat, head.attempts, [head])
        waiting = [head, *company]
        debts = waiting[: _fitting(len(waiting))]
        more_follow = len(debts) < len(waiting)
        return Bundle(head.chat, head.attempts, debts, is_late, more_follow=more_follow)

    def _is_alike(self, debt: Debt, head: Debt, now: datetime) -> bool:
        is_due = debt.due_at <= now and not debt.alone
        return is_due and (debt.lane, debt.attempts) == (head.lane, head.attempts)

    def lease_company(self, bundle: Bundle, owner: int, now: datetime) -> None:
        """What was dropped since it was seen is off the list; without the first there is none."""
        head, open_now = bundle.debts[0], self.open()
        bundle.debts = [debt for debt in bundle.debts if debt in open_now]
        self._take((debt for debt in bundle.debts if debt is not head), owner, now)
        if head not in bundle.debts:
            bundle.debts = []

    def _take(self, debts: Iterable[Debt], owner: int, now: datetime) -> None:
        for debt in debts:
            debt.doubts += debt.state == "leased"
            debt.state, debt.owner, debt.due_at = "leased", owner, now + LEASE

    def hand_over(self, bundle: Bundle) -> None:
        """A message goes out: stories are told first in the order in which they came."""
        waiting = [debt for debt in self.of(bundle.chat) if not debt.was_tried]
        for debt in bundle.debts:
            behind = [other for other in waiting if other not in bundle.debts]
            assert debt.was_tried or all(debt.turn < other.turn for other in behind)
            debt.was_tried = True

    def mark(self, owner: int, debts: Iterable[Debt], verdict: Verdict, now: datetime) -> None:
        """Only what this owner has in hand is changed."""
        for debt in debts:
            if debt.state == "leased" and debt.owner == owner:
                debt.settle(verdict, now)

    def follow_up(self, settlements: Iterable[Settlement]) -> None:
        """Chats that are closed to us, and then chats that have moved, whoever found out."""
        moved = {}
        for settlement in settlements:
            match settlement.verdict:
                case Dead(chat_closed=True):
                    self.block(settlement.chat_id)
                case Readdress(to) if to.chat_id != settlement.chat_id:
                    moved[settlement.chat_id] = to.chat_id
        for old, new in moved.items():
            self.move(old, new)

    def take_over(self, now: datetime) -> None:
        """Whatever was in hand is owed again, and nothing is put off for long."""
        for debt in self.debts:
            if debt.is_open and debt.due_at > now + LONGEST_WAIT:
                debt.due_at = now + NEXT_TRY
            if debt.state == "leased":
                debt.state, debt.due_at = "owed", now
                debt.doubts += 1

    def set_back(self, now: datetime, by: timedelta) -> None:
        """What waits for a moment that a wrong clock has named comes as much sooner."""
        for debt in self.debts:
            if debt.is_open and debt.due_at > (now + LEASE if debt.state == "leased" else now):
                debt.due_at -= by

    # ── What holds of it ─────────────────────────────────────────────────────────────────────────

    def of(self, chat: ChatId) -> list[Debt]:
        """What is still to be sent to a chat."""
        return [debt for debt in self.debts if debt.chat == chat and debt.is_open]

    def open(self) -> list[Debt]:
        """All that is still to be sent."""
        return [debt for debt in self.debts if debt.is_open]

    def seen(self) -> Seen:
        """All of it, as storage should have it."""
        return Seen(
            rows=[debt.as_row() for debt in self.debts],
            fanouts=set(self.fanouts),
            chats={chat: reader.silence for chat, reader in self.readers.items()},
            follows={
                (chat, each) for chat, reader in self.readers.items() for each in reader.follows
            },
        )

    def _drop(self, debts: Iterable[Debt]) -> None:
        for debt in debts:
            debt.state = "dead"


def _fitting(waiting: int) -> int:
    """How many go into a list, so that what is left, if anything, is enough for one too."""
    if waiting <= RULE.most:
        return waiting
    return min(RULE.most, waiting - (RULE.singly + 1))
