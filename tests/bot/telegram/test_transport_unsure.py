"""What may have arrived or not: every way in which a line can break once the request is out."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut

from bot.telegram.transport import AiohttpRequest, EncodedForm
from sandbox.server import Sandbox
from tests.bot.telegram.calls import HELLO, address, failure
from tests.bot.telegram.conftest import CHATS, TOKEN
from tests.bot.telegram.servers import ANSWER, Line, Request, never_answers, serving

ANA = CHATS[0]
SHORTLY: dict[str, Any] = dict.fromkeys(("connect_timeout", "write_timeout", "read_timeout"), 0.05)


@pytest.fixture
async def transport(caplog: pytest.LogCaptureFixture) -> AsyncIterator[AiohttpRequest]:
    """An open one, which writes no token into any log."""
    caplog.set_level(logging.DEBUG)
    async with AiohttpRequest() as transport:
        yield transport
    assert TOKEN not in "".join(str(vars(record)) for record in caplog.get_records("call"))


async def resets(line: Line) -> None:
    """Takes the request and tears the line."""
    await line.read()
    line.reset()


async def hangs_up(line: Line) -> None:
    """Takes the request and ends the line."""
    await line.read()


async def hangs_up_at_once(_: Line) -> None:
    """Ends the line before it has read anything, which no client can see."""


async def breaks_off(line: Line) -> None:
    """Ends the line in the middle of its answer."""
    await line.read()
    await line.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + ANSWER)


async def babbles(line: Line) -> None:
    """Answers, but not in HTTP."""
    await line.read()
    await line.write(b"220 mail.example.org ready\r\n\r\n")


@pytest.mark.parametrize("treat", [resets, hangs_up, hangs_up_at_once, breaks_off, babbles])
async def test_a_line_that_breaks_leaves_it_open_whether_it_was_sent(
    treat: Any, transport: AiohttpRequest
) -> None:
    async with serving(treat) as port:
        error = await failure(transport, address(port))

    assert type(error) is NetworkError
    assert error.message.startswith("connection lost: ")


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_what_arrived_looks_no_different_from_what_did_not(
    kind: str, arrived: int, root: str, transport: AiohttpRequest, sandbox: Sandbox
) -> None:
    sandbox.faults.add(kind, method="sendMessage")

    error = await failure(transport, f"{root}/bot{TOKEN}/sendMessage")

    assert type(error) is NetworkError
    assert len(sandbox.world.chat(ANA).messages) == arrived


async def test_an_answer_that_does_not_come_in_time_leaves_it_open_too(
    transport: AiohttpRequest,
) -> None:
    async with serving(never_answers) as port:
        error = await failure(transport, address(port), read_timeout=0.05)

    assert type(error) is TimedOut


async def test_an_answer_that_only_drips_is_not_waited_for_for_ever(
    transport: AiohttpRequest,
) -> None:
    async def drips(line: Line) -> None:
        await line.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        while True:
            await line.write(b" ")
            await asyncio.sleep(0.02)

    async with serving(drips) as port:
        error = await failure(transport, address(port), **SHORTLY)

    assert type(error) is TimedOut


async def test_a_file_that_nobody_takes_is_not_offered_for_ever(transport: AiohttpRequest) -> None:
    async def never_reads(_: Line) -> None:
        await asyncio.Event().wait()

    big = EncodedForm(b"x" * 900_000)
    async with serving(never_reads) as port:
        for _ in range(2):
            error = await failure(transport, address(port), big, **SHORTLY)

            assert type(error) is TimedOut


async def test_a_connection_that_the_server_ended_is_not_used_again(
    transport: AiohttpRequest,
) -> None:
    connections = []

    async def answers_once(line: Line) -> None:
        connections.append(line)
        await line.read()
        await line.answer()

    async with serving(answers_once) as port:
        for _ in range(3):
            assert await transport.post(address(port), HELLO) is True
            await let_the_end_arrive()

    assert len(connections) == 3


async def test_a_call_that_meets_the_end_of_a_kept_connection_is_not_repeated_behind_our_back(
    transport: AiohttpRequest,
) -> None:
    seen: list[Request] = []

    async def answers_once_and_takes_another(line: Line) -> None:
        seen.append(await line.read())
        await line.answer()
        seen.append(await line.read())

    async with serving(answers_once_and_takes_another) as port:
        assert await transport.post(address(port), HELLO) is True
        error = await failure(transport, address(port))

    assert type(error) is NetworkError
    assert len(seen) == 2


async def let_the_end_arrive() -> None:
    """The other side has hung up; give the news time to get here."""
    for _ in range(20):
        await asyncio.sleep(0)
