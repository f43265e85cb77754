"""Whatever happens in whatever order, storage owes and hands out what the oracle says.

For a longer search, with other choices each time and a failure made as short as it can be:
`MODEL_EXAMPLES=500 .venv/bin/python -m pytest tests/contracts/test_model.py --timeout=0`.
"""

import asyncio
import os
import sys
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from news.models import ChatId, Lane, Subject
from news.outcomes import Outcome, Sent, Unsure
from storage import fanout
from storage.claiming import LEASE
from tests.contracts.chances import (
    CHATS,
    ON_THE_WAY,
    RETRY,
    SILENCES,
    a_chat_id,
    a_span,
    a_subject,
    a_telling,
    an_act,
    an_outcome,
    an_owner,
    some_answers,
)
from tests.contracts.conftest import ENGINES
from tests.contracts.model import Bundle, InHand, Message, Piece, Reader
from tests.contracts.oracle import Oracle
from tests.contracts.world import PAUSE, SENDERS, Act, What, World

T = TypeVar("T")
Telling = tuple[frozenset[Subject], int | None]
EXAMPLES = os.environ.get("MODEL_EXAMPLES")
SETTINGS = settings(
    max_examples=int(EXAMPLES or 15),
    stateful_step_count=40,
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    # A failure is made short by repeating it hundreds of times: more than a test run has time for.
    phases=(Phase.generate, Phase.shrink) if EXAMPLES else (Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow],
)

AT_ONCE = 12
LONGEST_WAIT = max(RETRY, LEASE)
# A story told again later than this is a new one.
TOLD_LATELY = timedelta(days=13)


class Deliveries(RuleBasedStateMachine):
    """Readers, news, two senders, Telegram's answers, crashes and the clock, in any order."""

    def __init__(self, migrated: Path) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.world = World(migrated)
        self.oracle = Oracle()
        self.in_hand: list[InHand] = []
        self.told: list[Piece] = []
        self.run(self.world.open())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for it, on the one event loop of this example."""
        return self.runner.run(work)

    # ── Readers ──────────────────────────────────────────────────────────────────────────────────

    @initialize(
        followed=st.sets(st.tuples(a_chat_id, a_subject), min_size=3),
        tellings=st.lists(a_telling, min_size=1, max_size=6),
    )
    def begin(self, followed: set[tuple[ChatId, Subject]], tellings: Sequence[Telling]) -> None:
        """Nothing happens where nobody follows anything and nothing is told."""
        for chat, subject in sorted(followed):
            self.follow(chat, subject)
        self.publish(tellings, 0, Lane.ALERT)

    @rule(act=an_act)
    def act(self, act: Act) -> None:
        """A reader does something."""
        self.run(self.world.happen(act))
        self.foretell(act)

    def foretell(self, act: Act) -> None:
        """What the oracle says of what a reader does."""
        match act.what:
            case "follow" | "unfollow":
                getattr(self.oracle, act.what)(act.chat, act.subject)
            case "pause":
                self.oracle.pause(act.chat, self.world.clock.now() + PAUSE)
            case "move":
                self.oracle.move(act.chat, act.to)
            case _:
                getattr(self.oracle, act.what)(act.chat)

    @precondition(lambda self: self.in_hand)
    @rule(what=st.sampled_from(ON_THE_WAY), subject=a_subject, to=a_chat_id)
    def act_on_the_way(self, what: What, subject: Subject, to: ChatId) -> None:
        """The chat changes to which a message is on its way."""
        chat = self.in_hand[-1].delivery.address.chat_id
        if chat != to:
            self.act(Act(what, chat, subject, to))

    @rule(chat=a_chat_id, subject=a_subject)
    def follow(self, chat: ChatId, subject: Subject) -> None:
        """More often than anything else that readers do."""
        self.act(Act("follow", chat, subject, to=chat))

    # ── News ─────────────────────────────────────────────────────────────────────────────────────

    @rule(
        tellings=st.lists(a_telling, min_size=1, max_size=6),
        feed=st.integers(0, 1),
        lane=st.sampled_from((Lane.ALERT, Lane.ALERT, Lane.SAFETY)),
    )
    def publish(self, tellings: Sequence[Telling], feed: int, lane: Lane) -> None:
        """A feed has something new; if it is for many, the fan-out goes on by itself."""
        pieces = [self.piece(*telling) for telling in tellings]
        written = self.run(self.world.publish(pieces, lane, feed))
        now, seen = self.world.clock.now(), self.run(self.world.seen())
        if {piece.key for piece in pieces} <= seen.fanouts:
            self.oracle.begin(pieces, lane, now)
            assert written == 0
        else:
            assert written == self.oracle.publish(pieces, lane, now)

    def piece(self, subjects: frozenset[Subject], again: int | None) -> Piece:
        """An article about a new story, or about one that was told lately."""
        number, now = len(self.told), self.world.clock.now()
        lately = [piece for piece in self.told if piece.began_at > now - TOLD_LATELY]
        first = Piece(f"piece {number}", number, subjects, now)
        if again is not None and again < len(lately):
            known = lately[-1 - again]
            first = Piece(first.key, known.story, subjects, known.began_at)
        self.told.append(first)
        return first

    @precondition(lambda self: self.oracle.fanouts)
    @rule(chunk=st.integers(1, 3), steps=st.integers(1, 5))
    def advance(self, chunk: int, steps: int) -> None:
        """The next chunks go to those who follow now, and to nobody twice."""
        self.run(self.world.advance(chunk, steps))
        now, seen = self.world.clock.now(), self.run(self.world.seen())
        self.oracle.note_changes(now)
        for chat, key, *_ in seen.rows[len(self.oracle.debts) :]:
            reached = self.oracle.fanouts[key]
            assert chat in self.oracle.followers(reached.piece, now)
            assert not self.oracle.knows(ChatId(chat), reached.piece.story)
            self.oracle.owe(ChatId(chat), reached.piece, reached.lane, now)
        for key in self.oracle.fanouts.keys() - seen.fanouts:
            self.oracle.finish(key)

    # ── Delivery ─────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.oracle.open())
    @rule(
        owner=an_owner,
        limit=st.sampled_from((1, 2, 100)),
        silence=st.sampled_from(SILENCES),
        subject=a_subject,
        before=st.integers(1, 3),
    )
    def claim_meanwhile(
        self, owner: int, limit: int, silence: What, subject: Subject, before: int
    ) -> None:
        """A sender takes what is due, and meanwhile the chat that is owed the most is silenced."""
        waiting = [debt.chat for debt in self.oracle.open()]
        chat = max(waiting, key=waiting.count)
        self.claim(owner, limit, Act(silence, chat, subject, to=chat), before)

    @precondition(lambda self: self.oracle.open())
    @rule(owner=an_owner, limit=st.sampled_from((1, 2, 100)))
    def claim(self, owner: int, limit: int, meanwhile: Act | None = None, before: int = 1) -> None:
        """A sender takes what is due."""
        claimed = self.run(self.world.claim(owner, limit, meanwhile, before))
        foretold = self._foretold(owner, limit, meanwhile, before)
        assert [Message.of(delivery) for delivery in claimed] == [
            message for message, _ in foretold
        ]
        held = {number for each in self._held_by(owner) for number in each.delivery.ids}
        for delivery, (_, bundle) in zip(claimed, foretold, strict=True):
            # As the sender does: what waited for longer than its lease does not go out twice.
            if held.isdisjoint(delivery.ids):
                self.in_hand.append(InHand(owner, delivery, bundle.debts))
                self.oracle.hand_over(bundle)

    def _foretold(
        self, owner: int, limit: int, meanwhile: Act | None, before: int
    ) -> list[tuple[Message, Bundle]]:
        """The three steps of a claim, and what a reader does before one of them or after all."""
        now, waiting = self.world.clock.now(), [meanwhile] if meanwhile else []
        heads = self.oracle.lease(owner, now, limit)

        def step(number: int) -> None:
            if waiting and number >= before:
                self.foretell(waiting.pop())

        if heads:
            step(1)
        bundles = [self.oracle.bundle(head, now) for head in heads if head in self.oracle.open()]
        if any(len(bundle.debts) > 1 for bundle in bundles):
            step(2)
            for bundle in bundles:
                self.oracle.lease_company(bundle, owner, now)
            step(3)
            bundles = [bundle for bundle in bundles if bundle.debts]
        bundles.sort(key=lambda bundle: bundle.debts[0].turn)
        known = self.oracle.readers  # nothing is written to who was erased a moment ago
        foretold = [(b.message(known[b.chat].follows), b) for b in bundles if b.chat in known]
        step(before)
        return foretold

    def _held_by(self, owner: int) -> list[InHand]:
        return [each for each in self.in_hand if each.owner == owner]

    @precondition(lambda self: self.in_hand)
    @rule(owner=an_owner, answers=some_answers)
    def settle(self, owner: int, answers: Sequence[Outcome | None]) -> None:
        """Telegram has answered for some of what is in hand; it is written down together."""
        now, held = self.world.clock.now(), self._held_by(owner)
        answered = [(each, answer) for each, answer in zip(held, answers, strict=False) if answer]
        settlements = [each.settlement(answer, now) for each, answer in answered]
        self.run(self.world.outboxes[owner].settle(settlements, now))
        for (each, answer), settlement in zip(answered, settlements, strict=True):
            self.in_hand.remove(each)
            if isinstance(answer, Sent | Unsure):
                each.arrive()
            self.oracle.mark(owner, each.debts, settlement.verdict, now)
        self.oracle.follow_up(settlements)

    @precondition(lambda self: self.oracle.open())
    @rule(owner=an_owner, answer=st.one_of(st.none(), an_outcome))
    def deliver(self, owner: int, answer: Outcome | None) -> None:
        """A sender takes all that is due, and whatever it has gets the same answer, or none yet."""
        self.claim(owner, 100)
        self.settle(owner, [answer] * len(self._held_by(owner)))

    @precondition(lambda self: self.in_hand)
    @rule()
    def crash(self) -> None:
        """What is in hand may have arrived or not; a new process goes on."""
        self.run(self.world.close())
        for each in self.in_hand:
            each.arrive()
        self.in_hand.clear()
        self.run(self.world.open())
        self.oracle.take_over(self.world.clock.now())

    # ── Time ─────────────────────────────────────────────────────────────────────────────────────

    @rule(span=a_span)
    def time_passes(self, span: timedelta) -> None:
        """Leases run out, waits end, what is left becomes late."""
        self.world.clock.moment += span

    @precondition(lambda self: self.in_hand)
    @rule(answers=some_answers)
    def leases_run_out(self, answers: Sequence[Outcome | None]) -> None:
        """A sender hangs for so long that another takes what it has; then it is answered."""
        late = self.in_hand[0].owner
        self.time_passes(LEASE)
        self.claim((late + 1) % SENDERS, 100)
        self.settle(late, answers)

    @rule(by=a_span)
    def clock_is_put_right(self, by: timedelta) -> None:
        """It was ahead by so much."""
        self.world.clock.moment -= by
        now = self.world.clock.now()
        self.run(self.world.storage.timekeeping.set_back(now, by))
        self.oracle.set_back(now, by)

    # ── What always holds ────────────────────────────────────────────────────────────────────────

    @invariant()
    def storage_agrees_with_the_oracle(self) -> None:
        """Each row, each chat, each subscription, each fan-out."""
        self.oracle.note_changes(self.world.clock.now())
        assert self.run(self.world.seen()) == self.oracle.seen()

    @invariant()
    def nobody_is_owed_what_they_do_not_want(self) -> None:
        """Who is owed a story was not silent when it came, and follows what it is about."""
        for debt in self.oracle.open():
            reader = self.oracle.readers[debt.chat]
            assert reader.hears(debt.owed_at)
            assert reader.follows & debt.piece.subjects

    def export(self, chat: ChatId) -> None:
        """What a reader gets who asks for all that is kept."""
        found: Any = self.run(self.world.storage.chats.everything(chat))
        reader = self.oracle.readers.get(chat, Reader())
        mine = [debt.state for debt in self.oracle.debts if debt.chat == chat]
        assert len(found["chat"]) == (chat in self.oracle.readers)
        assert {row["subject"] for row in found["follows"]} == reader.follows
        assert sorted(row["state"] for row in found["alerts"]) == sorted(mine)

    def teardown(self) -> None:
        """In the end everything arrives."""
        try:
            if sys.exc_info()[0] is None:  # else it would hide what has failed
                self.everything_arrives()
        finally:
            self.run(self.world.close())
            self.runner.close()
            self.world.remove()

    def everything_arrives(self) -> None:
        """No row waits for ever: after the longest wait, claim by claim, all are sent."""
        for owner in range(SENDERS):
            self.settle(owner, [Sent(1)] * len(self._held_by(owner)))
        self.advance(chunk=2, steps=1_000)
        assert not self.oracle.fanouts
        self.world.clock.moment += LONGEST_WAIT + timedelta(seconds=1)
        while waiting := len(self.oracle.open()):
            self.deliver(0, Sent(1))
            assert len(self.oracle.open()) < waiting, "nothing moves"
        self.storage_agrees_with_the_oracle()
        assert all(debt.arrivals for debt in self.oracle.debts if debt.state == "sent")
        for chat in CHATS:
            self.export(chat)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_order_of_events_loses_a_story_or_tells_it_twice(
    engine: str, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanout, "AT_ONCE", AT_ONCE)

    machine: Any = lambda: Deliveries(migrated)  # noqa: E731 – its declared type is too narrow
    run_state_machine_as_test(machine, settings=SETTINGS)
