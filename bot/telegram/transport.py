"""HTTP for python-telegram-bot, by aiohttp.

Half a millisecond of CPU a call instead of three, and it knows a call that certainly did not
arrive from one that may have.
"""

from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

POOL = 128
TIMEOUT = 20.0


class NotSentError(NetworkError):
    """The call certainly had no effect: no connection, or Telegram answered that it is down."""


class AiohttpRequest(BaseRequest):
    """The Bot API's transport. No exception of it carries the address: the token is in it."""

    __slots__ = ("_pool", "_session")

    def __init__(self, pool: int = POOL) -> None:
        self._pool = pool
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long to wait for an answer, in seconds."""
        return TIMEOUT

    async def initialize(self) -> None:
        """Open the connection pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._pool, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 – aiohttp has none
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 – part of connect
    ) -> tuple[int, bytes]:
        """Make one call. Raises NotSentError, TimedOut or NetworkError (perhaps sent)."""
        if self._session is None:
            raise RuntimeError("this request object is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_seconds(connect_timeout),
            sock_read=_seconds(read_timeout),
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout, proxy=_proxy_for(url)
            ) as response:
                status, body = response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(f"no connection: {type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"connection lost: {type(error).__name__}") from None
        if status >= 500:
            raise NotSentError(f"Telegram is down: HTTP {status}")
        if status >= 400 and not body.lstrip().startswith(b"{"):
            # A 404 of some other server would be taken for a refused token.
            raise NotSentError(f"this is no Bot API server: HTTP {status}")
        return status, body


def _proxy_for(url: str) -> str | None:
    """The proxy that the environment names for this host."""
    parts = urlsplit(url)
    return _proxy(parts.scheme, parts.hostname or "")


# aiohttp's own reading of the environment opens ~/.netrc for every call.
@cache
def _proxy(scheme: str, host: str) -> str | None:
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _seconds(timeout: Any) -> float | None:
    if timeout is BaseRequest.DEFAULT_NONE:
        return TIMEOUT
    return None if timeout is None else float(timeout)


def _form(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
