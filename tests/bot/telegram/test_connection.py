"""The line to Telegram, when what answers at its other end is something else."""

from datetime import timedelta

import pytest

from bot.telegram import connection
from bot.telegram.profile import publish
from messages.texts import Texts
from tests.bot.telegram.lines import a_connection
from tests.bot.telegram.servers import HOST, Line, serving
from tests.fakes import FakeChats

ME = b'{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"Bot","username":"a_bot"}}'
ODD = [b"{}", b"<html>Please log in</html>", b'{"ok":true,"result":{}}', b'{"ok":true,"result":[]}']


@pytest.mark.parametrize("odd", ODD)
async def test_it_keeps_trying_until_a_bot_api_server_answers(
    odd: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", timedelta(milliseconds=1))
    answers = [odd, odd, ME]

    async def answer(line: Line) -> None:
        while True:
            await line.read()
            await line.answer(answers.pop(0))

    async with serving(answer) as port:
        line = a_connection(f"http://{HOST}:{port}", FakeChats())
        await line.open()
        await line.close()

    assert answers == []
    assert caplog.text.count("telegram unreachable") == 2


@pytest.mark.parametrize("odd", ODD)
async def test_a_profile_that_nobody_understands_is_left_for_the_next_start(
    odd: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def answer(line: Line) -> None:
        while True:
            asked = await line.read()
            await line.answer(ME if "getMe " in asked.line else odd)

    async with serving(answer) as port:
        line = a_connection(f"http://{HOST}:{port}", FakeChats())
        await line.open()
        await publish(line.bot, Texts.load())
        await line.close()

    assert "profile not published" in caplog.text
