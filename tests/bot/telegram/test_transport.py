"""The transport knows what certainly did not arrive from what may have, and hides the token."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import RequestData

from bot.telegram.limiter import span_of
from bot.telegram.transport import UNTOLD, AiohttpRequest, EncodedForm, NotSentError
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import CHATS, TOKEN
from tests.bot.telegram.servers import ANSWER, HOST, Line, Request, serving

ANA = CHATS[0]
HELLO = EncodedForm(b"chat_id=1001&text=Hello")
SHORTLY: dict[str, Any] = dict.fromkeys(("connect_timeout", "write_timeout", "read_timeout"), 0.05)


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
async def transport() -> AsyncIterator[AiohttpRequest]:
    """An open one."""
    async with AiohttpRequest() as transport:
        yield transport


@pytest.fixture
def nobodys_port() -> Iterator[int]:
    """A port on which nobody listens, and which nobody else gets meanwhile."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        yield taken.getsockname()[1]


@pytest.fixture(autouse=True)
def _no_token_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    logged = "".join(str(vars(record)) for record in caplog.get_records("call"))
    assert TOKEN not in logged


def address(port: int, *, scheme: str = "http", host: str = HOST) -> str:
    """Of a call, with the token in it."""
    return f"{scheme}://{host}:{port}/bot{TOKEN}/sendMessage"


async def failure(
    transport: AiohttpRequest, url: str, data: RequestData = HELLO, **timeouts: Any
) -> TelegramError:
    """How a call fails. Nothing of it, nor of what is behind it, may carry the token."""
    with pytest.raises(TelegramError) as caught:
        await transport.post(url, data, **timeouts)
    assert_no_token(caught.value)
    return caught.value


def assert_no_token(error: BaseException | None) -> None:
    """Neither the exception nor anything behind it carries the token."""
    while error is not None:
        assert TOKEN not in f"{error} {error!r} {vars(error)}"
        assert error.__cause__ in {None, error.__context__}
        error = error.__context__


# ── Certainly not sent ───────────────────────────────────────────────────────────────────────────


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


@pytest.mark.parametrize("status", [307, 400, 401, 403, 404, 413])
async def test_a_page_of_some_other_server_means_not_sent(
    status: int, transport: AiohttpRequest
) -> None:
    async def another(line: Line) -> None:
        await line.read()
        await line.answer(b"<html>Welcome to our hotel</html>", status=status)

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


# ── Perhaps sent ─────────────────────────────────────────────────────────────────────────────────


async def never_answers(line: Line) -> None:
    """Reads whatever comes, and says nothing."""
    while await line.reader.read(65_536):
        pass


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


# ── Connections that are kept ────────────────────────────────────────────────────────────────────


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


async def test_many_calls_share_their_connections(bot: Bot, sandbox: Sandbox) -> None:
    await asyncio.gather(*(bot.send_message(chat_id, "Hello") for chat_id in CHATS))

    assert all(call["ok"] for call in sandbox.outbox)
    assert len(sandbox.outbox) == 1 + len(CHATS)


# ── What is sent ─────────────────────────────────────────────────────────────────────────────────


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


async def test_it_says_that_it_was_not_opened() -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await AiohttpRequest().post("http://127.0.0.1:9/getMe")


async def let_the_end_arrive() -> None:
    """The other side has hung up; give the news time to get here."""
    for _ in range(20):
        await asyncio.sleep(0)
