"""What Telegram tells us is kept before it is confirmed, and waits there while it cannot be."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest

from bot.telegram.polling import Polling
from bot.telegram.transport import NotSentError
from news.errors import RefusedTokenError
from tests.bot.leaping import leaping
from tests.bot.telegram.conftest import TOKEN

TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK = "Conflict: terminated by setWebhook request"

Update = Mapping[str, Any]
Answer = Sequence[Update] | tuple[int, Mapping[str, Any]] | Exception
"""Updates, or a refusal, or no answer at all."""


class DiskFullError(Exception):
    """As the database says it: with the words of its driver, and with a reader's."""

    def __init__(self) -> None:
        super().__init__("INSERT INTO inbox … 'gene therapy'")
        self.orig = OSError("database or disk is full")


def said(number: int) -> Update:
    """Something a reader said."""
    chat = {"id": 101, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": 0, "chat": chat}}


def refused(code: int, description: str, **parameters: int) -> Answer:
    """What Telegram answers instead."""
    return code, {"ok": False, "description": description, "parameters": parameters}


class ScriptedTelegram(BaseRequest):
    """Answers getUpdates as it is told, and after the last answer refuses the token."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = iter(answers)
        self.offsets: list[int] = []
        self.moments: list[float] = []
        self.webhooks_deleted = 0

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        parts = urlsplit(url)
        if parts.path.endswith("/deleteWebhook"):
            self.webhooks_deleted += 1
            return 200, b'{"ok": true, "result": true}'
        self.offsets.append(int(parse_qs(parts.query)["offset"][0]))
        self.moments.append(asyncio.get_running_loop().time())
        answer = next(self._answers, (401, {"ok": False, "description": "Unauthorized"}))
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, tuple):
            return answer[0], json.dumps(answer[1]).encode()
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    @property
    def waits(self) -> list[float]:
        """The seconds between two polls, roughly."""
        pairs = zip(self.moments, self.moments[1:], strict=False)
        return [round(after - before, 1) for before, after in pairs]


class FailingInbox:
    """The port `Inbox` in memory, each of whose methods fails as often as the test wants."""

    def __init__(self, *left_over: Update, **failures: int) -> None:
        self.kept = {update["update_id"]: update for update in left_over}
        self.handled: set[int] = set()
        self.forgotten = 0
        self._failures = failures

    async def keep(self, updates: Sequence[Update]) -> Sequence[Update]:
        self._fail("keep")
        new = [update for update in updates if update["update_id"] not in self.kept]
        self.kept |= {update["update_id"]: update for update in new}
        return new

    async def waiting(self) -> Sequence[Update]:
        self._fail("waiting")
        return [self.kept[number] for number in self.kept if number not in self.handled]

    async def done(self, update_id: int) -> None:
        self._fail("done")
        self.handled.add(update_id)

    async def confirmed(self, offset: int) -> None:
        self._fail("confirmed")
        self.forgotten = offset

    def _fail(self, method: str) -> None:
        left = self._failures.get(method, 0)
        if left:
            self._failures[method] = left - 1
            raise DiskFullError


def handed_over(server: ScriptedTelegram, inbox: FailingInbox) -> list[int]:
    """Poll until the token is refused; the updates that reached the application."""

    async def poll() -> list[int]:
        builder = ApplicationBuilder().token(TOKEN).updater(None).job_queue(None)
        app = builder.request(server).get_updates_request(ScriptedTelegram()).build()
        with pytest.raises(RefusedTokenError):
            await Polling(app, inbox, ["message"], request=server).run()
        queue: asyncio.Queue[Any] = app.update_queue
        return [queue.get_nowait().update_id for _ in range(queue.qsize())]

    return leaping(poll())


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str, str | None]]:
    """What the operator reads of polling."""
    return [
        (record.levelno, record.message, vars(record).get("reason"))
        for record in caplog.records
        if record.name == "bot.telegram.polling"
    ]


def test_what_is_kept_is_handed_over_and_then_confirmed() -> None:
    server, inbox = ScriptedTelegram([said(7), said(8)], [said(9)], []), FailingInbox(said(3))

    assert handed_over(server, inbox) == [3, 7, 8, 9]

    assert server.offsets == [0, 9, 10, 10]
    assert list(inbox.kept) == [3, 7, 8, 9]
    assert inbox.forgotten == 10


def test_what_cannot_be_kept_is_not_confirmed_and_comes_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    server = ScriptedTelegram(*[[said(7)]] * 4, [])
    inbox = FailingInbox(keep=3)

    assert handed_over(server, inbox) == [7]

    assert server.offsets == [0, 0, 0, 0, 8, 8]
    assert server.waits[:3] == [1, 2, 4]
    assert told(caplog) == [
        (logging.WARNING, "updates not kept", "database or disk is full"),
        (logging.INFO, "updates again", None),
    ]
    assert "gene therapy" not in caplog.text


def test_a_disk_that_stays_full_is_asked_every_minute_and_not_more_often() -> None:
    server, inbox = ScriptedTelegram(*[[said(7)]] * 10), FailingInbox(keep=9)

    assert handed_over(server, inbox) == [7]

    assert server.waits[:9] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize("method", ["waiting", "confirmed"])
def test_whatever_of_the_inbox_fails_nothing_is_lost_and_nothing_comes_twice(method: str) -> None:
    server = ScriptedTelegram([said(7)], *[[said(8)]] * 4)
    inbox = FailingInbox(said(3), **{method: 2})

    assert handed_over(server, inbox) == [3, 7, 8]


def test_an_update_that_nobody_understands_stops_none_behind_it() -> None:
    odd = {"update_id": 7, "message": 5}
    server, inbox = ScriptedTelegram([odd, said(8)]), FailingInbox(done=1)

    assert handed_over(server, inbox) == [8]

    assert server.offsets == [0, 9]


@pytest.mark.parametrize("reason", [TERMINATED, WEBHOOK])
def test_another_who_uses_the_token_is_reported_once_and_outwaited(
    reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server = ScriptedTelegram(*[refused(409, reason)] * 3, [said(7)])

    assert handed_over(server, FailingInbox()) == [7]

    assert server.waits == [1, 2, 4, 0]
    assert server.webhooks_deleted == 4  # whoever it is may have set one
    (level, message, told_reason), *_ = told(caplog)
    assert (level, message) == (logging.WARNING, "no updates")
    assert reason in str(told_reason)
    assert len(told(caplog)) == 2


@pytest.mark.parametrize(
    "answer",
    [
        refused(500, "Internal Server Error"),
        refused(502, "Bad Gateway"),
        NotSentError("no connection: Connection refused"),
        OSError("what nobody thought of"),
    ],
)
def test_a_telegram_that_is_away_is_asked_again_and_its_updates_are_not_lost(
    answer: Answer,
) -> None:
    server = ScriptedTelegram([said(7)], answer, answer, [said(8)], [])

    assert handed_over(server, FailingInbox()) == [7, 8]

    assert server.offsets == [0, 8, 8, 8, 9, 9]
    assert server.waits[1:3] == [1, 2]


def test_it_rests_as_long_as_telegram_says() -> None:
    server = ScriptedTelegram(refused(429, "Too Many Requests", retry_after=33), [said(7)])

    assert handed_over(server, FailingInbox()) == [7]

    assert server.waits[0] == 33


def test_after_trouble_has_passed_the_next_one_is_waited_for_shortly_again() -> None:
    away = refused(502, "Bad Gateway")
    server = ScriptedTelegram(away, away, away, [], away, [])

    handed_over(server, FailingInbox())

    assert server.waits == [1, 2, 4, 0, 1, 0]
