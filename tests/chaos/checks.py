"""The promises, and where a history breaks them. Pure functions of what happened."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from tests.chaos.history import (
    DISK_FULL,
    LOCKED,
    Call,
    Command,
    Delivery,
    Ended,
    History,
    Story,
)
from tests.chaos.repeats import Pair, Repeats

UNSURE = ("no answer in time", "connection lost")
"""Why an alert to an open chat may die: Telegram let us in the dark twice."""
LOOK_AROUND = 10.0
"""Seconds after a command in which what went wrong may be why."""
_DATABASE = "data/bot.db: "
_START = 15.0
"""Seconds that a start may wait for the database before it gives up."""


class Checked:
    """A history, seen from what was promised."""

    def __init__(self, history: History) -> None:
        self.history = history

    @cached_property
    def tellings(self) -> Mapping[Pair, Sequence[Call]]:
        """The messages that brought a story to a chat."""
        found: dict[Pair, list[Call]] = defaultdict(list)
        for call in self.history.calls:
            if call.performed:
                for story in dict.fromkeys(call.stories):
                    found[call.chat, story].append(call)
        return found

    @cached_property
    def owed(self) -> Sequence[tuple[int, Story]]:
        """Which chat is owed which story, as long as it kept its door open."""
        return [
            (chat, story)
            for story in self.history.stories
            for chat in sorted(story.owed_to)
            if not self._was_away_before_hearing(chat, story)
        ]

    @cached_property
    def believed(self) -> Mapping[Pair, Delivery]:
        """What the bot's own table says."""
        return {(row.chat, row.story): row for row in self.history.deliveries}

    @cached_property
    def lost(self) -> Sequence[str]:
        """Owed, not received, and not given up for a reason that one may have."""
        return [
            f"chat {chat} never got story {story.number}: {self._fate(chat, story.number)}"
            for chat, story in self.owed
            if (chat, story.number) not in self.tellings
            and not self._may_be_given_up(chat, story.number)
        ]

    @cached_property
    def dead(self) -> Mapping[str, int]:
        """How many were given up, by reason."""
        return Counter(row.reason for row in self.history.deliveries if row.state == "dead")

    @cached_property
    def uninvited(self) -> Sequence[str]:
        """Alerts to chats that follow no such topic."""
        follows = {(chat, story.number) for story in self.history.stories for chat in story.owed_to}
        away = self.history.away
        return [
            f"chat {chat} got story {story}, which it does not follow"
            for chat, story in self.tellings
            if (chat, story) not in follows and chat not in away
        ]

    @cached_property
    def repeats(self) -> Repeats:
        """What chats got more than once."""
        return Repeats(self.history, self.tellings)

    @cached_property
    def out_of_order(self) -> Sequence[str]:
        """First tellings in a chat that overtook one another."""
        return [
            f"chat {chat} got story {late.story} after story {early.story}, "
            f"and was owed it before (deliveries {late.id}, {early.id})"
            for (chat, _lane), rows in self._heard().items()
            for early, late in _overtaken(rows)
        ]

    @cached_property
    def commands_lost(self) -> Sequence[str]:
        """Commands that Telegram handed over, with neither an effect nor an answer."""
        return [
            f"{self._asked(command)}, and nothing came of it"
            for command in self.history.commands
            if not (command.answered or command.has_effect or command.excused)
        ]

    @cached_property
    def promises_broken(self) -> Sequence[str]:
        """Commands that were answered, and had no effect."""
        return [
            f"{self._asked(command)}, was answered, and nothing came of it"
            for command in self.history.commands
            if command.answered and not command.has_effect
        ]

    @cached_property
    def ages(self) -> Sequence[float]:
        """Seconds from publication to the first telling, sorted."""
        return sorted(
            self.tellings[chat, story.number][0].at - story.at
            for chat, story in self.owed
            if (chat, story.number) in self.tellings
        )

    @cached_property
    def crashes(self) -> Sequence[str]:
        """Ends that nobody asked for, save at a start without a database."""
        return [
            f"it ended by itself with status {ended.status}: {ended.said}"
            for ended in self.history.ended
            if not self._had_no_database(ended)
        ]

    def _asked(self, command: Command) -> str:
        since, until = command.at - self.history.began, command.at + LOOK_AROUND
        wrong = self.history.wrong_at(command.at, until)
        return f"chat {command.chat} asked {command.text!r} {since:.1f} s into the run ({wrong})"

    def _had_no_database(self, ended: Ended) -> bool:
        """It said so in a line, as an operator can expect, and would be started again."""
        said_so = ended.status == 1 and ended.said.rpartition("\n")[2].startswith(_DATABASE)
        while_it_started = (ended.at - _START, ended.at)
        return said_so and any(
            self.history.had(fault, *while_it_started) for fault in (DISK_FULL, LOCKED)
        )

    def _was_away_before_hearing(self, chat: int, story: Story) -> bool:
        told = self.tellings.get((chat, story.number))
        until = told[0].at if told else float("inf")
        return any(away.meets(story.at, until) for away in self.history.away.get(chat, ()))

    def _may_be_given_up(self, chat: int, story: int) -> bool:
        row = self.believed.get((chat, story))
        return row is not None and row.state == "dead" and row.reason.startswith(UNSURE)

    def _fate(self, chat: int, story: int) -> str:
        row = self.believed.get((chat, story))
        return "not in its table" if row is None else f"{row.state} ({row.reason or 'no reason'})"

    def _heard(self) -> Mapping[Pair, Sequence[tuple[Call, Delivery]]]:
        """For each chat and lane the first telling of each story, with its row, as they came."""
        heard: dict[Pair, list[tuple[Call, Delivery]]] = defaultdict(list)
        for pair, calls in self.tellings.items():
            if row := self.believed.get(pair):
                heard[pair[0], row.lane].append((calls[0], row))
        for rows in heard.values():
            rows.sort(key=lambda row: (row[0].at, row[1].id))
        return heard


def _overtaken(rows: Sequence[tuple[Call, Delivery]]) -> Iterator[tuple[Delivery, Delivery]]:
    """Deliveries that came in an earlier message than one that was owed before them."""
    newest: Delivery | None = None
    for _, message in groupby(rows, key=lambda row: id(row[0])):
        together = [row for _, row in message]
        for row in together:
            if newest is not None and row.id < newest.id:
                yield newest, row
        newest = max([*together, newest or together[0]], key=lambda row: row.id)
