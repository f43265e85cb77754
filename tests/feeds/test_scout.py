"""The feed behind an address is found with few questions, and never in somebody's own network."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from urllib.parse import urljoin

import pytest

from feeds.asking.client import Limits
from feeds.scout import USUAL, Scout
from news.errors import UnreadableFeedError
from news.feeds import Entry, EntryPolicy, Feed, Shows, Source, Trouble, Validators
from news.fetches import Discovered, Failed, Fetch, Fetched, NotModified, ParsedFeed
from tests.fakes import FakeClock
from tests.feed_server import Answer, FeedServer
from tests.feeds.asking.clients import SMALL, Names, a_client
from tests.feeds.samples import item, rss

DELAY = timedelta(seconds=2)
FEED = Answer(body=rss(item(1), item(2)))
HTML = "text/html; charset=utf-8"


class PlainParser:
    """Knows a feed by its first letters: it is the scout that is tried here."""

    def __init__(self) -> None:
        self.title = "Ward notes"
        self.language = "pt"

    async def parse(
        self,
        fetched: Fetched,
        source: Source,  # noqa: ARG002 – the port's, as the next
        policy: EntryPolicy = EntryPolicy.ID,  # noqa: ARG002
    ) -> ParsedFeed:
        if b"<rss" not in fetched.body:
            raise UnreadableFeedError("an HTML page, not a feed", Trouble.NOT_A_FEED)
        if b"broken" in fetched.body:
            raise UnreadableFeedError("not well-formed", Trouble.UNREADABLE)
        keys = re.findall(rb"<guid>([^<]*)", fetched.body)
        entries = tuple(Entry(key=key.decode(), url="", title="News") for key in keys)
        return ParsedFeed(title=self.title, entries=entries, language=self.language)


class PlainPages:
    """The address of every link, in the order of the page."""

    async def links(self, body: bytes, url: str) -> Sequence[str]:
        if b"unreadable" in body:
            raise UnreadableFeedError("not read within 10 seconds", Trouble.HOSTILE)
        return [urljoin(url, link) for link in re.findall(r'href="([^"]*)"', body.decode())]


def page(*links: str) -> Answer:
    """A page that names these feeds."""
    named = "".join(f'<link rel="alternate" href="{link}">' for link in links)
    return Answer(body=f"<!doctype html><html>{named}".encode(), content_type=HTML)


@pytest.fixture
async def site() -> AsyncIterator[FeedServer]:
    async with FeedServer() as server:
        yield server


async def search(
    site: FeedServer,
    url: str,
    *,
    parser: PlainParser | None = None,
    clock: FakeClock | None = None,
    limits: Limits = SMALL,
) -> Discovered | Failed:
    """What is found at this address by a scout to whom only the site is public."""
    async with a_client(limits, exempt={site.host}) as client:
        scout = Scout(
            client,
            parser or PlainParser(),
            PlainPages(),
            clock or FakeClock(),
            host_delay=DELAY,
        )
        return await scout.find(url)


def found(answer: Discovered | Failed) -> Discovered:
    assert isinstance(answer, Discovered), answer
    return answer


def failed(answer: Discovered | Failed) -> Failed:
    assert isinstance(answer, Failed), answer
    return answer


def paths(site: FeedServer) -> list[str]:
    return [request.path for request in site.requests]


# ── What is found ────────────────────────────────────────────────────────────────────────────────


async def test_the_address_of_a_feed_is_enough(site: FeedServer) -> None:
    url = site.serve("/feed.xml", FEED)

    discovered = found(await search(site, url))

    assert discovered == Discovered(
        source=Source(
            url=url,
            title="Ward notes",
            publisher=site.host,
            language="pt",
            shows=Shows.EXTRACT,
        ),
        entries=2,
    )
    assert paths(site) == ["/feed.xml"]


async def test_a_feed_is_found_by_the_page_that_names_it(site: FeedServer) -> None:
    site.serve("/blog/feed?kind=all", FEED)
    home = site.serve("/blog/", page("https://elsewhere.invalid/feed", "feed?kind=all"))
    site.serve("/blog/feed", FEED)

    discovered = found(await search(site, home))

    assert discovered.source.url == site.url("/blog/feed?kind=all")


async def test_of_the_feeds_that_a_page_names_the_first_that_can_be_read_is_taken(
    site: FeedServer,
) -> None:
    home = site.serve("/", page("/gone", "/about", "/broken", "/second", "/third"))
    site.serve("/about", page())
    site.serve("/broken", Answer(body=rss("broken")))
    site.serve("/second", FEED)

    discovered = found(await search(site, home))

    assert discovered.source.url == site.url("/second")
    assert paths(site) == ["/", "/gone", "/about", "/broken", "/second"]


async def test_of_a_page_that_names_none_the_usual_places_are_asked(site: FeedServer) -> None:
    home = site.serve("/news/today", page())
    site.serve("/feed.xml", FEED)

    discovered = found(await search(site, home))

    assert discovered.source.url == site.url("/feed.xml")
    assert paths(site) == ["/news/today", *USUAL[:3]]


async def test_a_page_that_cannot_be_read_names_none(site: FeedServer) -> None:
    home = site.serve("/", Answer(body=b"<html>unreadable", content_type=HTML))
    site.serve("/rss", FEED)

    assert found(await search(site, home)).source.url == site.url("/rss")


async def test_few_places_are_asked_and_none_twice(site: FeedServer) -> None:
    named = [f"/named-{number}" for number in range(9)]
    home = site.serve("/", page("/", "/named-0/", *named, "javascript:feed", "/rss"))

    failure = failed(await search(site, home))

    assert failure.trouble is Trouble.NOT_A_FEED
    assert paths(site) == [
        "/",
        *("/named-0/", "/named-1", "/named-2", "/named-3"),
        *("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml"),
    ]


async def test_a_feed_that_has_moved_for_good_is_followed_where_it_is_now(
    site: FeedServer,
) -> None:
    new = site.serve("/new", FEED)
    old = site.serve("/old", Answer(status=301, headers={"Location": "/new"}))
    for_now = site.serve("/for-now", Answer(status=302, headers={"Location": "/new"}))

    assert found(await search(site, old)).source.url == new
    assert found(await search(site, for_now)).source.url == for_now


async def test_the_links_of_a_page_are_those_of_where_it_is(site: FeedServer) -> None:
    old = site.serve("/old/page", Answer(status=301, headers={"Location": "/new/page"}))
    site.serve("/new/page", page("feed.xml"))
    url = site.serve("/new/feed.xml", FEED)

    assert found(await search(site, old)).source.url == url


@pytest.mark.parametrize(
    "typed",
    ["<{}>", "  {} ", "“{}”", "feed:{}", "{}#top", "'{}'."],
)
async def test_an_address_is_taken_as_people_type_it(site: FeedServer, typed: str) -> None:
    url = site.serve("/feed.xml", FEED)

    assert found(await search(site, typed.format(url))).source.url == url


async def test_a_feed_without_title_or_language_has_its_host_and_english(site: FeedServer) -> None:
    parser = PlainParser()
    parser.title = parser.language = ""

    source = found(await search(site, site.serve("/feed", FEED), parser=parser)).source

    assert (source.title, source.language) == (site.host, "en")


async def test_a_title_is_one_line_of_limited_length(site: FeedServer) -> None:
    parser = PlainParser()
    parser.title = "Ward\u202e\n notes " + "and more " * 50

    title = found(await search(site, site.serve("/feed", FEED), parser=parser)).source.title

    assert title.startswith("Ward notes and more")
    assert len(title) <= 100


# ── What is not ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(status=404), Trouble.MISSING),
        (Answer(status=403), Trouble.REFUSED),
        (Answer(status=429, headers={"Retry-After": "60"}), Trouble.THROTTLED),
        (Answer(status=503), Trouble.SERVER),
        (Answer(breaks_off=True), Trouble.UNREACHABLE),
        (Answer(body=rss("broken")), Trouble.UNREADABLE),
    ],
)
async def test_what_is_wrong_with_the_address_itself_is_told_and_no_other_is_asked(
    site: FeedServer, answer: Answer, trouble: Trouble
) -> None:
    failure = failed(await search(site, site.serve("/feed", answer)))

    assert (failure.trouble, failure.host) == (trouble, site.host)
    assert paths(site) == ["/feed"]


async def test_a_host_that_has_had_enough_is_asked_no_more(site: FeedServer) -> None:
    home = site.serve("/", page("/one", "/two"))
    site.serve("/one", Answer(status=429))

    failure = failed(await search(site, home))

    assert failure.trouble is Trouble.THROTTLED
    assert paths(site) == ["/", "/one"]


async def test_a_host_is_asked_once_in_so_many_seconds(site: FeedServer) -> None:
    clock = FakeClock()
    began = clock.now()
    home = site.serve("/", page("/one"))
    site.serve("/one", FEED)

    await search(site, home, clock=clock)
    assert clock.now() - began == DELAY


async def test_all_searches_together_ask_a_host_once_in_so_many_seconds(site: FeedServer) -> None:
    clock = FakeClock()
    began = clock.now()
    url = site.serve("/feed", FEED)

    async with a_client(exempt={site.host}) as client:
        scout = Scout(client, PlainParser(), PlainPages(), clock, host_delay=DELAY)
        for _ in range(3):
            found(await scout.find(url))

    assert clock.now() - began == 2 * DELAY


async def test_a_clock_that_was_set_back_keeps_nobody_from_a_host(site: FeedServer) -> None:
    clock = FakeClock()
    url = site.serve("/feed", FEED)

    async with a_client(exempt={site.host}) as client:
        scout = Scout(client, PlainParser(), PlainPages(), clock, host_delay=DELAY)
        await scout.find(url)
        clock.moment -= timedelta(days=1)
        began = clock.now()
        found(await scout.find(url))

    assert clock.now() - began <= 4 * DELAY


class Slow:
    """A FeedClient that answers for these addresses, and for all others never."""

    def __init__(self, **bodies: bytes) -> None:
        self._bodies = bodies
        self.asked = asyncio.Event()

    async def fetch(self, feed: Feed) -> Fetch:
        body = self._bodies.get(feed.url.rpartition("/")[2])
        if body is None:
            self.asked.set()
            await asyncio.Event().wait()
        return Fetched(body=body or b"", url=feed.url, content_type="", validators=Validators())


@pytest.mark.parametrize(
    ("url", "trouble"),
    [
        ("https://slow.example/never", Trouble.UNREACHABLE),
        ("https://slow.example/page", Trouble.NOT_A_FEED),
    ],
)
async def test_a_search_ends_in_time_and_says_what_it_has_seen(url: str, trouble: Trouble) -> None:
    client = Slow(page=b"<html>")
    scout = Scout(
        client,
        PlainParser(),
        PlainPages(),
        FakeClock(),
        host_delay=DELAY,
        time_limit=timedelta(seconds=0.05),
    )

    failure = failed(await scout.find(url))

    assert (failure.trouble, failure.host) == (trouble, "slow.example")


async def test_so_many_search_at_once_and_the_next_is_told_so() -> None:
    client = Slow(feed=rss(item()))
    scout = Scout(client, PlainParser(), PlainPages(), FakeClock(), host_delay=DELAY, at_once=1)
    searching = asyncio.ensure_future(scout.find("https://slow.example/never"))
    await client.asked.wait()

    refused = failed(await scout.find("https://quick.example/feed"))
    searching.cancel()
    await asyncio.wait([searching])
    after = await scout.find("https://quick.example/feed")

    assert (refused.trouble, refused.host) == (Trouble.THROTTLED, "")
    assert found(after).source.url == "https://quick.example/feed"


async def test_word_that_nothing_is_new_is_no_feed() -> None:
    class Odd:
        async def fetch(self, feed: Feed) -> Fetch:  # noqa: ARG002 – the port's
            return NotModified(validators=Validators())

    scout = Scout(Odd(), PlainParser(), PlainPages(), FakeClock(), host_delay=DELAY)

    assert failed(await scout.find("https://odd.example/")).trouble is Trouble.UNREACHABLE


# ── Where nobody may go ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/feed",
        "http://127.0.0.1:22/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/feed",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1",
        "http://0.0.0.0/",
        "ftp://news.example/feed",
        "file:///etc/passwd",
        "https://ana:secret@news.example/feed",
        "https://news.example\\@10.0.0.1/",
        "https://news.example/" + "a" * 3_000,
    ],
)
async def test_an_address_in_somebodys_own_network_is_refused(site: FeedServer, url: str) -> None:
    failure = failed(await search(site, url))

    assert failure.trouble is Trouble.FORBIDDEN


async def test_localhost_by_name_is_refused(site: FeedServer) -> None:
    port = site.host.partition(":")[2]

    failure = failed(await search(site, f"http://localhost:{port}/feed"))

    assert failure.trouble is Trouble.FORBIDDEN
    assert site.requests == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "fd00::1", "::1"])
async def test_a_name_that_leads_there_is_refused(address: str) -> None:
    async with a_client(resolver=Names(address)) as client:
        scout = Scout(client, PlainParser(), PlainPages(), FakeClock(), host_delay=DELAY)
        failure = failed(await scout.find("http://inside.example/feed"))

    assert (failure.trouble, failure.host) == (Trouble.FORBIDDEN, "inside.example")


@pytest.mark.parametrize("status", [301, 302, 307])
async def test_a_redirect_there_is_refused(site: FeedServer, status: int) -> None:
    async with FeedServer() as inside:
        inside.serve("/feed", FEED)
        away = Answer(status=status, headers={"Location": inside.url("/feed")})

        failure = failed(await search(site, site.serve("/feed", away)))

        assert failure.trouble is Trouble.FORBIDDEN
        assert inside.requests == []


async def test_a_page_cannot_lead_there_either(site: FeedServer) -> None:
    async with FeedServer() as inside:
        inside.serve("/feed", FEED)
        home = site.serve("/", page(inside.url("/feed"), "/own"))
        own = site.serve("/own", FEED)

        discovered = found(await search(site, home))

        assert discovered.source.url == own
        assert inside.requests == []
