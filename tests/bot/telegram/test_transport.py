"""The transport knows what certainly did not arrive from what may have, and hides the token."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.telegram.transport import AiohttpRequest, NotSentError
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import CHATS, TOKEN

ANA = CHATS[0]


@pytest.fixture
async def bot(root: str) -> AsyncIterator[Bot]:
    """Connected to the sandbox, without any limiter."""
    async with a_bot(root) as bot:
        yield bot


def a_bot(root: str) -> Bot:
    """Whose calls go through our transport."""
    return Bot(
        TOKEN,
        base_url=f"{root}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(pool=1),
    )


@pytest.fixture
def nobodys_port() -> Iterator[int]:
    """A port on which nobody listens, and which nobody else gets meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


async def test_a_refused_connection_is_certainly_not_sent(nobodys_port: int) -> None:
    bot = a_bot(f"http://127.0.0.1:{nobodys_port}")

    error = await failure_of_initializing(bot)

    assert type(error) is NotSentError
    assert_no_token(error)


@pytest.mark.parametrize("kind", ["bad_gateway", "server_error"])
async def test_a_telegram_that_is_down_has_not_sent_anything(
    kind: str, bot: Bot, sandbox: Sandbox
) -> None:
    sandbox.faults.add(kind, method="sendMessage")

    error = await failure(bot)

    assert type(error) is NotSentError
    assert str(sandbox_status(kind)) in error.message
    assert_no_token(error)


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_lost_connection_leaves_it_open_whether_it_was_sent(
    kind: str, arrived: int, bot: Bot, sandbox: Sandbox
) -> None:
    sandbox.faults.add(kind, method="sendMessage")

    error = await failure(bot)

    assert type(error) is NetworkError
    assert len(sandbox.world.chat(ANA).messages) == arrived
    assert_no_token(error)


async def test_an_answer_that_does_not_come_in_time_leaves_it_open_too(
    bot: Bot, sandbox: Sandbox
) -> None:
    sandbox.faults.add("slow", method="sendMessage", value=2)

    error = await failure(bot, read_timeout=0.05)

    assert type(error) is TimedOut
    assert_no_token(error)


async def test_it_sends_files_and_long_words(bot: Bot, sandbox: Sandbox) -> None:
    await bot.send_message(ANA, "naïve – “quoted” 🧬")
    await bot.send_document(ANA, document=b"{}", filename="yours.json")

    text, document = sandbox.world.chat(ANA).messages.values()
    assert text.text == "naïve – “quoted” 🧬"
    assert "yours.json" in str(document.as_json())


async def test_many_calls_share_their_connections(bot: Bot, sandbox: Sandbox) -> None:
    await asyncio.gather(*(bot.send_message(chat_id, "Hello") for chat_id in CHATS))

    assert all(call["ok"] for call in sandbox.outbox)
    assert len(sandbox.outbox) == 1 + len(CHATS)


async def test_it_says_that_it_was_not_opened() -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await a_bot("http://127.0.0.1:9").get_me()


async def failure(bot: Bot, **timeouts: float) -> TelegramError:
    """How a send fails."""
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(ANA, "Hello", **timeouts)  # type: ignore[arg-type]  # named timeouts
    return caught.value


async def failure_of_initializing(bot: Bot) -> TelegramError:
    """How the first call fails."""
    with pytest.raises(TelegramError) as caught:
        await bot.initialize()
    for request in bot._request:
        await request.shutdown()
    return caught.value


def sandbox_status(kind: str) -> int:
    """What the fault answers."""
    return {"bad_gateway": 502, "server_error": 500}[kind]


def assert_no_token(error: BaseException | None) -> None:
    """Neither the exception nor anything behind it carries the token."""
    while error is not None:
        assert TOKEN not in f"{error} {error!r} {vars(error)}"
        assert error.__cause__ in {None, error.__context__}
        error = error.__context__
