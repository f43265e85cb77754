"""Finds the feed behind an address that a reader gives: the feed itself, or one its page names."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol
from urllib.parse import urljoin

from feeds.cleaning import one_line, shorten
from news.addresses import web_address
from news.errors import UnreadableFeedError
from news.feed_ports import FeedClient, FeedParser
from news.feeds import Feed, FeedId, Origin, Source, Trouble
from news.fetches import Discovered, Failed, Fetched, ParsedFeed
from news.ports import Clock
from news.urls import host_of, url_key

TIME_LIMIT: Final = timedelta(seconds=20)
AT_ONCE: Final = 4
"""Searches. Whoever asks for one more is told so, and not kept waiting."""
NAMED_LIMIT: Final = 4
USUAL_LIMIT: Final = 5
USUAL: Final = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where feeds are that no page names, the most frequent first."""
TITLE_LIMIT: Final = 100

BUSY: Final = Failed(reason="too many searches at once", trouble=Trouble.THROTTLED)
UNFIT: Final = Failed(reason="not an address to ask", trouble=Trouble.FORBIDDEN)
TOO_LONG: Final = Failed(reason="no answer in time", trouble=Trouble.UNREACHABLE)
NO_FEED: Final = Failed(reason="no feed, and none is named", trouble=Trouble.NOT_A_FEED)


class PageReader(Protocol):
    """Finds the feeds that a page names, where the page can do no harm."""

    async def links(self, body: bytes, url: str) -> Sequence[str]:
        """Their addresses, complete, the likeliest first. Raises UnreadableFeedError."""


@dataclass(frozen=True, slots=True)
class _Page:
    """Something else than a feed, which may name one."""

    body: bytes
    url: str


class Scout:
    """The port `FeedScout`: asks few addresses, one after the other, for a short time."""

    def __init__(
        self,
        client: FeedClient,
        parser: FeedParser,
        pages: PageReader,
        clock: Clock,
        *,
        host_delay: timedelta,
        time_limit: timedelta = TIME_LIMIT,
        at_once: int = AT_ONCE,
    ) -> None:
        self._client = client
        self._parser = parser
        self._pages = pages
        self._turns = _Turns(clock, host_delay, at_once)
        self._seconds = time_limit.total_seconds()
        self._free = asyncio.Semaphore(at_once)

    async def find(self, url: str) -> Discovered | Failed:
        """See `news.feed_ports.FeedScout`. A failure that names no host: nobody was asked."""
        address = web_address(url)
        if not address:
            return UNFIT
        if self._free.locked():
            return BUSY
        async with self._free:
            found = await self._search(address)
        if isinstance(found, Failed):
            return replace(found, host=found.host or host_of(address))
        return found

    async def _search(self, address: str) -> Discovered | Failed:
        failure = TOO_LONG
        try:
            async with asyncio.timeout(self._seconds):
                first = await self._look(address)
                if not isinstance(first, _Page):
                    return first
                failure = NO_FEED
                for candidate in await self._candidates(first, address):
                    found = await self._look(candidate)
                    if isinstance(found, Discovered):
                        return found
                    if isinstance(found, Failed) and found.trouble is Trouble.THROTTLED:
                        return found  # the host has had enough of us
        except TimeoutError:
            pass
        return failure

    async def _look(self, url: str) -> Discovered | Failed | _Page:
        await self._turns.wait(host_of(url))
        source = Source(url=url, title="")
        feed = Feed(id=FeedId(0), source=source, origin=Origin.READER, is_public=False)
        fetched = await self._client.fetch(feed)
        if isinstance(fetched, Failed):
            return fetched
        if not isinstance(fetched, Fetched):
            return Failed(reason="“not modified”, though nothing was ever read")
        try:
            return _discovered(await self._parser.parse(fetched, source), fetched, url)
        except UnreadableFeedError as error:
            if error.trouble is Trouble.NOT_A_FEED:
                return _Page(fetched.body, fetched.url)
            return Failed(reason=error.reason, trouble=error.trouble)

    async def _candidates(self, page: _Page, asked: str) -> Sequence[str]:
        """Where else the feed may be: what the page names, then the usual places of its site."""
        try:
            named = await self._pages.links(page.body, page.url)
        except UnreadableFeedError:
            named = ()
        seen = {url_key(asked), url_key(page.url)}
        usual = [urljoin(page.url, path) for path in USUAL]
        return [*_unseen(named, seen, NAMED_LIMIT), *_unseen(usual, seen, USUAL_LIMIT)]


class _Turns:
    """Keeps two requests to one host apart, whoever searches there."""

    def __init__(self, clock: Clock, delay: timedelta, at_once: int) -> None:
        self._clock = clock
        self._delay = delay
        self._longest = delay * at_once  # more only if the clock was set back meanwhile
        self._next: dict[str, datetime] = {}

    async def wait(self, host: str) -> None:
        """Return when it is this request's turn."""
        now = self._clock.now()
        at = min(max(now, self._next.get(host, now)), now + self._longest)
        self._next = {each: then for each, then in self._next.items() if then > now}
        self._next[host] = at + self._delay
        await self._clock.sleep(at - now)


def _unseen(urls: Sequence[str], seen: set[str], limit: int) -> Sequence[str]:
    """The first few that were not seen yet; now they are."""
    new: dict[str, str] = {}
    for url in filter(None, map(web_address, urls)):
        if len(new) < limit and url_key(url) not in seen:
            new.setdefault(url_key(url), url)
    seen.update(new)
    return list(new.values())


def _discovered(parsed: ParsedFeed, fetched: Fetched, asked: str) -> Discovered:
    url = fetched.moved_to or asked
    host = host_of(url)
    source = Source(
        url=url,
        title=shorten(one_line(parsed.title), TITLE_LIMIT) or host,
        publisher=host,
        language=parsed.language or "en",
    )
    return Discovered(source=source, entries=len(parsed.entries))
