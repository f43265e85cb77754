"""HTTP for python-telegram-bot, by aiohttp.

A fraction of httpx's CPU a call, and it knows a call that certainly had no effect from one that
may have had.
"""

import asyncio
import json
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from aiohttp.connector import Connection
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

POOL = 256
# For the connection, for writing, and for each pause of the answer, in seconds.
TIMEOUT = 20.0
# For a place in the pool. It is larger than all that the bot does at once: who waits, waits for
# calls that hang.
POOL_TIMEOUT = 5.0
# nginx, which stands before Telegram, closes an idle connection after 75 s unless told otherwise,
# and routers on the way forget one after a minute or so. A call that meets the end of its
# connection may have arrived or not: so the end comes first, and from our side.
KEEPALIVE = 30.0
# What a 429 that does not say how long it lasts is taken to say, in seconds.
UNTOLD = 5

_FORM = "application/x-www-form-urlencoded"
# Answers are small: unpacking them would cost more than it saves.
_HEADERS = {"User-Agent": BaseRequest.USER_AGENT, "Accept-Encoding": "identity"}


class NotSentError(NetworkError):
    """The call certainly had no effect: no connection, or Telegram answered that it is down."""


class EncodedForm(RequestData):  # type: ignore[misc] # final, but `post` takes nothing else
    """A form that is encoded already, as application/x-www-form-urlencoded."""

    __slots__ = ("body",)

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body


class AiohttpRequest(BaseRequest):
    """The Bot API's transport. No exception of it carries the address: the token is in it.

    Proxies are the environment's, with their logins. A server's certificate must be one that the
    system trusts, or SSL_CERT_FILE and SSL_CERT_DIR. Redirects are not followed: Telegram has none.
    """

    __slots__ = ("_pool", "_proxy", "_room", "_session")

    def __init__(self, pool: int = POOL) -> None:
        self._pool = pool
        self._room = asyncio.Semaphore(pool)
        self._proxy = cache(_proxy)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long to wait for an answer, in seconds."""
        return TIMEOUT

    async def initialize(self) -> None:
        """Open the connection pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=_Connector(limit=0, keepalive_timeout=KEEPALIVE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
            )

    async def shutdown(self) -> None:
        """Close it."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call. Raises NotSentError, TimedOut or NetworkError (perhaps sent)."""
        spans = _spans(_seconds(connect_timeout), _seconds(write_timeout), _seconds(read_timeout))
        proxy = self._proxy_for(url)
        await self._enter(_seconds(pool_timeout, POOL_TIMEOUT))
        try:
            async with self._open_session().request(
                method,
                url,
                data=_body(request_data),
                timeout=spans,
                proxy=proxy,
                allow_redirects=False,
            ) as response:
                return _checked(response, await response.read())
        except (aiohttp.ClientError, OSError) as error:
            failure = _lost(error)
        finally:
            self._room.release()
        # Out here: raised in there, it would carry that error, and with it the address.
        raise failure

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise NotSentError("the line is not open")
        return self._session

    async def _enter(self, seconds: float | None) -> None:
        """Wait for one of the pool's connections."""
        if not self._room.locked():
            await self._room.acquire()  # at once
            return
        try:
            async with asyncio.timeout(seconds):
                await self._room.acquire()
        except TimeoutError:
            raise NotSentError(f"all {self._pool} connections are taken") from None

    def _proxy_for(self, url: str) -> str | None:
        parts = urlsplit(url)
        return self._proxy(parts.scheme, parts.hostname or "")


class _Connector(aiohttp.TCPConnector):
    """Whatever goes wrong before there is a connection, nothing was sent."""

    async def connect(self, *args: Any, **kwargs: Any) -> Connection:
        """A connection, through the proxy and TLS if need be. Raises NotSentError."""
        try:
            return await super().connect(*args, **kwargs)
        except (aiohttp.ClientError, OSError) as error:
            reason = _why_not_connected(error)
        # Out here: raised in there, it would carry that error, and with it the address.
        raise NotSentError(reason)


def _why_not_connected(error: Exception) -> str:
    """In the words an operator needs. None of them is the address of the call."""
    match error:
        case TimeoutError():
            return "no connection in time"
        case aiohttp.ClientHttpProxyError(status=407):
            return "the proxy refuses our login: HTTP 407"
        case aiohttp.ClientHttpProxyError(status=status):
            return f"the proxy refuses to connect us: HTTP {status}"
        case aiohttp.ClientProxyConnectionError(os_error=cause):
            return f"no connection to the proxy: {_words(cause)}"
        case aiohttp.ClientConnectorDNSError(host=host):
            return f"nobody knows the name {host}"
        case aiohttp.ClientConnectorCertificateError(certificate_error=cause):
            return f"the certificate is not one we trust (see SSL_CERT_FILE): {_words(cause)}"
        case aiohttp.ClientConnectorSSLError(os_error=cause):
            return f"no TLS: {_words(cause)}"
        case aiohttp.ClientConnectorError(os_error=cause):
            return f"no connection: {_words(cause)}"
        case _:
            return f"no connection: {type(error).__name__}"


def _words(cause: Exception) -> str:
    """What the system or OpenSSL says."""
    said = getattr(cause, "verify_message", "") or getattr(cause, "strerror", "")
    return str(said or type(cause).__name__)


def _lost(error: Exception) -> TelegramError:
    """What follows from an error on a connection that stood."""
    match error:
        case aiohttp.InvalidURL():
            return NotSentError("the address is none")
        case TimeoutError():
            return TimedOut("no answer in time")
        case _:
            return NetworkError(f"connection lost: {type(error).__name__}")


def _checked(response: aiohttp.ClientResponse, body: bytes) -> tuple[int, bytes]:
    """Status and body, if they may be Telegram's; its other answers are told apart by the body."""
    status = response.status
    if status >= 500:
        raise NotSentError(f"Telegram is down: HTTP {status}")
    if status == 429 and b'"retry_after"' not in body:
        told = response.headers.get("Retry-After", "")
        raise RetryAfter(int(told) if told.isdecimal() else UNTOLD)
    if status < 300 and not (b'"ok"' in body and b'"result"' in body):
        raise NetworkError("no answer of a Bot API server")  # something in between has answered
    if status >= 300 and not _is_refusal(body):
        # Another server's 404 would be taken for a refused token, its 403 for a closed chat.
        raise NotSentError(f"this is no Bot API server: HTTP {status}")
    return status, body


def _is_refusal(body: bytes) -> bool:
    """Whether this is how a Bot API server says no."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("ok") is False


# aiohttp's own reading of the environment opens ~/.netrc for every call.
def _proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment names for this host."""
    if host == "localhost" or host.startswith("127.") or host == "::1" or proxy_bypass(host):
        return None  # a proxy's loopback is another machine's
    named = getproxies()
    proxy = named.get(scheme) or named.get("all")
    if not proxy:
        return None
    if "://" not in proxy:
        return f"http://{proxy}"
    if not proxy.startswith(("http://", "https://")):
        raise NotSentError(f"the proxy is {proxy.partition('://')[0]}, which is not spoken here")
    return proxy


# The same few combinations, thousands of times.
@lru_cache(maxsize=32)
def _spans(connect: float | None, write: float | None, read: float | None) -> aiohttp.ClientTimeout:
    """aiohttp knows no limit for writing; one for all of it bounds that, and a dripping answer."""
    every = (connect, write, read)
    total = None if None in every else sum(span for span in every if span is not None)
    return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def _seconds(timeout: Any, default: float = TIMEOUT) -> float | None:
    if timeout is BaseRequest.DEFAULT_NONE:
        return default
    return None if timeout is None else float(timeout)


def _body(data: RequestData | None) -> aiohttp.FormData | aiohttp.BytesPayload | None:
    if data is None:
        return None
    if isinstance(data, EncodedForm):
        return aiohttp.BytesPayload(data.body, content_type=_FORM)
    if not data.contains_files:
        return aiohttp.BytesPayload(data.url_encoded_parameters().encode(), content_type=_FORM)
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
