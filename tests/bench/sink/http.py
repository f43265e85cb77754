"""As much of HTTP/1.1 as the bot speaks, on a bare asyncio protocol."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type: *([^\r]*)", re.IGNORECASE)
_KNOWN = re.compile(rb"\r\nif-none-match: *([^\r]*)", re.IGNORECASE)
_END_OF_CHUNKS = b"0\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for."""

    path: str
    query: str
    kind: str
    """Its content type."""
    known: str
    """The validator of what the other side has already."""
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What is answered."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    validator: str = ""

    def __bytes__(self) -> bytes:
        head = f"HTTP/1.1 {self.status} -\r\nContent-Length: {len(self.body)}\r\n"
        head += f"Content-Type: {self.kind}\r\n"
        head += f"ETag: {self.validator}\r\n" if self.validator else ""
        return head.encode() + b"\r\n" + self.body


Respond = Callable[[Response], None]
Answer = Callable[[Request, Respond], None]


class Connection(asyncio.Protocol):
    """One client. Its requests are answered at once or later, and one at a time."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Someone is there."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._received += data
        while taken := take(self._received):
            request, self._received = taken
            self._answer(request, self._respond)

    def _respond(self, response: Response) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(bytes(response))


def take(received: bytes) -> tuple[Request, bytes] | None:
    """The first request and what comes after it; None until it is complete."""
    head, end, rest = received.partition(b"\r\n\r\n")
    taken = _body(head, rest) if end else None
    if taken is None:
        return None
    body, rest = taken
    target = urlsplit(head.split(b" ", 2)[1].decode())
    request = Request(
        path=target.path,
        query=target.query,
        kind=_value(_TYPE, head),
        known=_value(_KNOWN, head),
        body=body,
    )
    return request, rest


def _body(head: bytes, rest: bytes) -> tuple[bytes, bytes] | None:
    if _CHUNKED.search(head):
        return _joined(rest)
    length = int(_value(_LENGTH, head) or 0)
    return (rest[:length], rest[length:]) if len(rest) >= length else None


def _joined(rest: bytes) -> tuple[bytes, bytes] | None:
    """The chunks as one; None until the last of them is there."""
    body = b""
    while not rest.startswith(_END_OF_CHUNKS):
        size, end, rest = rest.partition(b"\r\n")
        length = int(size, 16) if end else 0
        if not end or len(rest) < length + 2:
            return None
        body, rest = body + rest[:length], rest[length + 2 :]
    return body, rest[len(_END_OF_CHUNKS) :]


def _value(pattern: re.Pattern[bytes], head: bytes) -> str:
    found = pattern.search(head)
    return found[1].decode() if found else ""
