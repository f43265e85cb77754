"""Bodies that were written to do harm do none, and the next good feed is read."""

import asyncio
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from feeds.reading.cage import CagedParser
from feeds.reading.parser import ENTRY_LIMIT
from news.errors import UnreadableFeedError
from news.feeds import Trouble
from news.fetches import ParsedFeed
from tests.feeds.reading.cages import MB, fetched, light, reads_on, watched
from tests.feeds.samples import URL, a_source, item, rss, slow_to_read

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux", reason="only there the child has limits of its own"
    ),
    pytest.mark.asyncio(loop_scope="module"),  # and so one child, as long as it lives
]

MOST_MEMORY = 200 * MB
"""For the child and what its work adds to the parent: with a bot of 50 MB that makes 250."""
PATIENT = timedelta(seconds=10)
HASTY = timedelta(seconds=0.4)


@pytest.fixture(autouse=True)
def _light_child(monkeypatch: pytest.MonkeyPatch) -> None:
    light(monkeypatch)


@pytest.fixture
def parser() -> CagedParser:
    return CagedParser(time_limit=PATIENT)


async def outcome(
    parser: CagedParser, body: bytes, content_type: str = "text/xml"
) -> ParsedFeed | UnreadableFeedError:
    """What becomes of the body; afterwards the next one is read, and no memory is lacking."""
    found: ParsedFeed | UnreadableFeedError
    async with watched() as peak:
        try:
            found = await parser.parse(fetched(body, content_type), a_source())
        except UnreadableFeedError as error:
            found = error
    assert peak.total < MOST_MEMORY
    assert await reads_on(CagedParser())
    return found


async def trouble(parser: CagedParser, body: bytes, content_type: str = "text/xml") -> Trouble:
    found = await outcome(parser, body, content_type)
    assert isinstance(found, UnreadableFeedError), found
    return found.trouble


async def feed(parser: CagedParser, body: bytes, content_type: str = "text/xml") -> ParsedFeed:
    found = await outcome(parser, body, content_type)
    assert isinstance(found, ParsedFeed), found
    return found


# ── Paths and addresses ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/dev/zero", "/etc/passwd", "file:///etc/passwd", "{feed}"])
async def test_a_body_that_spells_a_path_is_not_opened(
    parser: CagedParser, path: str, tmp_path: Path
) -> None:
    canary = tmp_path / "feed.xml"
    canary.write_bytes(rss(item()))

    assert await trouble(parser, path.format(feed=canary).encode()) is Trouble.NOT_A_FEED


XINCLUDE = "http://www.w3.org/2001/XInclude"


class Canary(socketserver.ThreadingTCPServer):
    """A server on loopback that nobody should ask."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.visits = 0

    def process_request(self, *_: object) -> None:
        self.visits += 1

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/feed.xml"


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


async def test_a_body_that_spells_an_address_is_not_asked_for(
    parser: CagedParser, canary: Canary
) -> None:
    assert await trouble(parser, canary.url.encode()) is Trouble.NOT_A_FEED
    assert canary.visits == 0


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY secret SYSTEM "{place}">]>',
        '<!DOCTYPE rss [\n<!ENTITY secret SYSTEM "{place}">\n]>',
        '<!DOCTYPE rss [\n<!ENTITY % all SYSTEM "{place}">\n%all;\n]>',
        '<!DOCTYPE rss SYSTEM "{place}">',
        '<!DOCTYPE rss PUBLIC "-//A//B" "{place}">',
        '<?xml version="1.0"?><?xml-stylesheet href="{place}"?>',
        '<?xml version="1.0"?><xi:include href="{place}" parse="text" xmlns:xi="{XINCLUDE}"/>',
    ],
)
async def test_a_feed_brings_in_nothing_from_outside(
    parser: CagedParser, canary: Canary, tmp_path: Path, prolog: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the canary sings")

    for place in (secret.as_uri(), str(secret), canary.url):
        body = rss(
            "<title>A &secret;</title><guid>1</guid>",
            prolog=prolog.format(place=place, XINCLUDE=XINCLUDE),
        )
        found = await outcome(parser, body)
        assert "sings" not in repr(found)

    assert canary.visits == 0


# ── Too much of something ────────────────────────────────────────────────────────────────────────


async def test_entities_that_multiply_are_not_expanded(parser: CagedParser) -> None:
    tenfold = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 10))
    prolog = f'<!DOCTYPE rss [\n<!ENTITY a0 "ha">\n{tenfold}]>'

    found = await feed(parser, rss("<title>A &a9;</title><guid>1</guid>", prolog=prolog))

    assert len(found.entries[0].title) < 100


async def test_one_long_entity_used_often_is_given_up(parser: CagedParser) -> None:
    prolog = f'<!DOCTYPE rss [\n<!ENTITY a "{"x" * 100_000}">\n]>'

    found = await trouble(parser, rss(f"<title>A{'&a;' * 50_000}</title>", prolog=prolog))

    assert found is Trouble.HOSTILE


@pytest.mark.parametrize("opening", ["<!--", "&lt;!--", "<![CDATA[", "<?", "&", "&#", "&lt;b>"])
async def test_openings_without_an_end_are_read(parser: CagedParser, opening: str) -> None:
    body = rss(f"<title>A</title><guid>1</guid><description>{opening * 150_000}</description>")

    assert (await feed(parser, body)).entries[0].title == "A"


async def test_ten_thousand_entries_are_read_and_few_are_kept(parser: CagedParser) -> None:
    items = (f"<title>{n}</title><guid>{n}</guid>" for n in range(10_000))

    assert len((await feed(parser, rss(*items))).entries) == ENTRY_LIMIT


async def test_one_endless_line_is_read(parser: CagedParser) -> None:
    body = rss(f"<title>A</title><description>{'word ' * MB}</description>")

    assert len((await feed(parser, body)).entries[0].text) <= 4_000


async def test_five_megabytes_of_the_worst_kind_are_read(parser: CagedParser) -> None:
    # Broken, so that it is read as text; with one character that makes each take four bytes.
    body = rss(f"<title>A & \U0001f600</title><description>{'word ' * 1_048_000}</description>")

    async with watched() as peak:
        found = await parser.parse(fetched(body), a_source())

    assert found.entries[0].title == "A & \U0001f600"
    assert peak.total < MOST_MEMORY
    assert peak.lag < 0.5  # handing it over keeps nobody waiting


@pytest.mark.parametrize(
    "body",
    [
        rss(f"<title>{'<' * 8 * MB}</title>"),
        slow_to_read(8 * MB),
        rss("<title " + " ".join(f"a{n}='x'" for n in range(200_000)) + ">A</title>"),
        rss("<title>A</title>" + "<a>" * 100_000 + "</a>" * 100_000),
        rss("<title a='" + '"' * 8 * MB),
    ],
    ids=["openings", "author", "attributes", "nesting", "quotes"],
)
async def test_what_would_take_too_long_is_given_up(body: bytes) -> None:
    parser = CagedParser(time_limit=HASTY)
    began = time.monotonic()

    assert await trouble(parser, body) is Trouble.HOSTILE
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "body",
    [
        b'{"version":"https://jsonfeed.org/version/1","items":[' + b'{"id":1},' * 200_000,
        b"<!DOCTYPE " + b"<!ENTITY a " * 200_000,
    ],
    ids=["items", "entities"],
)
async def test_what_would_take_too_much_memory_is_given_up(body: bytes) -> None:
    parser = CagedParser(memory_limit=24 * MB)

    assert await trouble(parser, body) is Trouble.HOSTILE


async def test_a_page_that_would_take_too_long_is_given_up() -> None:
    parser = CagedParser(time_limit=HASTY)

    async with watched() as peak:
        with pytest.raises(UnreadableFeedError) as refused:
            await parser.links(b"<a " * 333_000, URL)

    assert refused.value.trouble is Trouble.HOSTILE
    assert peak.total < MOST_MEMORY
    assert await reads_on(CagedParser())


# ── Other things ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "text/xml"),
        (b" " * 8 * MB, "text/xml"),
        (b"\0" * 8 * MB, "text/xml"),
        (b"<!doctype html><title>Hello</title>" + b"<p>x" * MB, "text/html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1_000, "image/png"),
        (b"[" * 100_000, "application/json"),
        (b"<?xml " * 100_000, "text/xml"),
    ],
    ids=["empty", "spaces", "zeros", "page", "picture", "json", "instructions"],
)
async def test_something_else_in_a_feeds_place_is_no_feed(
    parser: CagedParser, body: bytes, content_type: str
) -> None:
    assert await trouble(parser, body, content_type) is Trouble.NOT_A_FEED


async def test_zeros_and_wide_characters_are_read(parser: CagedParser) -> None:
    sound = rss(item())

    for body in (sound.replace(b"e", b"e\0"), sound.decode().encode("utf-16")):
        assert len((await feed(parser, body)).entries) == 1


async def test_one_hostile_feed_delays_others_by_no_more_than_its_limit() -> None:
    parser = CagedParser(time_limit=timedelta(seconds=1))
    await reads_on(parser)
    began = time.monotonic()

    async with asyncio.TaskGroup() as group:
        group.create_task(outcome_of_slow(parser))
        others = [group.create_task(reads_on(parser)) for _ in range(5)]

    assert all(task.result() for task in others)
    assert time.monotonic() - began < 5


async def outcome_of_slow(parser: CagedParser) -> None:
    with pytest.raises(UnreadableFeedError, match="not read within"):
        await parser.parse(fetched(slow_to_read(MB)), a_source())
