"""What is heard: from Telegram's log of calls to what reached whom, and who was answered."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from messages.keyboards import encode_number
from sandbox.server import Sandbox
from sandbox.stories import Newsstand
from tests.chaos.crowd import ASKERS, Crowd
from tests.chaos.ear import LINK, Ear
from tests.chaos.readers import Question, Readers
from tests.chaos.stage import Stage
from tests.chaos.victim import Victim

READER, GROUP, ASKER = 1_001, -5_001, ASKERS[0]


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def crowd() -> Crowd:
    return Crowd({READER: frozenset({"asthma"}), GROUP: frozenset({"gout"})})


@pytest.fixture
def ear(sandbox: Sandbox, crowd: Crowd) -> Ear:
    return Ear(sandbox, crowd)


@pytest.fixture
def readers(sandbox: Sandbox, crowd: Crowd, ear: Ear, tmp_path: Path) -> Readers:
    stand = Newsstand([], datetime.now(UTC))
    victim = Victim(tmp_path, "http://127.0.0.1:1", 30, tmp_path / "log")
    return Readers(Stage(sandbox, stand, victim, crowd), ear, Random(1))


def sends(sandbox: Sandbox, text: str, *, chat: int = READER, at: float = 9, **how: object) -> None:
    error = str(how.pop("error", "")) or None
    params: Mapping[str, object] = {"chat_id": chat, "text": text} | how
    sandbox.record("sendMessage", dict(params), error=error, at=at)


def test_a_story_is_known_by_its_link_wherever_it_stands_and_each_once(
    sandbox: Sandbox, ear: Ear
) -> None:
    button = {"inline_keyboard": [[{"text": "Read", "url": f"{LINK}12"}]]}
    sends(sandbox, f'<a href="{LINK}1">One</a> <a href="{LINK}12">Twelve</a>', reply_markup=button)

    ear.listen()

    assert [call.stories for call in ear.calls] == [(1, 12)]


@pytest.mark.parametrize(
    ("error", "performed", "answered"),
    [
        ("", True, True),
        ("connection dropped after the call was performed", True, False),
        ("no answer after the call was performed", True, False),
        ("connection dropped before the call was performed", False, True),
        ("Internal Server Error", False, True),
    ],
)
def test_what_the_chat_got_is_not_what_the_bot_was_told(
    sandbox: Sandbox, ear: Ear, error: str, performed: bool, answered: bool
) -> None:
    sends(sandbox, "x", error=error)

    ear.listen()

    assert [(call.performed, call.answered) for call in ear.calls] == [(performed, answered)]


def test_a_429_is_remembered_with_its_seconds(sandbox: Sandbox, ear: Ear) -> None:
    sends(sandbox, "x", error="Too Many Requests: retry after 17")

    ear.listen()

    assert [call.retry_after for call in ear.calls] == [17]


def test_a_group_that_moved_is_the_same_chat_and_an_asker_gets_no_alerts(
    sandbox: Sandbox, ear: Ear, crowd: Crowd
) -> None:
    crowd.moved[GROUP] = -(10**12)
    sends(sandbox, f"{LINK}1", chat=-(10**12))
    sends(sandbox, f"{LINK}1", chat=ASKER)

    ear.listen()

    assert [(call.chat, call.stories) for call in ear.calls] == [(GROUP, (1,)), (ASKER, ())]


def test_a_call_tells_since_when_its_connection_is_known(sandbox: Sandbox, ear: Ear) -> None:
    sandbox.record("getMe", {}, error=None, at=2, connection=7)
    ear.listen()
    sandbox.record("sendMessage", {"chat_id": READER}, error=None, at=9, connection=7)
    sandbox.record("sendMessage", {"chat_id": READER}, error=None, at=9)

    ear.listen()

    assert [(call.connection, call.connected_at) for call in ear.calls] == [(7, 2), (0, math.inf)]


def test_every_line_is_heard_once(sandbox: Sandbox, ear: Ear) -> None:
    sends(sandbox, "one")
    ear.listen()
    sends(sandbox, "two")

    ear.listen()

    assert [call.text for call in ear.calls] == ["one", "two"]


FOLLOWS = Question(5, READER, "/subscribe lupus", "You now follow Lupus", "lupus", follows=True)
LEAVES = Question(7, READER, "/unsubscribe lupus", "no longer follow", "lupus", follows=False)
LOOKS = Question(5, READER, "/latest", "Newest")


def test_an_answer_is_known_by_its_words(sandbox: Sandbox, readers: Readers) -> None:
    readers.ask(FOLLOWS)
    sends(sandbox, f"Asthma again: {LINK}1")
    readers.look_for_answers()
    before = [command.answered for command in readers.commands({(READER, "lupus")})]

    sends(sandbox, "You now follow Lupus.")
    readers.look_for_answers()

    assert before == [False]
    assert [c.answered for c in readers.commands({(READER, "lupus")})] == [True]


@pytest.mark.parametrize(
    ("questions", "followed", "has_effect"),
    [
        ([FOLLOWS], {(READER, "lupus")}, [True]),
        ([FOLLOWS], set(), [False]),
        ([FOLLOWS, LEAVES], set(), [True, True]),
        ([FOLLOWS, LEAVES], {(READER, "lupus")}, [True, False]),
        ([LOOKS], set(), [False]),
    ],
)
def test_the_last_word_on_a_topic_is_what_must_hold_at_the_end(
    readers: Readers,
    questions: list[Question],
    followed: set[tuple[int, str]],
    has_effect: list[bool],
) -> None:
    for question in questions:
        readers.ask(question)

    assert [command.has_effect for command in readers.commands(followed)] == has_effect


def test_a_look_that_was_refused_an_answer_does_not_take_the_next_ones(
    sandbox: Sandbox, readers: Readers
) -> None:
    readers.ask(LOOKS)
    sends(sandbox, "Newest", error="502 Bad Gateway")
    readers.look_for_answers()
    readers.ask(replace(LOOKS, at=20))
    sends(sandbox, "Newest", at=21)
    readers.look_for_answers()

    commands = readers.commands(set())

    assert [(each.answered, each.excused) for each in commands] == [(False, True), (True, False)]


def test_an_apology_excuses_the_command_whose_number_it_quotes(
    sandbox: Sandbox, readers: Readers
) -> None:
    readers.ask(FOLLOWS)
    readers.ask(LEAVES)
    code = encode_number(sandbox.world.updates.newest_id).upper()
    sends(sandbox, f"That did not work. Please try again. (Code {code})")

    readers.look_for_answers()

    assert [command.excused for command in readers.commands(set())] == [False, True]


def test_an_answer_that_telegram_refused_excuses_a_look_but_not_a_change(
    sandbox: Sandbox, readers: Readers
) -> None:
    readers.ask(LOOKS)
    readers.ask(FOLLOWS)
    sends(sandbox, "Newest", error="Internal Server Error")
    readers.look_for_answers()

    assert [command.excused for command in readers.commands(set())] == [True, False]
