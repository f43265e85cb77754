"""Publishers are asked politely and within limits, whatever they answer."""

import gzip
import socket
import tracemalloc
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.client import AiohttpFeedClient
from news.fetches import Failed, Fetch, Fetched, NotModified
from news.models import Validators
from news.ports import FeedClient
from tests.fakes import FakeClock
from tests.feed_server import Answer, FeedServer
from tests.feeds.samples import a_feed, item, rss

BODY = rss(item())
USER_AGENT = "healthnews-bot/1.2 (+https://bot.example/about)"


class UnknownNames(AbstractResolver):
    """Knows no host."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise OSError(None, f"no {family.name} address for {host}:{port}")

    async def close(self) -> None:
        """Nothing to close."""


def a_client(
    total_limit: timedelta = timedelta(seconds=20), resolver: AbstractResolver | None = None
) -> AiohttpFeedClient:
    return AiohttpFeedClient(
        user_agent=USER_AGENT,
        clock=FakeClock(),
        total_limit=total_limit,
        body_limit=100_000,
        resolver=resolver,
    )


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[FeedClient]:
    async with a_client() as open_client:
        yield open_client


def body_of(fetch: Fetch) -> bytes:
    assert isinstance(fetch, Fetched)
    return fetch.body


def failure(fetch: Fetch) -> Failed:
    assert isinstance(fetch, Failed)
    return fetch


# ── Asking ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_feed_is_fetched_with_what_its_publisher_says_about_it(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve(
        "/feed",
        Answer(
            body=BODY,
            content_type="text/xml; charset=latin-1",
            etag='W/"a-gzip"',
            last_modified="yesterday, about tea time",
            headers={"Cache-Control": "max-age=600"},
        ),
    )

    fetched = await client.fetch(a_feed(url))

    assert isinstance(fetched, Fetched)
    assert (fetched.body, fetched.url) == (BODY, url)
    assert fetched.content_type == "text/xml; charset=latin-1"
    assert fetched.fresh_for == timedelta(minutes=10)
    assert fetched.validators.etag == 'W/"a-gzip"'
    assert fetched.validators.last_modified == "yesterday, about tea time"


async def test_a_request_says_who_asks_and_carries_nothing_else(
    server: FeedServer, client: FeedClient
) -> None:
    cookie = Answer(body=BODY, headers={"Set-Cookie": "who=you; Path=/"})
    url = server.serve("/feed", cookie)

    await client.fetch(a_feed(url))
    await client.fetch(a_feed(url))

    second = server.asked("/feed")[1].headers
    assert second["User-Agent"] == USER_AGENT
    assert "application/rss+xml" in second["Accept"]
    assert set(second) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


# Tags are opaque: servers compare them byte by byte, so nothing may be parsed or cut.
TAGS = ['"plain"', 'W/"weak"', '"quoted-gzip"', "bare", '"with, comma"', '"' + "x" * 2_000 + '"']


@pytest.mark.parametrize("etag", TAGS)
async def test_validators_go_back_as_they_came(
    server: FeedServer, client: FeedClient, etag: str
) -> None:
    date = "Mon, 01 jun 2026 5:00:00 CEST"
    url = server.serve("/feed", Answer(body=BODY, etag=etag, last_modified=date))
    first = await client.fetch(a_feed(url))
    assert isinstance(first, Fetched)

    again = await client.fetch(a_feed(url, first.validators))

    assert again == NotModified(validators=first.validators)
    sent = server.asked("/feed")[1].headers
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == (etag, date)


async def test_validators_that_cannot_go_back_as_they_came_are_not_kept(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve("/feed", Answer(body=BODY, etag='"caf\u00e9"'))

    fetched = await client.fetch(a_feed(url))

    assert isinstance(fetched, Fetched)
    assert fetched.validators.etag is None


async def test_what_an_unchanged_answer_does_not_name_stays_as_it_was(
    server: FeedServer, client: FeedClient
) -> None:
    known = Validators(etag='"1"', last_modified="then", body_hash="abc")
    headers = {"Last-Modified": "now", "Cache-Control": "max-age=60"}
    url = server.serve("/feed", Answer(status=304, headers=headers))

    answer = await client.fetch(a_feed(url, known))

    assert answer == NotModified(
        validators=Validators(etag='"1"', last_modified="now", body_hash="abc"),
        fresh_for=timedelta(minutes=1),
    )


async def test_the_same_body_is_not_modified_though_the_server_does_not_say_so(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve(
        "/feed", Answer(body=BODY, headers={"ETag": '"1"'}), Answer(body=BODY, etag='"2"')
    )
    first = await client.fetch(a_feed(url))
    assert isinstance(first, Fetched)

    again = await client.fetch(a_feed(url, first.validators))

    assert isinstance(again, NotModified)
    assert again.validators.etag == '"2"'
    assert again.validators.body_hash == first.validators.body_hash


async def test_a_packed_body_is_unpacked(server: FeedServer, client: FeedClient) -> None:
    packed = Answer(body=gzip.compress(BODY), headers={"Content-Encoding": "gzip"})

    assert body_of(await client.fetch(a_feed(server.serve("/feed", packed)))) == BODY


# ── Redirects ────────────────────────────────────────────────────────────────────────────────────


def to(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": location})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed_to_where_the_feed_is(
    server: FeedServer, client: FeedClient, status: int
) -> None:
    server.serve("/new/feed", Answer(body=BODY))
    url = server.serve("/old", to("new/feed?a=b", status))

    fetched = await client.fetch(a_feed(url, Validators(etag='"1"')))

    assert isinstance(fetched, Fetched)
    assert fetched.url == server.url("/new/feed?a=b")
    assert server.asked("/new/feed")[0].headers["If-None-Match"] == '"1"'


async def test_five_redirects_are_followed_and_no_more(
    server: FeedServer, client: FeedClient
) -> None:
    server.serve("/0", Answer(body=BODY))
    for hop in range(1, 7):
        server.serve(f"/{hop}", to(f"/{hop - 1}"))

    assert body_of(await client.fetch(a_feed(server.url("/5")))) == BODY
    assert failure(await client.fetch(a_feed(server.url("/6")))).reason == "more than 5 redirects"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "redirected to something that is no web address"),
        ("ftp://example.org/", "redirected to something that is no web address"),
        ("http://me:secret@example.org/", "redirected to something that is no web address"),
        ("http://[broken", "not an address that can be asked"),
        ("", "redirected, but not told where"),
    ],
)
async def test_a_redirect_out_of_the_web_is_not_followed(
    server: FeedServer, client: FeedClient, location: str, reason: str
) -> None:
    url = server.serve("/feed", to(location))

    assert failure(await client.fetch(a_feed(url))).reason == reason


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (204, "an answer without a feed (HTTP 204)"),
        (304, "“not modified”, though nothing was ever read (HTTP 304)"),
        (401, "the publisher asks for a password (HTTP 401)"),
        (403, "the publisher does not let this bot in (HTTP 403)"),
        (404, "there is nothing at this address (HTTP 404)"),
        (410, "the publisher has taken the feed away for good (HTTP 410)"),
        (418, "an answer without a feed (HTTP 418)"),
        (500, "the publisher's server is in trouble (HTTP 500)"),
        (799, "the publisher's server is in trouble (HTTP 799)"),
    ],
)
async def test_a_refusal_is_said_in_words(
    server: FeedServer, client: FeedClient, status: int, reason: str
) -> None:
    url = server.serve("/feed", Answer(status=status))

    assert await client.fetch(a_feed(url)) == Failed(reason=reason)


async def test_a_wall_against_bots_is_named(server: FeedServer, client: FeedClient) -> None:
    url = server.serve("/feed", Answer(status=403, headers={"cf-mitigated": "challenge"}))

    assert "wall against bots" in failure(await client.fetch(a_feed(url))).reason


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("86400", timedelta(days=1)),
        ("Mon, 01 Jun 2026 13:00:00 GMT", timedelta(hours=1)),
        ("", None),
    ],
)
@pytest.mark.parametrize(("status", "whole_host"), [(429, True), (503, False)])
async def test_an_ordered_pause_is_passed_on(
    server: FeedServer,
    client: FeedClient,
    status: int,
    whole_host: bool,
    told: str,
    wait: timedelta | None,
) -> None:
    headers = {"Retry-After": told, "Date": "Mon, 01 Jun 2026 12:00:00 GMT"}
    url = server.serve("/feed", Answer(status=status, headers=headers))

    failed = failure(await client.fetch(a_feed(url)))

    assert (failed.retry_after, failed.whole_host) == (wait, whole_host)


# ── Trouble ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_body_beyond_the_limit_is_refused(server: FeedServer, client: FeedClient) -> None:
    url = server.serve("/feed", Answer(body=b"x" * 100_001))

    assert failure(await client.fetch(a_feed(url))).reason == "larger than 100,000 bytes"


async def test_a_body_at_the_limit_is_read(server: FeedServer, client: FeedClient) -> None:
    url = server.serve("/feed", Answer(body=b"x" * 100_000))

    assert len(body_of(await client.fetch(a_feed(url)))) == 100_000


async def test_a_bomb_is_refused_before_it_fills_the_memory(
    server: FeedServer, client: FeedClient
) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    url = server.serve("/feed", Answer(body=bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()

    try:
        failed = failure(await client.fetch(a_feed(url)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert failed.reason == "larger than 100,000 bytes"
    assert peak < 5_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
async def test_a_body_packed_wrongly_is_a_failure(
    server: FeedServer, client: FeedClient, encoding: str
) -> None:
    url = server.serve("/feed", Answer(body=b"\xff" * 99, headers={"Content-Encoding": encoding}))

    failed = failure(await client.fetch(a_feed(url)))

    assert failed.reason in {
        "the answer broke off or is packed wrongly",
        "an answer that cannot be understood",  # a packing that nobody asked for
    }


async def test_an_answer_that_breaks_off_is_a_failure(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve("/feed", Answer(body=BODY, breaks_off=True))

    failed = failure(await client.fetch(a_feed(url)))

    assert failed.reason == "the answer broke off or is packed wrongly"


async def test_a_silent_server_is_left_after_the_limit(server: FeedServer) -> None:
    url = server.serve("/feed", Answer(hangs=True))

    async with a_client(total_limit=timedelta(milliseconds=50)) as client:
        failed = failure(await client.fetch(a_feed(url)))

    assert failed.reason == "no answer in time"


async def test_a_closed_port_is_a_failure(client: FeedClient) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        failed = failure(await client.fetch(a_feed(f"http://127.0.0.1:{port}/")))

    assert failed.reason == "the host does not take the connection"


async def test_an_unknown_host_is_a_failure() -> None:
    async with a_client(resolver=UnknownNames()) as client:
        failed = failure(await client.fetch(a_feed("https://nowhere.example/feed")))

    assert failed.reason == "the name of the host is not known"


async def test_a_host_that_does_not_speak_tls_is_a_failure(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.url("/feed").replace("http:", "https:")

    failed = failure(await client.fetch(a_feed(url)))

    assert failed.reason.startswith("no secure connection")


@pytest.mark.parametrize("url", ["http://", "http://[broken", "http://a..b/", "mailto:me", ""])
async def test_an_impossible_address_is_a_failure(client: FeedClient, url: str) -> None:
    assert failure(await client.fetch(a_feed(url))).reason == "not an address that can be asked"
