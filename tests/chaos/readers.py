"""Readers who ask the bot for something all the while, one thing at a time each."""

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

from messages.keyboards import encode_number
from tests.chaos.crowd import ASKERS, QUIET, READERS
from tests.chaos.ear import Ear
from tests.chaos.history import Call, Command
from tests.chaos.stage import Stage

PAUSE = (0.05, 0.4)
"""Seconds between two commands of all readers together."""
PATIENCE = 15.0
"""Seconds after which a reader who is not answered turns to something else."""
MOST_OPEN = 4
_LOOK_EVERY = 0.02
_APOLOGY = "That did not work"


@dataclass(frozen=True, slots=True)
class Question:
    """A command that waits for its answer."""

    at: float
    chat: int
    text: str
    answer: str
    """A pattern of the words by which it is known."""
    topic: str = ""
    follows: bool = False
    """With a topic: whether the chat follows it when the command has had its effect."""


class Readers:
    """Everything that was asked."""

    def __init__(self, stage: Stage, ear: Ear, chance: Random) -> None:
        self._stage = stage
        self._ear = ear
        self._chance = chance
        self._heard = 0
        self._number = 0
        self._questions: list[Question] = []
        self._open: dict[int, list[Question]] = defaultdict(list)
        """The questions of each chat that have no answer yet."""
        self._apologies: dict[Question, str] = {}
        """By what an apology for each question is known: it quotes the number of the update."""
        self._answered: set[Question] = set()
        self._apologised: set[Question] = set()
        self._refused: set[Question] = set()
        """Questions whose answer Telegram did not take, at least once."""
        self._browsed: dict[int, str] = {}
        self._followed: set[tuple[int, str]] = set()

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            self.look_for_answers()
            self._somebody_asks()
            await asyncio.sleep(self._chance.uniform(*PAUSE))

    def ask(self, question: Question) -> None:
        """Somebody writes this to the bot."""
        self._open[question.chat].append(question)
        self._questions.append(question)
        world = self._stage.sandbox.world
        world.say(question.chat, question.text)
        self._apologies[question] = f"{_APOLOGY}.*{encode_number(world.updates.newest_id).upper()}"

    async def come_back(self, chat: int, patience: float) -> bool:
        """Somebody who had blocked the bot says /start; whether the answer came in time."""
        question = Question(time.time(), chat, "/start", "Welcome back")
        self.ask(question)
        end = time.monotonic() + patience
        while question in self._open[chat] and time.monotonic() < end:
            await asyncio.sleep(_LOOK_EVERY)
            self.look_for_answers()
        return question in self._answered

    def is_idle(self, chat: int) -> bool:
        """Whether a chat waits for no answer, or no longer; too many open ones would be unclear."""
        asked = self._open[chat]
        return len(asked) < MOST_OPEN and all(q.at < time.time() - PATIENCE for q in asked)

    def look_for_answers(self) -> None:
        """Read on in what the bot said."""
        self._ear.listen()
        for call in self._ear.calls[self._heard :]:
            for question in self._asked_before(call):
                if not call.performed:
                    self._refused.add(question)
                elif (settled := self._settled_by(question, call.text)) is not None:
                    settled.add(question)
                    self._open[call.chat].remove(question)
                    break
        self._heard = len(self._ear.calls)

    def commands(self, followed: Collection[tuple[int, str]]) -> Sequence[Command]:
        """Everything that was asked, and what came of it: `followed` is so at the end."""
        last = {(each.chat, each.topic): each for each in self._questions if each.topic}
        return [
            Command(
                at=each.at,
                chat=each.chat,
                text=each.text,
                answered=each in self._answered,
                has_effect=self._has_effect(each, last.get((each.chat, each.topic)), followed),
                excused=each in self._apologised or (not each.topic and each in self._refused),
            )
            for each in self._questions
        ]

    def _asked_before(self, call: Call) -> Sequence[Question]:
        """What the chat has no answer to; last what was refused one, and may never get another."""
        asked = [question for question in self._open[call.chat] if question.at <= call.at]
        return sorted(asked, key=self._refused.__contains__)

    def _settled_by(self, question: Question, said: str) -> set[Question] | None:
        if re.search(question.answer, said):
            return self._answered
        return self._apologised if re.search(self._apologies[question], said) else None

    def _has_effect(
        self, question: Question, last: Question | None, followed: Collection[tuple[int, str]]
    ) -> bool:
        if last is None:  # nothing but an answer was asked for
            return question in self._answered
        if last is not question:  # taken back since
            return True
        return ((question.chat, question.topic) in followed) == question.follows

    def _somebody_asks(self) -> None:
        idle = [chat for chat in (*READERS, *ASKERS) if self.is_idle(chat)]
        here = [chat for chat in idle if chat not in self._stage.crowd.is_away]
        if here:
            chat = self._chance.choice(here)
            self.ask(self._browsing(chat) if chat in ASKERS else self._changing_mind(chat))

    def _browsing(self, chat: int) -> Question:
        # In turns, so that a second answer to the first of two is not taken for the second's.
        self._number += 1
        if self._browsed.get(chat) == "/latest":
            text, answer = f"/search lantern {self._number}", rf"lantern {self._number}\b"
        else:
            text, answer = "/latest", "Newest"
        self._browsed[chat] = text
        return Question(time.time(), chat, text, answer)

    def _changing_mind(self, chat: int) -> Question:
        unclear = {each.topic for each in self._open[chat]}
        topic = self._chance.choice([each for each in QUIET if each not in unclear])
        follows = (chat, topic) not in self._followed
        (self._followed.add if follows else self._followed.discard)((chat, topic))
        text = f"/subscribe {topic}" if follows else f"/unsubscribe {topic}"
        said = "You (now|already) follow" if follows else "You (no longer|do not) follow"
        answer = f"{said} {topic.capitalize()}"
        return Question(time.time(), chat, text, answer, topic, follows)
