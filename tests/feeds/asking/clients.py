"""A feed client to test with, and what it answered."""

import asyncio
import socket
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.asking.client import AiohttpFeedClient, Limits
from feeds.asking.guard import AddressInfo, guarded_socket
from news.feeds import Feed, Origin
from news.fetches import Failed, Fetch, Fetched
from tests.fakes import FakeClock
from tests.feeds.samples import a_feed

USER_AGENT = "healthnews-bot/1.2 (+https://bot.example/about)"
SMALL = Limits(total=timedelta(seconds=20), body=100_000, packed=50_000)


class Names(AbstractResolver):
    """Knows one host by these addresses, or no host at all."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if not self._addresses:
            raise OSError(None, f"no {family.name} address for {host}:{port}")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in self._addresses
        ]

    async def close(self) -> None:
        """Nothing to close."""


class SilentNames(Names):
    """Never answers."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        await asyncio.Event().wait()
        return await super().resolve(host, port, family)


class OpenLoopback:
    """A guard to whom 127.0.0.1 is the public web; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, info: AddressInfo) -> socket.socket:
        host = info[4][0]
        self.asked.append(host)
        return socket.socket(*info[:3]) if host == "127.0.0.1" else guarded_socket(info)


def a_client(
    limits: Limits = SMALL,
    *,
    exempt: Collection[str] = (),
    resolver: AbstractResolver | None = None,
) -> AiohttpFeedClient:
    return AiohttpFeedClient(
        user_agent=USER_AGENT,
        clock=FakeClock(),
        limits=limits,
        exempt=exempt,
        resolver=resolver,
    )


def a_readers_feed(url: str) -> Feed:
    return replace(a_feed(url), origin=Origin.READER, is_public=False)


def body_of(fetch: Fetch) -> bytes:
    assert isinstance(fetch, Fetched), fetch
    return fetch.body


def failure(fetch: Fetch) -> Failed:
    assert isinstance(fetch, Failed), fetch
    return fetch
