"""A reader's feed leads nowhere but to the public web."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.asking.client import AiohttpFeedClient
from feeds.asking.guard import ForbiddenAddressError, guarded_socket, is_near, is_public
from news.feeds import Trouble
from news.fetches import NotModified
from tests.fakes import FakeClock
from tests.feed_server import Answer, FeedServer
from tests.feeds.asking.clients import (
    USER_AGENT,
    Names,
    OpenLoopback,
    a_client,
    a_readers_feed,
    body_of,
    failure,
)
from tests.feeds.samples import a_feed, item, rss

BODY = rss(item())

# Written down from the two IANA registries of special-purpose addresses, not taken from Python:
# its tables change from one version to the next.
NOT_PUBLIC_IPV4 = [
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
NOT_PUBLIC_IPV6 = [
    IPv6Network(network)
    for network in (
        *("::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16"),
        *("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
]
NAT64 = IPv6Network("64:ff9b::/96")


def is_fit(address: IPv4Address | IPv6Address) -> bool:
    """Whether the registries call it reachable from everywhere."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_IPV4)
    if address in NAT64:
        return is_fit(IPv4Address(int(address) & 0xFFFF_FFFF))
    return not any(address in network for network in NOT_PUBLIC_IPV6)


def ipv4() -> st.SearchStrategy[IPv4Address]:
    """Any, with the special ones as likely as the others."""
    special = st.sampled_from(NOT_PUBLIC_IPV4).flatmap(lambda net: st.ip_addresses(network=net))
    return st.one_of(st.ip_addresses(v=4), special)


def wrapped(address: IPv4Address) -> list[IPv6Address]:
    """Every way to write an IPv4 address as an IPv6 one."""
    number = int(address)
    return [
        IPv6Address(number),  # compatible
        IPv6Address(0xFFFF << 32 | number),  # mapped
        IPv6Address(0xFFFF << 48 | number),  # translated
        IPv6Address(int(NAT64.network_address) | number),
        IPv6Address(int(IPv6Address("64:ff9b:1::")) | number),
        IPv6Address(0x2002 << 112 | number << 80 | 1),  # 6to4
        IPv6Address(0x20010000 << 96 | number << 64 | number ^ 0xFFFF_FFFF),  # Teredo
    ]


def ipv6() -> st.SearchStrategy[IPv6Address]:
    special = st.sampled_from(NOT_PUBLIC_IPV6).flatmap(lambda net: st.ip_addresses(network=net))
    return st.one_of(st.ip_addresses(v=6), special, ipv4().map(wrapped).flatmap(st.sampled_from))


# ── Which addresses are public ───────────────────────────────────────────────────────────────────


@given(st.one_of(ipv4(), ipv6()))
def test_what_is_let_through_is_reachable_from_everywhere(
    address: IPv4Address | IPv6Address,
) -> None:
    assert is_fit(address) or not is_public(str(address))


@given(ipv4().filter(lambda address: not is_fit(address)))
def test_a_private_address_is_private_in_every_wrapping(address: IPv4Address) -> None:
    assert not is_public(str(address))
    assert not any(is_public(str(wrapping)) for wrapping in wrapped(address))


@given(st.text())
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(f"{text}!")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
        *("198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "::ffff:8.8.8.8"),
        *("64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "64:ff9b:1::808:808"),
        *("2002:7f00:1::1", "2002:a9fe:a9fe::", "2001:0:7f00:1::", "2001::f5ff:fffe"),
        *("fe80::1", "fe80::1%1", "fec0::1", "fd00:ec2::254", "fc00::1", "ff02::1"),
        *("2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1"),
        *("", "localhost", "0", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1 "),
    ],
)
def test_an_address_within_a_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "192.0.1.1"),
        *("198.20.0.1", "223.255.255.255", "168.63.129.17"),
        *("2606:4700::1111", "2a00:1450:4001:80b::200e", "2003::1", "64:ff9b::8.8.8.8"),
    ],
)
def test_an_address_of_the_web_is_public(address: str) -> None:
    assert is_public(address)


# ── Each connection ──────────────────────────────────────────────────────────────────────────────


def info(host: str, port: int) -> tuple[int, int, int, str, tuple[str, int]]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return (family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (host, port))


@pytest.mark.parametrize("port", [80, 443])
def test_the_web_may_be_connected_to(port: int) -> None:
    with guarded_socket(info("1.1.1.1", port)) as unconnected:
        assert unconnected.type == socket.SOCK_STREAM


@pytest.mark.parametrize("port", [0, 22, 25, 81, 6379, 8080, 8443, 65_535])
def test_no_other_door_of_a_public_host_is_tried(port: int) -> None:
    with pytest.raises(ForbiddenAddressError, match="port 80 or 443"):
        guarded_socket(info("1.1.1.1", port))


def test_a_private_address_may_not_be_connected_to() -> None:
    with pytest.raises(ForbiddenAddressError, match="private network"):
        guarded_socket(info("192.168.1.1", 80))


class Anywhere:
    """A socket of a machine that has public addresses of its own."""

    def __init__(self, family: int, *_: int) -> None:
        self._own = "9.9.9.9" if family == socket.AF_INET else "2620:fe:0:1::9"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to close."""

    def connect(self, address: object) -> None:
        """As of a datagram socket: nothing is sent."""

    def getsockname(self) -> tuple[str, int]:
        return self._own, 40_000


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("9.9.9.9", True),
        ("9.9.9.10", False),
        ("2620:fe:0:1::9", True),
        ("2620:fe:0:1::10", True),  # in the same house, behind the same firewall
        ("2620:fe:0:2::9", False),
    ],
)
def test_public_addresses_of_our_own_are_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, address: str, is_own: bool
) -> None:
    monkeypatch.setattr(socket, "socket", Anywhere)

    with pytest.raises(ForbiddenAddressError) if is_own else nullcontext():
        guarded_socket(info(address, 443))


def test_an_address_that_there_is_no_way_to_is_not_near() -> None:
    assert not is_near(info("255.255.255.255", 80))  # a broadcast, which is not permitted


# ── Through the client ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        running.serve("/feed", Answer(body=BODY, etag='"1"'))
        yield running


async def test_the_operators_feeds_may_be_anywhere(server: FeedServer) -> None:
    async with a_client() as client:
        assert body_of(await client.fetch(a_feed(server.url("/feed")))) == BODY


async def test_a_readers_feed_may_not_be_on_this_machine(server: FeedServer) -> None:
    async with a_client() as client:
        failed = failure(await client.fetch(a_readers_feed(server.url("/feed"))))

    assert (failed.trouble, failed.host) == (Trouble.FORBIDDEN, server.host)
    assert server.requests == []


async def test_a_readers_feed_may_be_where_the_operator_exempts_it(server: FeedServer) -> None:
    async with a_client(exempt=[server.host]) as client:
        assert body_of(await client.fetch(a_readers_feed(server.url("/feed")))) == BODY


async def test_a_connection_of_the_operators_feeds_is_never_used_for_a_readers(
    server: FeedServer,
) -> None:
    url = server.url("/feed")

    async with a_client() as client:
        await client.fetch(a_feed(url))  # leaves a connection that could be used again
        failed = failure(await client.fetch(a_readers_feed(url)))
        still_open = await client.fetch(a_feed(url))

    assert failed.trouble is Trouble.FORBIDDEN
    assert not isinstance(still_open, NotModified)
    assert len(server.requests) == 2


async def test_no_readers_feed_is_asked_with_a_password(server: FeedServer) -> None:
    url = server.url("/feed").replace("//", "//me:secret@")

    async with a_client(exempt=[server.host]) as client:
        failed = failure(await client.fetch(a_readers_feed(url)))

    assert (failed.trouble, failed.host) == (Trouble.FORBIDDEN, server.host)
    assert server.requests == []


SPELLINGS: list[Callable[[int], str]] = [
    lambda port: f"http://localhost:{port}/feed",
    lambda port: f"http://127.0.0.1.:{port}/feed",
    lambda port: f"http://[::1]:{port}/feed",
    lambda port: f"http://[::ffff:127.0.0.1]:{port}/feed",
    lambda port: f"http://[::ffff:7f00:1]:{port}/feed",
    lambda port: f"http://127.1:{port}/feed",
    lambda port: f"http://2130706433:{port}/feed",
    lambda port: f"http://0x7f000001:{port}/feed",
    lambda port: f"http://0177.0.0.1:{port}/feed",
    lambda port: f"http://0:{port}/feed",
    lambda port: f"http://[::]:{port}/feed",
    lambda port: f"http://１２７.０.０.１:{port}/feed",
    lambda port: f"http://①②⑦.⓪.⓪.①:{port}/feed",
    lambda port: f"http://127。0。0。1:{port}/feed",
    lambda port: f"http://example.org@127.0.0.1:{port}/feed",
    lambda port: f"http://127.0.0.1:{port}\\@example.org/feed",
    lambda port: f"http://[fe80::1%25lo]:{port}/feed",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_odd_spelling_of_this_machine_gets_through(
    server: FeedServer, spelling: Callable[[int], str]
) -> None:
    url = spelling(int(server.host.rpartition(":")[2]))

    async with a_client() as client:
        failed = failure(await client.fetch(a_readers_feed(url)))

    # Missing: what the library does not even take for an address.
    assert failed.trouble in {Trouble.FORBIDDEN, Trouble.MISSING}
    assert "port" not in failed.reason  # the address alone is enough
    assert server.requests == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "https://[fd00:ec2::254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:7f00:1::]/",
        "http://1.1.1.1:22/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 307])
async def test_a_redirect_into_a_private_network_is_not_followed(
    server: FeedServer, target: str, status: int
) -> None:
    url = server.serve("/moved", Answer(status=status, headers={"Location": target}))

    async with a_client(exempt=[server.host]) as client:
        failed = failure(await client.fetch(a_readers_feed(url)))

    assert failed.trouble is Trouble.FORBIDDEN
    assert failed.host in target


async def test_a_name_for_a_private_address_does_not_get_through(server: FeedServer) -> None:
    async with a_client(resolver=Names("127.0.0.1", "10.0.0.1", "::1")) as client:
        failed = failure(await client.fetch(a_readers_feed("http://rebinding.example/feed")))

    assert failed.trouble is Trouble.FORBIDDEN


@pytest.mark.parametrize("addresses", [("10.0.0.1", "127.0.0.1"), ("::1", "fd00::1", "127.0.0.1")])
async def test_of_a_name_with_many_addresses_only_public_ones_are_connected_to(
    server: FeedServer, addresses: tuple[str, ...]
) -> None:
    guard = OpenLoopback()
    url = server.url("/feed").replace("127.0.0.1", "mixed.example")

    async with AiohttpFeedClient(
        user_agent=USER_AGENT, clock=FakeClock(), guard=guard, resolver=Names(*addresses)
    ) as client:
        fetched = await client.fetch(a_readers_feed(url))

    assert body_of(fetched) == BODY
    assert set(guard.asked) <= set(addresses)
    assert guard.asked[-1] == "127.0.0.1"
