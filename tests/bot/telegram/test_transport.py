"""What certainly did not arrive, as the transport knows it; and no word of the token."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.telegram.limiter import span_of
from bot.telegram.transport import UNTOLD, AiohttpRequest, NotSentError
from sandbox.server import Sandbox
from tests.bot.telegram.calls import HELLO, address, failure
from tests.bot.telegram.conftest import TOKEN
from tests.bot.telegram.servers import HOST, Line, Request, never_answers, serving


@pytest.fixture
async def transport(caplog: pytest.LogCaptureFixture) -> AsyncIterator[AiohttpRequest]:
    """An open one, which writes no token into any log."""
    caplog.set_level(logging.DEBUG)
    async with AiohttpRequest() as transport:
        yield transport
    assert TOKEN not in "".join(str(vars(record)) for record in caplog.get_records("call"))


@pytest.fixture
def nobodys_port() -> Iterator[int]:
    """A port on which nobody listens, and which nobody else gets meanwhile."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        yield taken.getsockname()[1]


async def test_a_refused_connection_is_certainly_not_sent(
    transport: AiohttpRequest, nobodys_port: int
) -> None:
    error = await failure(transport, address(nobodys_port))

    assert type(error) is NotSentError
    assert error.message.startswith("no connection: ")


async def test_a_name_that_nobody_knows_is_certainly_not_sent(
    transport: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)

    error = await failure(transport, address(443, scheme="https", host="api.test"))

    assert type(error) is NotSentError
    assert error.message == "nobody knows the name api.test"


async def test_a_connection_that_takes_too_long_is_certainly_not_sent(
    transport: AiohttpRequest,
) -> None:
    async with serving(never_answers) as port:  # its TLS never begins
        error = await failure(transport, address(port, scheme="https"), connect_timeout=0.05)

    assert type(error) is NotSentError
    assert error.message == "no connection in time"


async def test_who_waits_too_long_for_a_full_pool_has_certainly_not_sent() -> None:
    go_on = asyncio.Event()
    seen: list[Request] = []
    is_seen = asyncio.Event()

    async def hesitates(line: Line) -> None:
        while True:
            seen.append(await line.read())
            is_seen.set()
            await go_on.wait()
            await line.answer()

    async with serving(hesitates) as port, AiohttpRequest(pool=1) as transport:
        first = asyncio.create_task(transport.post(address(port), HELLO))
        await is_seen.wait()
        error = await failure(transport, address(port), pool_timeout=0.05)
        go_on.set()

        assert await first is True
        assert await transport.post(address(port), HELLO) is True

    assert type(error) is NotSentError
    assert error.message == "all 1 connections are taken"
    assert len(seen) == 2


async def test_an_address_that_is_none_is_certainly_not_sent(transport: AiohttpRequest) -> None:
    assert type(await failure(transport, f"http:///bot{TOKEN}/getMe")) is NotSentError


@pytest.mark.parametrize("kind", ["bad_gateway", "server_error"])
async def test_a_telegram_that_is_down_has_not_sent_anything(
    kind: str, root: str, transport: AiohttpRequest, sandbox: Sandbox
) -> None:
    sandbox.faults.add(kind, method="sendMessage")

    error = await failure(transport, f"{root}/bot{TOKEN}/sendMessage")

    assert type(error) is NotSentError
    assert error.message == f"Telegram is down: HTTP {502 if kind == 'bad_gateway' else 500}"


@pytest.mark.parametrize(
    "page", [b"<html>Please log in</html>", b"{}", b'{"hello":"result"}', b'{"ok":true}', b""]
)
async def test_a_page_of_some_other_server_that_says_all_is_well_leaves_us_unsure(
    page: bytes, transport: AiohttpRequest
) -> None:
    async def another(line: Line) -> None:
        await line.read()
        await line.answer(page)

    async with serving(another) as port:
        error = await failure(transport, address(port))

    assert type(error) is NetworkError
    assert error.message == "no answer of a Bot API server"


@pytest.mark.parametrize("status", [307, 400, 401, 403, 404, 413])
@pytest.mark.parametrize(
    "page",
    [
        b"<html>Welcome to our hotel</html>",
        b'{"message":"Forbidden"}',
        b'{"ok":true,"result":true}',
        b"[]",
        b"",
        b"[" * 100_000,
    ],
)
async def test_a_page_of_some_other_server_means_not_sent(
    status: int, page: bytes, transport: AiohttpRequest
) -> None:
    async def another(line: Line) -> None:
        await line.read()
        await line.answer(page, status=status)

    async with serving(another) as port:
        error = await failure(transport, address(port))

    assert type(error) is NotSentError
    assert error.message == f"this is no Bot API server: HTTP {status}"


async def test_a_redirect_is_not_followed(transport: AiohttpRequest) -> None:
    seen: list[Request] = []

    async def points_elsewhere(line: Line) -> None:
        while True:
            seen.append(await line.read())
            await line.answer(b"", status=307, headers="Location: /elsewhere\r\n")

    async with serving(points_elsewhere) as port:
        error = await failure(transport, address(port))

    assert type(error) is NotSentError
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("body", "headers", "seconds"),
    [
        (b'{"ok":false,"parameters":{"retry_after":7}}', "", 7),
        (b'{"ok":false,"parameters":{"retry_after":7}}', "Retry-After: 9\r\n", 7),
        (b'{"ok":false,"description":"Too Many Requests"}', "Retry-After: 9\r\n", 9),
        (b"<html>Slowly</html>", "Retry-After: 9\r\n", 9),
        (b'{"ok":false,"description":"Too Many Requests"}', "", UNTOLD),
        (b"", "Retry-After: Mon, 23 Nov 2026 00:00:00 GMT\r\n", UNTOLD),
    ],
)
async def test_a_429_says_how_long_wherever_that_stands(
    body: bytes, headers: str, seconds: int, transport: AiohttpRequest
) -> None:
    async def too_many(line: Line) -> None:
        await line.read()
        await line.answer(body, status=429, headers=headers)

    async with serving(too_many) as port:
        error = await failure(transport, address(port))

    assert isinstance(error, RetryAfter)
    assert span_of(error.retry_after).total_seconds() == seconds
