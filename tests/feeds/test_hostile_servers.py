"""Whatever a server does, asking it costs little and ends in time."""

import asyncio
import base64
import gzip
import socket
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from feeds.asking.client import Limits
from news.feed_ports import FeedClient
from news.feeds import Trouble
from news.fetches import Failed, Fetched
from tests.feed_server import Answer, BareServer, FeedServer
from tests.feeds.asking.clients import (
    Names,
    SilentNames,
    a_client,
    a_readers_feed,
    body_of,
    failure,
)
from tests.feeds.samples import a_feed, item, rss

BODY = rss(item())
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
SOON = timedelta(milliseconds=60)
LATER = timedelta(seconds=20)
QUICK = Limits(total=timedelta(seconds=1), body=1_000, packed=1_000)
# A small feed as a real brotli encoder packs it.
BROTLI = base64.b64decode(
    "G0AAgEQ3l7p0J+axkA1V/NPbBYccOL8tDjCgLNiAA4w7oMu/+/pMepjYW7urnncPQQgNWgk="
)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[FeedClient]:
    async with a_client() as open_client:
        yield open_client


# ── Too much ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_body_at_the_limit_is_read(server: FeedServer, client: FeedClient) -> None:
    url = server.serve("/feed", Answer(body=b"x" * 100_000))

    assert len(body_of(await client.fetch(a_feed(url)))) == 100_000


async def test_a_body_beyond_the_limit_is_refused(server: FeedServer, client: FeedClient) -> None:
    url = server.serve("/feed", Answer(body=b"x" * 100_001))

    failed = failure(await client.fetch(a_feed(url)))

    assert (failed.reason, failed.trouble) == ("larger than 100,000 bytes", Trouble.UNREADABLE)


async def test_a_body_that_is_announced_as_too_large_is_not_waited_for(client: FeedClient) -> None:
    async with BareServer(HEAD + b"Content-Length: 100001\r\n\r\n") as bare:
        failed = failure(await client.fetch(a_feed(bare.url)))

    assert failed.reason == "larger than 100,000 bytes"


@pytest.mark.parametrize("coding", [b"", b"Content-Encoding: gzip\r\n"])
async def test_a_body_that_never_ends_is_left_at_the_limit(
    client: FeedClient, coding: bytes
) -> None:
    chunk = b"1000\r\n" + b"\x1f\x8b" * 0x800 + b"\r\n"
    head = HEAD + coding + b"Transfer-Encoding: chunked\r\n\r\n"

    async with BareServer(head, for_ever=chunk) as bare:
        failed = failure(await client.fetch(a_feed(bare.url)))

    assert failed.reason == f"larger than {50_000 if coding else 100_000:,} bytes"
    assert failed.trouble is Trouble.UNREADABLE


@pytest.mark.parametrize("flood", [b"X-Flood: 1\r\n", b"X-Flood: " + b"1" * 40_000])
async def test_a_flood_of_headers_is_not_listened_to(client: FeedClient, flood: bytes) -> None:
    async with BareServer(HEAD, for_ever=flood) as bare:
        failed = failure(await client.fetch(a_feed(bare.url)))

    assert failed.reason == "an answer that cannot be understood"
    assert failed.trouble is Trouble.UNREACHABLE


async def test_a_long_header_is_no_flood(server: FeedServer, client: FeedClient) -> None:
    headers = {"Content-Security-Policy": "x" * 20_000}

    url = server.serve("/feed", Answer(body=BODY, headers=headers))

    assert body_of(await client.fetch(a_feed(url))) == BODY


async def test_a_server_that_redirects_for_ever_is_left(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve("/feed", Answer(status=302, headers={"Location": "/feed"}))

    failed = failure(await client.fetch(a_feed(url)))

    assert (failed.reason, failed.trouble) == ("more than 5 redirects", Trouble.MISSING)
    assert len(server.requests) == 6


# ── Packed ───────────────────────────────────────────────────────────────────────────────────────

# In a process of its own: there the peak is of this alone.
ASKING = """
import asyncio, sys
from pathlib import Path
from tests.feed_server import Answer, FeedServer
from tests.feeds.asking.clients import a_client, failure
from tests.feeds.samples import a_feed
from feeds.asking.client import Limits

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

async def ask(path, coding):
    bomb = Answer(body=Path(path).read_bytes(), headers={"Content-Encoding": coding})
    async with FeedServer() as server, a_client(Limits()) as client:
        url = server.serve("/feed", bomb)
        small = server.serve("/small", Answer(body=b"<rss/>"))
        await client.fetch(a_feed(small))
        before = peak()
        failed = failure(await client.fetch(a_feed(url)))
        print(peak() - before, failed.reason)

asyncio.run(ask(*sys.argv[1:]))
"""


def a_bomb() -> bytes:
    """About 1 MB of gzip that unpack to 1 GB of zeros, in one part."""
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 26)
    head = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same zeros are packed to the same bytes.
    return head + 15 * (packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to measure memory")
def test_a_gigabyte_in_a_small_parcel_is_refused_before_it_fills_the_memory(
    tmp_path: Path,
) -> None:
    parcel = tmp_path / "bomb"
    parcel.write_bytes(a_bomb())
    assert parcel.stat().st_size < 2_000_000

    asked = subprocess.run(
        [sys.executable, "-c", ASKING, str(parcel), "gzip"],
        capture_output=True,
        text=True,
        check=True,
    )

    kilobytes, _, reason = asked.stdout.strip().partition(" ")
    assert reason == f"larger than {Limits().body:,} bytes"
    assert int(kilobytes) < 40_000


@pytest.mark.parametrize(("coding", "body"), [("br", BROTLI), ("zstd", b"\x28\xb5\x2f\xfd" * 9)])
async def test_a_packing_that_nobody_asked_for_is_refused(
    server: FeedServer, client: FeedClient, coding: str, body: bytes
) -> None:
    url = server.serve("/feed", Answer(body=body, headers={"Content-Encoding": coding}))

    failed = failure(await client.fetch(a_feed(url)))

    assert failed.reason == f"packed in a way that nobody asked for ({coding})"
    assert failed.trouble is Trouble.UNREADABLE


async def test_a_body_that_is_packed_wrongly_is_refused(
    server: FeedServer, client: FeedClient
) -> None:
    packed = Answer(body=b"\x1f\x8b" + b"\xff" * 99, headers={"Content-Encoding": "gzip"})

    failed = failure(await client.fetch(a_feed(server.serve("/feed", packed))))

    assert (failed.reason, failed.trouble) == ("packed wrongly", Trouble.UNREADABLE)


# ── Too little ───────────────────────────────────────────────────────────────────────────────────


async def test_an_answer_that_breaks_off_is_a_failure(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve("/feed", Answer(body=BODY, breaks_off=True))

    failed = failure(await client.fetch(a_feed(url)))

    assert (failed.reason, failed.trouble) == ("the answer broke off", Trouble.UNREACHABLE)


async def test_a_packed_answer_that_breaks_off_is_a_failure(
    server: FeedServer, client: FeedClient
) -> None:
    cut = Answer(body=gzip.compress(BODY)[:-9], headers={"Content-Encoding": "gzip"})

    failed = failure(await client.fetch(a_feed(server.serve("/feed", cut))))

    assert (failed.reason, failed.trouble) == ("the answer broke off", Trouble.UNREACHABLE)


async def test_a_body_without_a_length_ends_with_its_connection(client: FeedClient) -> None:
    async with BareServer(HEAD + b"\r\n" + BODY) as bare:
        assert body_of(await client.fetch(a_feed(bare.url))) == BODY


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (b"", "the connection broke off"),
        (b"HTTP/1.1 200", "the connection broke off"),
        (HEAD, "the connection broke off"),
        (HEAD + b"Content-Length: 0\r\n\r\n", "an empty answer"),
        (HEAD + b"\r\n", "an empty answer"),
        (
            HEAD + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
            "an answer that cannot be understood",
        ),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>", "the answer broke off"),
        (HEAD + b"Content-Length: -1\r\n\r\n", "an answer that cannot be understood"),
        (b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76", "an answer that cannot be understood"),
        (b"220 mail.example.org ESMTP\r\n", "an answer that cannot be understood"),
    ],
)
async def test_a_server_that_does_not_keep_to_http_is_left(
    client: FeedClient, says: bytes, reason: str
) -> None:
    async with BareServer(says) as bare:
        failed = failure(await client.fetch(a_feed(bare.url)))

    assert failed.reason == reason
    assert failed.host in bare.url


@given(
    st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda rest: HEAD + rest)),
    st.sampled_from(
        [b"", b"Content-Encoding: gzip\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"]
    ),
)
@example(HEAD, b"Content-Encoding: gzip\r\nContent-Encoding: br\r\n\r\nx")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_no_bytes_from_a_server_raise_an_error(says: bytes, more: bytes) -> None:
    async with BareServer(says + more) as bare, a_client(QUICK) as client:
        answer = await client.fetch(a_feed(bare.url))

    assert isinstance(answer, Fetched | Failed)


# ── Too slow ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_silent_server_is_left(server: FeedServer) -> None:
    url = server.serve("/feed", Answer(hangs=True))

    async with a_client(Limits(silence=SOON, total=LATER)) as client, asyncio.timeout(10):
        failed = failure(await client.fetch(a_feed(url)))

    assert (failed.reason, failed.trouble) == ("no whole answer in time", Trouble.UNREACHABLE)


@pytest.mark.parametrize("says", [HEAD * 9, HEAD + b"\r\n" + BODY])
async def test_a_server_that_only_drips_is_left(says: bytes) -> None:
    limits = Limits(silence=LATER, total=SOON)

    async with BareServer(says, drips=True) as bare, a_client(limits) as client:
        failed = failure(await client.fetch(a_feed(bare.url)))

    assert (failed.reason, failed.trouble) == ("no whole answer in time", Trouble.UNREACHABLE)


async def test_a_name_server_that_says_nothing_is_left() -> None:
    limits = Limits(connect=SOON, total=LATER)

    async with a_client(limits, resolver=SilentNames()) as client:
        failed = failure(await client.fetch(a_feed("https://nowhere.example/feed")))

    assert (failed.reason, failed.trouble) == ("no connection in time", Trouble.UNREACHABLE)


# ── Nobody there ─────────────────────────────────────────────────────────────────────────────────


async def test_a_closed_port_is_a_failure(client: FeedClient) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        failed = failure(await client.fetch(a_feed(f"http://127.0.0.1:{port}/")))

    assert failed.reason == "the host does not take the connection"
    assert failed.trouble is Trouble.UNREACHABLE


async def test_an_unknown_host_is_a_failure() -> None:
    async with a_client(resolver=Names()) as client:
        failed = failure(await client.fetch(a_feed("https://nowhere.example/feed")))

    assert failed == Failed(reason="the name of the host is not known", host="nowhere.example")


async def test_a_host_that_does_not_speak_tls_is_a_failure(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.url("/feed").replace("http:", "https:")

    failed = failure(await client.fetch(a_feed(url)))

    assert failed.reason.startswith("no secure connection")
    assert failed.trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize("url", ["http://", "http://[broken", "http://a..b/", "mailto:me", ""])
async def test_an_impossible_address_is_a_failure(client: FeedClient, url: str) -> None:
    failed = failure(await client.fetch(a_feed(url)))

    assert (failed.reason, failed.trouble) == ("not an address that can be asked", Trouble.MISSING)


@given(st.text(), st.sampled_from(["http://", "https://", "http://news.example.org/", ""]))
@example("a" * 64 + ".example", "http://")  # longer than a name may be
@example("xn--a", "http://")
@example("a\u2100b", "http://")
@example("news.example.org:99999/", "http://")
@settings(max_examples=60, deadline=None)
async def test_no_address_raises_an_error(text: str, start: str) -> None:
    async with a_client(resolver=Names()) as client:
        for_reader = await client.fetch(a_readers_feed(start + text))
        for_operator = await client.fetch(a_feed(f"{start}{text}.example.org"))

    assert isinstance(for_reader, Failed)
    assert isinstance(for_operator, Failed)
