"""The checker itself: whatever is broken in a history, it says so, and whose it was."""

from functools import partial

import pytest

from tests.chaos.checks import Checked
from tests.chaos.history import Call, Command, Delivery, Ended, History, Kill, Span, Story
from tests.chaos.repeats import IN_FLIGHT
from tests.chaos.verdict import breaches, figures

ANA, BEN = 1, 2


def told(at: float, chat: int = ANA, *stories: int, answered: bool = True) -> Call:
    return Call(at=at, chat=chat, stories=stories or (1,), answered=answered)


def story(number: int, at: float = 0, owed_to: frozenset[int] = frozenset({ANA})) -> Story:
    return Story(number=number, at=at, owed_to=owed_to)


def delivery(story: int, *, chat: int = ANA, state: str = "sent", reason: str = "") -> Delivery:
    return Delivery(id=100 + story, chat=chat, story=story, state=state, reason=reason)


def asked(*, answered: bool, has_effect: bool, excused: bool = False) -> Command:
    return Command(
        at=1, chat=ANA, text="/x", answered=answered, has_effect=has_effect, excused=excused
    )


def broken(history: History) -> str:
    return "\n".join(breaches(Checked(history)))


def test_a_history_in_which_all_went_well_breaks_nothing() -> None:
    both = frozenset({ANA, BEN})
    history = History(
        stories=[story(1, 0, both), story(2, 1, both)],
        calls=[told(1, ANA, 1), told(1.5, BEN, 1, 2), told(2, ANA, 2)],
        deliveries=[delivery(1), delivery(2), delivery(1, chat=BEN), delivery(2, chat=BEN)],
        commands=[asked(answered=True, has_effect=True)],
        kills=[Kill(at=0.5)],
    )

    checked = Checked(history)

    assert not breaches(checked)
    assert figures(checked)["owed"] == 4
    assert (figures(checked)["age_p50"], figures(checked)["age_p99"]) == (1, 1.5)


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ([], "not in its table"),
        ([delivery(1)], "sent (no reason)"),
        ([delivery(1, state="owed")], "owed (no reason)"),
        ([delivery(1, state="dead", reason="chat closed")], "dead (chat closed)"),
    ],
)
def test_an_alert_that_never_came_is_lost_whatever_the_table_says(
    row: list[Delivery], fate: str
) -> None:
    history = History(stories=[story(1)], deliveries=row)

    assert broken(history) == f"chat 1 never got story 1: {fate}"


def test_what_telegram_left_open_twice_may_be_given_up() -> None:
    given_up = delivery(1, state="dead", reason="no answer in time")
    history = History(stories=[story(1)], deliveries=[given_up])

    assert not broken(history)
    assert figures(Checked(history))["dead"] == {"no answer in time": 1}


def test_a_refused_call_brings_no_story() -> None:
    call = Call(at=1, chat=ANA, stories=(1,), performed=False)

    assert "never got story 1" in broken(History(stories=[story(1)], calls=[call]))


def test_a_chat_that_closed_its_door_before_it_heard_is_owed_nothing() -> None:
    away = {ANA: [Span(begin=1, end=5)]}

    assert not Checked(History(stories=[story(1)], away=away)).owed
    assert Checked(History(stories=[story(1, at=6)], away=away)).owed
    assert Checked(History(stories=[story(1)], calls=[told(0.5)], away=away)).owed


def test_an_alert_for_somebody_who_does_not_follow_is_uninvited() -> None:
    history = History(stories=[story(1)], calls=[told(1), told(1, BEN)])

    assert broken(history) == "chat 2 got story 1, which it does not follow"


def test_a_copy_that_nothing_explains_is_a_breach() -> None:
    history = History(stories=[story(1)], calls=[told(1), told(2)])

    assert broken(history) == (
        "chat 1 got story 1 1.00 s into the run and again 1.00 s later: nothing explains it"
    )


def test_a_kill_explains_one_copy_and_not_a_third() -> None:
    history = History(
        stories=[story(1)], calls=[told(1), told(2), told(3)], kills=[Kill(at=1.5, step="x")]
    )

    checked = Checked(history)

    assert [copy.by for copy in checked.repeats.copies] == ["kills", "nothing"]
    assert checked.repeats.by_kill == {Kill(at=1.5, step="x"): 1}
    assert "nothing explains it" in broken(history)


def test_a_call_may_be_read_a_moment_after_its_sender_was_killed() -> None:
    at_once = Checked(History(calls=[told(1), told(2)], kills=[Kill(at=0.9)]))
    too_late = Checked(History(calls=[told(1), told(2)], kills=[Kill(at=0.5)]))

    assert [copy.by for copy in at_once.repeats.copies] == ["kills"]
    assert [copy.by for copy in too_late.repeats.copies] == ["nothing"]


def test_a_kill_explains_what_came_over_a_connection_that_was_there_before_it() -> None:
    over = partial(Call, chat=ANA, stories=(1,))
    read_late = over(at=3, connection=1, connected_at=1)
    new, same = over(at=4, connection=2, connected_at=4), over(at=4, connection=1, connected_at=1)

    explained = Checked(History(calls=[read_late, new], kills=[Kill(at=2)]))
    by_itself = Checked(History(calls=[read_late, same], kills=[Kill(at=2)]))

    assert [copy.by for copy in explained.repeats.copies] == ["kills"]
    assert [copy.by for copy in by_itself.repeats.copies] == ["nothing"]


def test_a_lost_answer_explains_one_copy_and_no_kill_is_blamed_for_it() -> None:
    history = History(
        stories=[story(1)],
        calls=[told(1, answered=False), told(2), told(3)],
        kills=[Kill(at=1.5)],
    )

    assert [copy.by for copy in Checked(history).repeats.copies] == ["lost answers", "nothing"]


def test_a_freeze_explains_a_copy_of_what_came_meanwhile() -> None:
    faults = {"frozen": [Span(begin=0.9, end=9)]}

    meanwhile = Checked(History(calls=[told(1), told(12)], faults=faults))
    after = Checked(History(calls=[told(10), told(12)], faults=faults))

    assert [copy.by for copy in meanwhile.repeats.copies] == ["freezes"]
    assert [copy.by for copy in after.repeats.copies] == ["nothing"]


@pytest.mark.parametrize(("messages", "is_too_much"), [(IN_FLIGHT, False), (IN_FLIGHT + 1, True)])
def test_a_kill_may_repeat_as_many_messages_as_were_in_flight(
    messages: int, is_too_much: bool
) -> None:
    chats = range(1, messages + 1)
    history = History(
        stories=[story(1, 0, frozenset(chats)), story(2, 0, frozenset(chats))],
        calls=[told(1 + after, chat, 1, 2) for after in (0, 1) for chat in chats],
        kills=[Kill(at=1.5)],
    )

    checked = Checked(history)

    assert figures(checked)["copies"] == 2 * messages
    assert figures(checked)["copies_per_kill_max"] == messages
    assert bool(broken(history)) is is_too_much


def test_first_copies_out_of_the_order_in_which_they_were_owed_are_a_breach() -> None:
    history = History(
        stories=[story(1), story(2)],
        calls=[told(1, ANA, 2), told(2, ANA, 1), told(3, ANA, 2)],
        kills=[Kill(at=2.5)],
        deliveries=[delivery(1), delivery(2)],
    )

    assert "chat 1 got story 1 after story 2" in broken(history)


def test_what_comes_in_one_message_comes_at_once() -> None:
    history = History(
        stories=[story(number) for number in (1, 2, 3)],
        calls=[told(1, ANA, 3, 1, 2)],
        deliveries=[delivery(number) for number in (1, 2, 3)],
    )

    assert not broken(history)


def test_a_list_does_not_hide_what_comes_too_late_after_it() -> None:
    history = History(
        stories=[story(number) for number in (1, 2, 3)],
        calls=[told(1, ANA, 1, 3), told(2, ANA, 2)],
        deliveries=[delivery(number) for number in (1, 2, 3)],
    )

    assert "chat 1 got story 2 after story 3" in broken(history)


@pytest.mark.parametrize(
    ("command", "is_lost"),
    [
        (asked(answered=False, has_effect=False), True),
        (asked(answered=False, has_effect=True), False),
        (asked(answered=False, has_effect=False, excused=True), False),
    ],
)
def test_a_command_is_lost_without_effect_and_answer(command: Command, is_lost: bool) -> None:
    assert ("nothing came of it" in broken(History(commands=[command]))) is is_lost


def test_an_answer_without_its_effect_is_a_broken_promise() -> None:
    history = History(commands=[asked(answered=True, has_effect=False)])

    said = "chat 1 asked '/x' 1.0 s into the run (nothing else was wrong), was answered, and"
    assert broken(history) == f"{said} nothing came of it"


@pytest.mark.parametrize(
    ("ended", "is_crash"),
    [
        (Ended(at=9, status=1, said="...\ndata/bot.db: disk I/O error"), False),
        (Ended(at=99, status=1, said="...\ndata/bot.db: disk I/O error"), True),
        (Ended(at=9, status=1, said="data/bot.db: disk I/O error\nValueError: oh"), True),
        (Ended(at=9, status=2, said="data/bot.db: disk I/O error"), True),
        (Ended(at=9, status=0, said=""), True),
    ],
)
def test_it_may_not_end_by_itself_unless_it_finds_no_database_at_its_start(
    ended: Ended, is_crash: bool
) -> None:
    history = History(ended=[ended], faults={"disk full": [Span(begin=5, end=8)]})

    assert ("it ended by itself" in broken(history)) is is_crash


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (History(settled=False), "what was owed was not settled in time"),
        (History(stopped=-9), "told to stop, it ended with -9"),
        (History(quick_check="page 3"), "the database: page 3"),
    ],
)
def test_how_it_ended_counts_too(history: History, said: str) -> None:
    assert broken(history) == said
