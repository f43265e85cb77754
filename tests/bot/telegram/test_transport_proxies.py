"""Through the environment's proxy: what it refuses was not sent, and who is near needs none."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import TelegramError

from bot.telegram.transport import AiohttpRequest, NotSentError
from sandbox.server import Sandbox
from tests.bot.telegram.calls import assert_no_token
from tests.bot.telegram.conftest import TOKEN
from tests.bot.telegram.servers import HOST, Line, Proxy, serving

SECURE = f"https://api.test/bot{TOKEN}/getMe"
PLAIN = f"http://api.test:8081/bot{TOKEN}/getMe"


@pytest.fixture(autouse=True)
def _no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def proxy() -> Proxy:
    """One that lets nobody through, but sees who comes."""
    return Proxy(refuses=403)


@pytest.fixture
async def where(proxy: Proxy) -> AsyncIterator[str]:
    """Its host and port."""
    async with serving(proxy) as port:
        yield f"{HOST}:{port}"


async def failure(url: str = SECURE, **timeouts: Any) -> TelegramError:
    """How a call fails for which the environment is read now."""
    async with AiohttpRequest() as transport:
        with pytest.raises(TelegramError) as caught:
            await transport.post(url, **timeouts)
    assert_no_token(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("HTTPS_PROXY", "http://{}"),
        ("https_proxy", "http://{}"),
        ("HTTPS_PROXY", "http://{}/"),
        ("HTTPS_PROXY", "{}"),
        ("ALL_PROXY", "http://{}"),
    ],
)
async def test_it_takes_the_proxy_that_the_environment_names(
    setting: str, value: str, where: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value.format(where))

    error = await failure()

    assert [request.line for request in proxy.seen] == ["CONNECT api.test:443 HTTP/1.1"]
    assert type(error) is NotSentError
    assert error.message == "the proxy refuses to connect us: HTTP 403"


async def test_it_logs_in_with_what_the_environment_says(
    where: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://ana:p%40ss%3Aword@{where}")

    await failure()

    assert proxy.logins == ["ana:p@ss:word"]


async def test_a_proxy_that_refuses_the_login_says_so_and_no_password_is_told(
    where: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://ana:password@{where}")
    proxy.refuses = 407

    error = await failure()

    assert type(error) is NotSentError
    assert error.message == "the proxy refuses our login: HTTP 407"
    assert "password" not in f"{error!r} {error.__context__!r}"


@pytest.mark.parametrize("status", [407, 502, 504])
async def test_what_a_proxy_answers_in_place_of_a_server_was_not_sent(
    status: int, where: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{where}")
    proxy.refuses = status

    assert type(await failure(PLAIN)) is NotSentError


async def test_a_server_without_tls_is_reached_through_a_proxy_too(
    where: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://ana:password@{where}")
    proxy.refuses = None

    async with AiohttpRequest() as transport:
        assert await transport.post(PLAIN) is True

    assert proxy.seen[0].line == f"POST {PLAIN} HTTP/1.1"
    assert proxy.logins == ["ana:password"]


async def test_a_proxy_that_is_down_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:  # and nobody listens
        taken.bind((HOST, 0))
        monkeypatch.setenv("HTTPS_PROXY", f"http://{HOST}:{taken.getsockname()[1]}")

        error = await failure()

    assert type(error) is NotSentError
    assert error.message.startswith("no connection to the proxy: ")


async def test_a_proxy_that_hangs_up_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs_up(line: Line) -> None:
        await line.read()

    async with serving(hangs_up) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{HOST}:{port}")

        assert type(await failure()) is NotSentError


async def test_a_proxy_that_never_answers_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_silent(_: Line) -> None:
        await asyncio.Event().wait()

    async with serving(is_silent) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{HOST}:{port}")

        error = await failure(connect_timeout=0.05)

    assert type(error) is NotSentError
    assert error.message == "no connection in time"


@pytest.mark.parametrize("near", ["api.test", ".test", "other.test, api.test", "*"])
async def test_a_host_that_is_named_as_near_is_asked_itself(
    near: str, where: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    monkeypatch.setenv("HTTPS_PROXY", f"http://{where}")
    monkeypatch.setenv("NO_PROXY", near)

    error = await failure()

    assert error.message == "nobody knows the name api.test"
    assert proxy.seen == []


async def test_this_machine_is_never_reached_through_a_proxy(
    where: str, proxy: Proxy, root: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{where}")

    async with AiohttpRequest() as transport:
        await transport.post(f"{root}/bot{TOKEN}/getMe")

    assert len(sandbox.outbox) == 1
    assert proxy.seen == []


async def test_a_proxy_that_speaks_something_else_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"socks5://ana:password@{HOST}:1080")

    error = await failure()

    assert type(error) is NotSentError
    assert error.message == "the proxy is socks5, which is not spoken here"
