"""Servers on loopback that treat a request in every way a network can."""

import asyncio
import base64
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
ANSWER = b'{"ok":true,"result":true}'


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked."""

    line: str
    headers: Mapping[str, str]
    body: bytes


class Line:
    """One connection, from the server's side."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def read(self) -> Request:
        """The next request; EOFError when none comes."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        line, *rest = head.strip().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (each.partition(": ") for each in rest)
        }
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return Request(line, headers, body)

    async def answer(self, body: bytes = ANSWER, *, status: int = 200, headers: str = "") -> None:
        """Answer, and keep the connection."""
        head = f"HTTP/1.1 {status} So\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        await self.write(head.encode() + body)

    async def write(self, data: bytes) -> None:
        """Some bytes."""
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Tear the connection instead of ending it."""
        own: socket.socket = self.writer.get_extra_info("socket")
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Treatment = Callable[[Line], Awaitable[None]]


@asynccontextmanager
async def serving(treat: Treatment, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A port behind which every connection is treated in this way, and then closed."""
    at_work: set[asyncio.Task[None]] = set()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await treat(Line(reader, writer))
        except (EOFError, OSError):
            pass
        finally:
            writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(meet(reader, writer))
        at_work.add(task)
        task.add_done_callback(at_work.discard)

    server = await asyncio.start_server(begin, HOST, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


async def never_answers(line: Line) -> None:
    """Reads whatever comes, and says nothing."""
    while await line.reader.read(65_536):
        pass


@dataclass
class Proxy:
    """An HTTP proxy that leads every tunnel to one port, whatever was asked for."""

    to: int = 0
    refuses: int | None = None
    """The status it answers with instead."""
    seen: list[Request] = field(default_factory=list)

    @property
    def logins(self) -> list[str]:
        """Who asked, as name:password."""
        sent = [request.headers.get("proxy-authorization", "") for request in self.seen]
        return [base64.b64decode(each.removeprefix("Basic ")).decode() for each in sent]

    async def __call__(self, line: Line) -> None:
        """Treat one connection."""
        request = await line.read()
        self.seen.append(request)
        if self.refuses is not None:
            await line.answer(b"<html>no</html>", status=self.refuses)
        elif request.line.startswith("CONNECT "):
            await line.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            await self._tunnel(line)
        else:
            await line.answer()

    async def _tunnel(self, line: Line) -> None:
        reader, writer = await asyncio.open_connection(HOST, self.to)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_carry(line.reader, writer))
                group.create_task(_carry(reader, line.writer))
        finally:
            writer.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
