"""A feed server on loopback that does as it is told, and remembers who asked."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

RSS = "application/rss+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a path answers once."""

    body: bytes = b""
    status: int = 200
    content_type: str = RSS
    etag: str = ""
    last_modified: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    """Says nothing until the server stops."""
    breaks_off: bool = False
    """Promises more than it sends, and closes the connection."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in."""

    path: str
    headers: Mapping[str, str]


class FeedServer:
    """Serves what `serve` was given; a context manager."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self._answers: dict[str, list[Answer]] = {}
        self._stopping = asyncio.Event()
        self._port = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopping.set()
        await self._runner.cleanup()

    @property
    def host(self) -> str:
        """The host and port it listens on."""
        return f"127.0.0.1:{self._port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def serve(self, path: str, *answers: Answer) -> str:
        """Give these answers in turn, the last one for ever. Returns the address."""
        self._answers[path] = list(answers)
        return self.url(path)

    def asked(self, path: str) -> list[Asked]:
        """The requests for a path, oldest first."""
        return [request for request in self.requests if request.path == path]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(Asked(request.path, request.headers.copy()))
        answers = self._answers.get(request.path, [Answer(status=404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.hangs:
            await self._stopping.wait()
        if answer.breaks_off:
            return await _broken_off(request, answer)
        headers = _headers(answer)
        if answer.status == 200 and _is_known(request, answer):
            return web.Response(status=304, headers=headers)
        return web.Response(status=answer.status, body=answer.body, headers=headers)


def _headers(answer: Answer) -> dict[str, str]:
    validators = {"ETag": answer.etag, "Last-Modified": answer.last_modified}
    given = {name: value for name, value in validators.items() if value}
    return {"Content-Type": answer.content_type, **given, **answer.headers}


def _is_known(request: web.Request, answer: Answer) -> bool:
    # RFC 9110, section 13.2.2: the date counts only where no tag was sent.
    if "If-None-Match" in request.headers:
        return request.headers["If-None-Match"] == answer.etag
    since = request.headers.get("If-Modified-Since")
    return bool(since) and since == answer.last_modified


async def _broken_off(request: web.Request, answer: Answer) -> web.StreamResponse:
    response = web.StreamResponse(headers=_headers(answer))
    response.content_length = len(answer.body) + 1_000
    await response.prepare(request)
    await response.write(answer.body)
    if request.transport:
        request.transport.close()
    return response


class BareServer:
    """Says to whoever connects exactly these bytes, HTTP or not; a context manager.

    Then it closes the connection, or goes on saying `for_ever` until the other side has had enough.
    `drips`: a byte at a time.
    """

    def __init__(self, says: bytes, for_ever: bytes = b"", *, drips: bool = False) -> None:
        self._says = says
        self._for_ever = for_ever
        self._drips = drips
        self._port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """The address it listens on."""
        return f"http://127.0.0.1:{self._port}/feed"

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            # Else the end of the connection could overtake the answer.
            await reader.readuntil(b"\r\n\r\n")
            await self._say(writer, self._says)
            while self._for_ever:
                await self._say(writer, self._for_ever)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the other side has gone
        finally:
            writer.close()

    async def _say(self, writer: asyncio.StreamWriter, words: bytes) -> None:
        for piece in [bytes([byte]) for byte in words] if self._drips else [words]:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.005 if self._drips else 0)
