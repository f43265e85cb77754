"""Publishers are asked politely and within limits, whatever they answer."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from news.feed_ports import FeedClient
from news.feeds import Trouble, Validators
from news.fetches import Failed, Fetched, NotModified
from tests.feed_server import Answer, FeedServer
from tests.feeds.asking.clients import USER_AGENT, Names, a_client, body_of, failure
from tests.feeds.samples import a_feed, item, rss

BODY = rss(item())


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[FeedClient]:
    async with a_client() as open_client:
        yield open_client


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


async def test_a_feed_that_has_moved_for_good_is_asked_where_it_is_now(
    server: FeedServer, client: FeedClient
) -> None:
    now = server.serve("/now", Answer(body=BODY))
    feed = replace(a_feed(server.url("/then")), address=now)

    assert body_of(await client.fetch(feed)) == BODY
    assert server.asked("/then") == []


async def test_a_request_says_who_asks_and_carries_nothing_else(server: FeedServer) -> None:
    cookie = Answer(body=BODY, headers={"Set-Cookie": "who=you; Path=/"})
    # By a name: the library itself keeps no cookies of hosts that are bare numbers.
    url = server.serve("/feed", cookie).replace("127.0.0.1", "news.example.org")

    async with a_client(resolver=Names("127.0.0.1")) as client:
        await client.fetch(a_feed(url))
        await client.fetch(a_feed(url))

    second = server.asked("/feed")[1].headers
    assert second["User-Agent"] == USER_AGENT
    assert second["Accept"].startswith(
        "application/atom+xml, application/rss+xml, application/feed"
    )
    assert "application/json;q=0.7" in second["Accept"]
    assert second["Accept-Encoding"] == "gzip, deflate"
    assert set(second) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


# Tags are opaque: servers compare them byte by byte, so nothing may be parsed or cut.
TAGS = ['"plain"', 'W/"weak"', '"quoted-gzip"', "bare", '"with, comma"', '"' + "x" * 2_000 + '"']


@pytest.mark.parametrize("etag", TAGS)
async def test_validators_go_back_as_they_came(
    server: FeedServer, client: FeedClient, etag: str
) -> None:
    date = "Sat, 01 jun 2041 5:00:00 CEST"  # absurd, and not ours to mend
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
    odd = Answer(body=BODY, etag='"caf\u00e9"', last_modified="x" * 4_097, content_type="caf\u00e9")
    url = server.serve("/feed", odd)

    fetched = await client.fetch(a_feed(url))

    assert isinstance(fetched, Fetched)
    assert (fetched.validators.etag, fetched.validators.last_modified) == (None, None)
    assert fetched.content_type == "caf"


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

    assert again == NotModified(
        validators=Validators(etag='"2"', body_hash=first.validators.body_hash), is_full=True
    )


@pytest.mark.parametrize("known", [Validators(), Validators(body_hash="abc")])
async def test_not_modified_is_no_answer_to_somebody_who_did_not_ask_that(
    server: FeedServer, client: FeedClient, known: Validators
) -> None:
    url = server.serve("/feed", Answer(status=304))

    assert failure(await client.fetch(a_feed(url, known))).trouble is Trouble.NOT_A_FEED


@pytest.mark.parametrize("headers", [{"Cache-Control": "no-store, max-age=60"}, {"Expires": "0"}])
async def test_a_publisher_may_promise_nothing(
    server: FeedServer, client: FeedClient, headers: dict[str, str]
) -> None:
    fetched = await client.fetch(a_feed(server.serve("/feed", Answer(body=BODY, headers=headers))))

    assert isinstance(fetched, Fetched)
    assert fetched.fresh_for is None


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "image/png", ""])
async def test_what_a_feed_is_labelled_as_is_for_the_parser_to_judge(
    server: FeedServer, client: FeedClient, content_type: str
) -> None:
    url = server.serve("/feed", Answer(body=BODY, content_type=content_type))

    assert body_of(await client.fetch(a_feed(url))) == BODY


async def test_an_answer_that_a_proxy_has_touched_is_read(
    server: FeedServer, client: FeedClient
) -> None:
    url = server.serve("/feed", Answer(body=BODY, status=203))

    assert body_of(await client.fetch(a_feed(url))) == BODY


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
    assert fetched.moved_to == (fetched.url if status in {301, 308} else "")
    assert server.asked("/new/feed")[0].headers["If-None-Match"] == '"1"'


async def test_a_move_is_told_with_news_and_without(server: FeedServer, client: FeedClient) -> None:
    new = server.serve("/new", Answer(body=BODY, etag='"1"'))
    url = server.serve("/old", to("/new", 301))
    first = await client.fetch(a_feed(url))
    assert isinstance(first, Fetched)

    again = await client.fetch(a_feed(url, first.validators))

    assert again == NotModified(validators=first.validators, moved_to=new)


async def test_who_is_refused_after_a_redirect_is_told_by_whom(
    server: FeedServer, client: FeedClient
) -> None:
    async with FeedServer() as other:
        busy = other.serve("/feed", Answer(status=429))
        failed = failure(await client.fetch(a_feed(server.serve("/feed", to(busy, 301)))))

    assert (failed.trouble, failed.host, failed.whole_host) == (
        Trouble.THROTTLED,
        other.host,
        True,
    )


async def test_five_redirects_are_followed_and_no_more(
    server: FeedServer, client: FeedClient
) -> None:
    server.serve("/0", Answer(body=BODY))
    for hop in range(1, 7):
        server.serve(f"/{hop}", to(f"/{hop - 1}"))

    assert body_of(await client.fetch(a_feed(server.url("/5")))) == BODY
    failed = failure(await client.fetch(a_feed(server.url("/6"))))
    assert (failed.reason, failed.trouble) == ("more than 5 redirects", Trouble.MISSING)


async def test_a_redirect_to_nowhere_is_not_followed(
    server: FeedServer, client: FeedClient
) -> None:
    failed = failure(await client.fetch(a_feed(server.serve("/feed", to("file:///etc/passwd")))))

    assert (failed.trouble, failed.host) == (Trouble.MISSING, server.host)


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "trouble", "reason"),
    [
        (201, Trouble.NOT_A_FEED, "an answer without a feed"),
        (204, Trouble.NOT_A_FEED, "an empty answer"),
        (206, Trouble.UNREADABLE, "only a part of the feed"),
        (226, Trouble.UNREADABLE, "only a part of the feed"),
        (300, Trouble.MISSING, "nothing that can be read at this address"),
        (304, Trouble.NOT_A_FEED, "“not modified”, though nobody asked that"),
        (400, Trouble.MISSING, "nothing that can be read at this address"),
        (401, Trouble.REFUSED, "the publisher asks for a password"),
        (403, Trouble.REFUSED, "the publisher does not let this bot in"),
        (404, Trouble.MISSING, "there is nothing at this address"),
        (408, Trouble.UNREACHABLE, "the publisher's server got tired of us"),
        (410, Trouble.GONE, "the publisher has taken the feed away for good"),
        (418, Trouble.MISSING, "nothing that can be read at this address"),
        (429, Trouble.THROTTLED, "the publisher asks for fewer requests"),
        (451, Trouble.REFUSED, "the law forbids it, they say"),
        (500, Trouble.SERVER, "the publisher's server is in trouble"),
        (503, Trouble.SERVER, "the publisher's server is in trouble"),
        (999, Trouble.SERVER, "the publisher's server is in trouble"),
    ],
)
async def test_a_refusal_has_its_kind_and_its_words(
    server: FeedServer, client: FeedClient, status: int, trouble: Trouble, reason: str
) -> None:
    url = server.serve("/feed", Answer(status=status))

    assert await client.fetch(a_feed(url)) == Failed(
        reason=f"{reason} (HTTP {status})",
        trouble=trouble,
        host=server.host,
        whole_host=status == 429,
    )


@pytest.mark.parametrize("status", [200, 202, 302, 403, 503])
@pytest.mark.parametrize("header", ["CF-Mitigated", "X-Amzn-Waf-Action"])
async def test_a_wall_against_bots_is_named(
    server: FeedServer, client: FeedClient, status: int, header: str
) -> None:
    wall = Answer(status=status, body=b"Are you human?", headers={header: "challenge"})

    failed = failure(await client.fetch(a_feed(server.serve("/feed", wall))))

    assert failed.trouble is Trouble.REFUSED
    assert "wall against bots" in failed.reason


async def test_a_wall_that_asks_for_fewer_requests_means_the_whole_host(
    server: FeedServer, client: FeedClient
) -> None:
    wall = Answer(status=429, headers={"CF-Mitigated": "challenge"})

    failed = failure(await client.fetch(a_feed(server.serve("/feed", wall))))

    assert (failed.trouble, failed.whole_host) == (Trouble.THROTTLED, True)


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip"])
async def test_a_refusal_counts_however_it_is_packed(
    server: FeedServer, client: FeedClient, packing: str
) -> None:
    headers = {"Content-Encoding": packing, "Retry-After": "60"}
    url = server.serve("/feed", Answer(status=429, body=b"\xff" * 99, headers=headers))

    failed = failure(await client.fetch(a_feed(url)))

    assert (failed.trouble, failed.retry_after) == (Trouble.THROTTLED, timedelta(minutes=1))


@pytest.mark.parametrize("body", [b"", b" \r\n\t "])
async def test_an_empty_answer_is_no_feed(
    server: FeedServer, client: FeedClient, body: bytes
) -> None:
    failed = failure(await client.fetch(a_feed(server.serve("/feed", Answer(body=body)))))

    assert (failed.reason, failed.trouble) == ("an empty answer", Trouble.NOT_A_FEED)


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
