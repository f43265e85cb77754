"""Asks publishers for their feeds, politely and within limits."""

import asyncio
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from socket import socket
from types import TracebackType
from typing import Final, Self

import aiohttp
from aiohttp.abc import AbstractResolver

from feeds.asking.answers import is_wall, refusal
from feeds.asking.guard import AddressInfo, ForbiddenAddressError, guarded_socket
from feeds.asking.headers import conditions, fresh_for, validators_of
from feeds.asking.packing import is_packed, unpacked, within
from feeds.asking.redirects import REDIRECTS, Way
from news.errors import UnreadableFeedError
from news.feeds import Feed, Origin, Trouble, Validators
from news.fetches import Failed, Fetch, Fetched, NotModified
from news.ports import Clock
from news.urls import safe_link

CHUNK: Final = 64 * 1024
HEADER_LIMIT: Final = 32 * 1024
"""Characters in one line: security policies grow beyond the 8,190 that the library allows."""

ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)
# 203 is a 200 that some proxy on the way has touched (RFC 9110, section 15.3.4): read as one.
WHOLE: Final = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})

BREAKDOWNS: Final = (
    (aiohttp.ConnectionTimeoutError, Failed(reason="no connection in time")),
    (TimeoutError, Failed(reason="no whole answer in time")),
    (aiohttp.ClientConnectorDNSError, Failed(reason="the name of the host is not known")),
    (
        aiohttp.ClientSSLError,
        Failed(reason="no secure connection: the certificate or the encryption is not right"),
    ),
    (aiohttp.ClientConnectorError, Failed(reason="the host does not take the connection")),
    (aiohttp.ClientPayloadError, Failed(reason="the answer broke off")),
    ((aiohttp.ClientConnectionError, OSError), Failed(reason="the connection broke off")),
    (
        (aiohttp.NonHttpUrlClientError, ValueError),  # what the library refuses to send
        Failed(reason="not an address that can be asked", trouble=Trouble.MISSING),
    ),
    (aiohttp.ClientError, Failed(reason="an answer that cannot be understood")),
)
"""What each error of the library means; the first that fits counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of our time and memory one feed may take."""

    connect: timedelta = timedelta(seconds=10)
    silence: timedelta = timedelta(seconds=15)
    """Until the first byte of an answer, and between any two."""
    total: timedelta = timedelta(seconds=30)
    """For everything: a name server, redirects, and an answer that only drips."""
    body: int = 5 * 1024 * 1024
    """Bytes, unpacked: twice the largest of 224 real feeds. To read it takes many times that."""
    packed: int = 4 * 1024 * 1024
    """Bytes of a packed body on the wire."""
    redirects: int = 5


class AiohttpFeedClient:
    """A FeedClient over aiohttp, without cookies; use it as a context manager."""

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Clock,
        limits: Limits | None = None,
        exempt: Collection[str] = (),
        guard: Callable[[AddressInfo], socket] = guarded_socket,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """A reader's feed reaches what `guard` lets through, and each `host:port` in `exempt`."""
        self._user_agent = user_agent
        self._clock = clock
        self._limits = limits or Limits()
        self._exempt = frozenset(exempt)
        self._guard = guard
        self._resolver = resolver
        # Made on entering, because they need the running loop. Two, each with connections of its
        # own: one that was made for the operator's feeds is never used for a reader's.
        self._open: aiohttp.ClientSession
        self._guarded: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._open = self._session(None)
        self._guarded = self._session(self._guard)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._open.close()
        await self._guarded.close()

    async def fetch(self, feed: Feed) -> Fetch:
        """Ask once, redirects included. Never raises for anything a publisher can do."""
        way = Way(feed.url)
        try:
            async with asyncio.timeout(self._limits.total.total_seconds()):
                answer = await self._ask(feed, way)
        except UnreadableFeedError as error:
            answer = Failed(reason=error.reason, trouble=error.trouble)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            answer = _breakdown(error)
        if isinstance(answer, Failed):
            return replace(answer, host=way.host)
        return replace(answer, moved_to=way.moved_to)

    async def _ask(self, feed: Feed, way: Way) -> Fetch:
        # The validators came from where the way ended last time, and go to where it ends now. If
        # that is another place, its tags will differ; a date could match by accident, which is one
        # reason why a feed that only ever says “not modified” is asked without them now and then.
        asked = conditions(feed.validators)
        for _ in range(self._limits.redirects + 1):
            session = self._session_for(feed, way)
            # Redirects by hand, because each hop has to be looked at before it is taken.
            async with session.get(way.url, headers=asked, allow_redirects=False) as response:
                if response.status not in REDIRECTS or is_wall(response.headers):
                    return await self._understand(response, feed.validators)
                way.go_on(response.status, str(response.url), response.headers.get("Location"))
        raise UnreadableFeedError(f"more than {self._limits.redirects} redirects", Trouble.MISSING)

    def _session_for(self, feed: Feed, way: Way) -> aiohttp.ClientSession:
        if feed.origin is not Origin.READER:
            return self._open
        if not safe_link(way.url):
            raise UnreadableFeedError("not an address for a reader's feed", Trouble.FORBIDDEN)
        return self._open if way.host in self._exempt else self._guarded

    async def _understand(self, response: aiohttp.ClientResponse, known: Validators) -> Fetch:
        headers, now = response.headers, self._clock.now()
        validators = validators_of(headers)
        fresh = fresh_for(headers, now)
        if response.status == HTTPStatus.NOT_MODIFIED and conditions(known):
            # RFC 9111, section 4.3.4: what the 304 does not name stays as it was.
            kept = replace(
                known,
                etag=validators.etag or known.etag,
                last_modified=validators.last_modified or known.last_modified,
            )
            return NotModified(validators=kept, fresh_for=fresh)
        if response.status not in WHOLE or is_wall(headers):
            return refusal(response.status, headers, now)
        body, body_hash = await self._body(response)
        validators = replace(validators, body_hash=body_hash)
        if body_hash == known.body_hash:
            # Many servers never answer 304: the same bytes need no second reading either.
            return NotModified(validators=validators, fresh_for=fresh, is_full=True)
        return Fetched(
            body=body,
            url=str(response.url),
            content_type=_ascii(headers.get("Content-Type", "")),
            validators=validators,
            fresh_for=fresh,
        )

    async def _body(self, response: aiohttp.ClientResponse) -> tuple[bytes, str]:
        coding = response.headers.get("Content-Encoding", "")
        wire_limit = self._limits.packed if is_packed(coding) else self._limits.body
        wire = await _wire(response, wire_limit)
        # In a thread: 8 MB take some 30 ms to unpack and to hash.
        body, body_hash = await asyncio.to_thread(_opened, wire, coding, self._limits.body)
        if not body or body.isspace():
            raise UnreadableFeedError("an empty answer", Trouble.NOT_A_FEED)
        return body, body_hash

    def _session(self, guard: Callable[[AddressInfo], socket] | None) -> aiohttp.ClientSession:
        limits = self._limits
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=self._resolver, socket_factory=guard),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(
                connect=limits.connect.total_seconds(), sock_read=limits.silence.total_seconds()
            ),
            auto_decompress=False,
            max_line_size=HEADER_LIMIT,
            max_field_size=HEADER_LIMIT,
            headers={
                "User-Agent": self._user_agent,
                "Accept": ACCEPT,
                "Accept-Encoding": "gzip, deflate",
            },
        )


async def _wire(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body as it is on the wire. Raises UnreadableFeedError once it is too large."""
    if response.content_length and response.content_length > limit:
        raise UnreadableFeedError(f"larger than {limit:,} bytes")
    wire = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        wire += chunk
        within(limit, wire)
    return bytes(wire)


def _opened(wire: bytes, coding: str, limit: int) -> tuple[bytes, str]:
    body = unpacked(wire, coding, limit)
    return body, hashlib.sha256(body).hexdigest()


def _breakdown(error: Exception) -> Failed:
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else None
    if isinstance(cause, ForbiddenAddressError):
        return Failed(reason=str(cause), trouble=Trouble.FORBIDDEN)
    return next(failed for kind, failed in BREAKDOWNS if isinstance(error, kind))


def _ascii(value: str) -> str:
    # Other bytes arrive as halves of surrogate pairs, which no other part of ours could write down.
    return value.encode("ascii", "ignore").decode()
