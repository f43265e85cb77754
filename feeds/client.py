"""Asks publishers for their feeds, politely and within limits."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from feeds.cleaning import safe_link
from feeds.headers import fresh_for, retry_after
from news.fetches import Failed, Fetch, Fetched, NotModified
from news.models import Feed, Validators
from news.ports import Clock

CONNECT_LIMIT: Final = timedelta(seconds=10)
TOTAL_LIMIT: Final = timedelta(seconds=30)
BODY_LIMIT: Final = 8 * 1024 * 1024
"""Decoded bytes: three times the largest of 224 real feeds."""
REDIRECT_LIMIT: Final = 5
CHUNK: Final = 64 * 1024

ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
REFUSALS: Final[Mapping[int, str]] = {
    HTTPStatus.UNAUTHORIZED: "the publisher asks for a password",
    HTTPStatus.FORBIDDEN: "the publisher does not let this bot in",
    HTTPStatus.NOT_FOUND: "there is nothing at this address",
    HTTPStatus.GONE: "the publisher has taken the feed away for good",
    HTTPStatus.TOO_MANY_REQUESTS: "the publisher asks for fewer requests",
    HTTPStatus.NOT_MODIFIED: "“not modified”, though nothing was ever read",
}


BREAKDOWNS: Final = (
    (aiohttp.ConnectionTimeoutError, "no connection in time"),
    (TimeoutError, "no answer in time"),
    (aiohttp.ClientConnectorDNSError, "the name of the host is not known"),
    (aiohttp.ClientSSLError, "no secure connection: its certificate or encryption is not right"),
    (aiohttp.ClientConnectorError, "the host does not take the connection"),
    (aiohttp.ClientPayloadError, "the answer broke off or is packed wrongly"),
    ((aiohttp.ClientConnectionError, OSError), "the connection broke off"),
    ((aiohttp.NonHttpUrlClientError, ValueError), "not an address that can be asked"),
    (aiohttp.ClientError, "an answer that cannot be understood"),
)
"""What each error of the library means; the first that fits counts."""


class _UnusableError(Exception):
    """The publisher answered, but with nothing to read; the message says what."""


class AiohttpFeedClient:
    """A FeedClient over one aiohttp session without cookies; use it as a context manager."""

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Clock,
        connect_limit: timedelta = CONNECT_LIMIT,
        total_limit: timedelta = TOTAL_LIMIT,
        body_limit: int = BODY_LIMIT,
        redirect_limit: int = REDIRECT_LIMIT,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._connect_limit = connect_limit
        self._total_limit = total_limit
        self._body_limit = body_limit
        self._redirect_limit = redirect_limit
        self._resolver = resolver
        self._session: aiohttp.ClientSession  # made on entering: it needs the running loop

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=self._resolver),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(connect=self._connect_limit.total_seconds()),
            headers={
                "User-Agent": self._user_agent,
                "Accept": ACCEPT,
                # What the standard library unpacks piece by piece, whatever else is installed.
                "Accept-Encoding": "gzip, deflate",
            },
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def fetch(self, feed: Feed) -> Fetch:
        """Ask once, redirects included. Never raises for anything a publisher can do."""
        try:
            async with asyncio.timeout(self._total_limit.total_seconds()):
                return await self._ask(feed)
        except _UnusableError as error:
            return Failed(reason=str(error))
        # ValueError: addresses and header values that the library refuses to send.
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Failed(reason=_breakdown(error))

    async def _ask(self, feed: Feed) -> Fetch:
        url, asked = feed.source.url, _conditions(feed.validators)
        for _ in range(self._redirect_limit + 1):
            # Redirects by hand, because each hop has to be looked at before it is taken.
            async with self._session.get(url, headers=asked, allow_redirects=False) as response:
                if response.status not in REDIRECTS:
                    return await self._understand(response, feed.validators)
                url = _next_hop(response)
        return Failed(reason=f"more than {self._redirect_limit} redirects")

    async def _understand(self, response: aiohttp.ClientResponse, known: Validators) -> Fetch:
        fresh = fresh_for(response.headers, self._clock.now())
        validators = _validators(response)
        if response.status == HTTPStatus.NOT_MODIFIED and known != Validators():
            # RFC 9111, section 4.3.4: what the 304 does not name stays as it was.
            return NotModified(
                validators=replace(
                    known,
                    etag=validators.etag or known.etag,
                    last_modified=validators.last_modified or known.last_modified,
                ),
                fresh_for=fresh,
            )
        if response.status != HTTPStatus.OK:
            return self._failure(response)
        body, body_hash = await self._body(response)
        validators = replace(validators, body_hash=body_hash)
        if body_hash == known.body_hash:
            # Many servers never answer 304: the same bytes need no second reading either.
            return NotModified(validators=validators, fresh_for=fresh)
        return Fetched(
            body=body,
            url=str(response.url),
            content_type=response.headers.get("Content-Type", ""),
            validators=validators,
            fresh_for=fresh,
        )

    async def _body(self, response: aiohttp.ClientResponse) -> tuple[bytes, str]:
        body, digest = bytearray(), hashlib.sha256()
        async for chunk in response.content.iter_chunked(CHUNK):
            # Counted after unpacking: 7 KB can unpack to a gigabyte.
            if len(body) + len(chunk) > self._body_limit:
                raise _UnusableError(f"larger than {self._body_limit:,} bytes")
            body += chunk
            digest.update(chunk)
        return bytes(body), digest.hexdigest()

    def _failure(self, response: aiohttp.ClientResponse) -> Failed:
        return Failed(
            reason=_refusal(response),
            retry_after=retry_after(response.headers, self._clock.now()),
            whole_host=response.status == HTTPStatus.TOO_MANY_REQUESTS,
        )


def _conditions(validators: Validators) -> dict[str, str]:
    conditions = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in conditions.items() if value}


def _validators(response: aiohttp.ClientResponse) -> Validators:
    return Validators(
        etag=_sendable(response.headers.get("ETag")),
        last_modified=_sendable(response.headers.get("Last-Modified")),
    )


def _sendable(value: str | None) -> str | None:
    # Verbatim or not at all: bytes beyond ASCII cannot be stored and sent back as they came.
    return value if value and value.isascii() and value.isprintable() else None


def _next_hop(response: aiohttp.ClientResponse) -> str:
    location = response.headers.get("Location")
    if not location:
        raise _UnusableError("redirected, but not told where")
    there = safe_link(urljoin(str(response.url), location))
    if not there:
        raise _UnusableError("redirected to something that is no web address")
    if response.url.scheme == "https" and urlsplit(there).scheme != "https":
        raise _UnusableError("redirected from https to plain http")
    return there


def _breakdown(error: Exception) -> str:
    return next(words for kind, words in BREAKDOWNS if isinstance(error, kind))


def _refusal(response: aiohttp.ClientResponse) -> str:
    status = response.status
    if "cf-mitigated" in response.headers:
        words = "a wall against bots stands before the feed"
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        words = "the publisher's server is in trouble"
    else:
        words = REFUSALS.get(status, "an answer without a feed")
    return f"{words} (HTTP {status})"
