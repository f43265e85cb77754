"""What goes out is what was meant, over few connections, while the line is open."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.telegram.transport import AiohttpRequest, EncodedForm, NotSentError
from sandbox.server import Sandbox
from tests.bot.telegram.calls import HELLO, address, failure
from tests.bot.telegram.conftest import CHATS, TOKEN
from tests.bot.telegram.servers import Line, Request, serving

ANA = CHATS[0]


@pytest.fixture
async def bot(root: str) -> AsyncIterator[Bot]:
    """Connected to the sandbox, without any limiter."""
    bot = Bot(
        TOKEN,
        base_url=f"{root}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(pool=1),
    )
    async with bot:
        yield bot


@pytest.fixture
async def transport(caplog: pytest.LogCaptureFixture) -> AsyncIterator[AiohttpRequest]:
    """An open one, which writes no token into any log."""
    caplog.set_level(logging.DEBUG)
    async with AiohttpRequest() as transport:
        yield transport
    assert TOKEN not in "".join(str(vars(record)) for record in caplog.get_records("call"))


async def test_many_calls_share_their_connections(bot: Bot, sandbox: Sandbox) -> None:
    await asyncio.gather(*(bot.send_message(chat_id, "Hello") for chat_id in CHATS))

    assert all(call["ok"] for call in sandbox.outbox)
    assert len(sandbox.outbox) == 1 + len(CHATS)


async def test_it_sends_files_and_long_words(bot: Bot, sandbox: Sandbox) -> None:
    await bot.send_message(ANA, "naïve – “quoted” 🧬 & more = 100%")
    await bot.send_document(ANA, document=b"{}", filename="yours.json", caption="naïve")

    text, document = sandbox.world.chat(ANA).messages.values()
    assert text.text == "naïve – “quoted” 🧬 & more = 100%"
    assert "yours.json" in str(document.as_json())


async def test_a_form_that_is_encoded_already_goes_as_it_is(transport: AiohttpRequest) -> None:
    seen: list[Request] = []

    async def takes(line: Line) -> None:
        seen.append(await line.read())
        await line.answer()

    async with serving(takes) as port:
        assert await transport.post(address(port), EncodedForm(b"chat_id=1&text=a+%26+b")) is True

    assert seen[0].line.startswith("POST /bot")
    assert seen[0].body == b"chat_id=1&text=a+%26+b"
    assert seen[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert seen[0].headers["user-agent"].startswith("python-telegram-bot")


async def test_a_line_that_is_not_open_carries_nothing(transport: AiohttpRequest) -> None:
    await transport.shutdown()

    error = await failure(transport, address(9))

    assert type(error) is NotSentError
    assert error.message == "the line is not open"


async def test_a_line_can_be_opened_again(transport: AiohttpRequest) -> None:
    async def answers(line: Line) -> None:
        await line.read()
        await line.answer()

    async with serving(answers) as port:
        await transport.shutdown()
        await transport.initialize()
        assert await transport.post(address(port), HELLO) is True


async def test_who_still_waits_when_the_line_is_closed_has_not_sent() -> None:
    is_taken = asyncio.Event()

    async def is_silent(line: Line) -> None:
        await line.read()
        is_taken.set()
        await asyncio.Event().wait()

    async with serving(is_silent) as port, AiohttpRequest(pool=1) as transport:
        calls = [asyncio.create_task(transport.post(address(port), HELLO)) for _ in range(2)]
        await is_taken.wait()
        await transport.shutdown()
        on_the_wire, waiting = await asyncio.gather(*calls, return_exceptions=True)

    assert type(on_the_wire) is NetworkError
    assert type(waiting) is NotSentError
