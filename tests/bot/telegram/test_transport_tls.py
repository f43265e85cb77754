"""TLS: whose certificate is not trusted gets nothing; whom to trust is the environment's to say."""

import asyncio
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram.error import TelegramError

from bot.telegram.transport import AiohttpRequest, NotSentError
from tests.bot.telegram.calls import assert_no_token
from tests.bot.telegram.conftest import TOKEN
from tests.bot.telegram.servers import HOST, Line, Proxy, Request, serving

ROOT = Path(__file__).parents[3]
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="makes its certificates with openssl")

NEW_CERTIFICATE = (
    f"{OPENSSL} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
    "-keyout key.pem -out trusted.pem -subj /CN=api.test -addext subjectAltName=DNS:api.test"
)
ASK = f"""
import asyncio
from bot.telegram.transport import AiohttpRequest, NotSentError

async def ask(url):
    try:
        async with AiohttpRequest() as transport:
            print(await transport.post(url + "/bot{TOKEN}/getMe"))
    except NotSentError as error:
        print(error.message)

asyncio.run(ask("https://api.test"))
asyncio.run(ask("https://{HOST}:PORT"))
"""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the key of api.test and a certificate that vouches for itself."""
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(NEW_CERTIFICATE.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def seen() -> list[Request]:
    """What reaches the server."""
    return []


@pytest.fixture
async def port(certificate: Path, seen: list[Request]) -> AsyncIterator[int]:
    """Of a server that speaks TLS with this certificate."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate / "trusted.pem", certificate / "key.pem")

    async def answers(line: Line) -> None:
        seen.append(await line.read())
        await line.answer()

    async with serving(answers, tls=tls) as port:
        yield port


async def failure(url: str) -> TelegramError:
    """How a call fails."""
    async with AiohttpRequest() as transport:
        with pytest.raises(TelegramError) as caught:
            await transport.post(url)
    assert_no_token(caught.value)
    return caught.value


async def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    port: int, seen: list[Request]
) -> None:
    error = await failure(f"https://{HOST}:{port}/bot{TOKEN}/getMe")

    assert type(error) is NotSentError
    assert error.message.startswith("the certificate is not one we trust (see SSL_CERT_FILE): self")
    assert seen == []


async def test_a_certificate_behind_a_proxy_is_looked_at_too(
    port: int, seen: list[Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Proxy(to=port)
    async with serving(proxy) as where:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{HOST}:{where}")
        error = await failure(f"https://api.test/bot{TOKEN}/getMe")

    assert type(error) is NotSentError
    assert "the certificate is not one we trust" in error.message
    assert len(proxy.seen) == 1
    assert seen == []


async def test_a_server_that_speaks_no_tls_gets_nothing() -> None:
    async def greets(line: Line) -> None:
        await line.write(b"220 mail.example.org ready\r\n")

    async with serving(greets) as port:
        error = await failure(f"https://{HOST}:{port}/bot{TOKEN}/getMe")

    assert type(error) is NotSentError
    assert error.message.startswith("no TLS: ")


async def test_whom_the_environment_trusts_is_trusted_for_its_name_only(
    port: int, certificate: Path, seen: list[Request]
) -> None:
    proxy = Proxy(to=port)
    async with serving(proxy) as where:
        environment = os.environ | {
            "SSL_CERT_FILE": str(certificate / "trusted.pem"),
            "HTTPS_PROXY": f"http://ana:password@{HOST}:{where}",
        }
        # In a process of its own: OpenSSL reads these settings once.
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", ASK.replace("PORT", str(port))),
            env=environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await child.communicate()

    arrived, refused = said.decode().splitlines()
    assert arrived == "True"
    assert "certificate is not valid for" in refused
    assert proxy.logins == ["ana:password"]
    assert [request.line for request in seen] == [f"POST /bot{TOKEN}/getMe HTTP/1.1"]
