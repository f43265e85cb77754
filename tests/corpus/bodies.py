"""Reads a folder of bodies through the cage and holds each against feedparser alone."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from feeds.reading.cage import TIME_LIMIT, CagedParser
from feeds.reading.parser import ENTRY_LIMIT
from news.errors import UnreadableFeedError
from news.feeds import EntryPolicy, Source, Validators
from news.fetches import Fetched, ParsedFeed
from tests.corpus.plainly import entries_in
from tests.feeds.samples import item, rss

BASE: Final = "https://feeds.example.org/"
TYPES: Final = {".json": "application/json", ".html": "text/html", ".htm": "text/html"}
SLOW: Final = 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """What we made of one body, and how many entries feedparser finds in it."""

    name: str
    size: int
    seconds: float
    ours: ParsedFeed | UnreadableFeedError | Exception
    theirs: int
    next_is_read: bool

    @property
    def entries(self) -> int:
        return len(self.ours.entries) if isinstance(self.ours, ParsedFeed) else 0

    def breaches(self) -> Iterator[str]:
        """The promises that are broken here."""
        if not isinstance(self.ours, ParsedFeed | UnreadableFeedError):
            yield f"raised {self.ours!r}"
        if self.entries < min(self.theirs, ENTRY_LIMIT):
            yield f"{self.theirs} entries for feedparser"
        if not self.next_is_read:
            yield "the next feed was not read"

    def oddities(self) -> Iterator[str]:
        """What is worth a look."""
        match self.ours:
            case UnreadableFeedError() as error:
                yield f"{error.trouble}: {error.reason}"
            case ParsedFeed() as feed:
                yield from filter(None, [feed.damage])
                if feed.policy is not EntryPolicy.ID:
                    yield f"entries told apart by {feed.policy}"
                if self.entries > self.theirs:
                    yield f"feedparser alone: {self.theirs}"
        if self.seconds > SLOW:
            yield f"{self.seconds:.1f} s"


async def run(folder: Path, say: Callable[[str], None], time_limit: timedelta = TIME_LIMIT) -> int:
    """Say a line about each unusual body and one about all; 1 if a promise was broken, else 0."""
    parser = CagedParser(time_limit=time_limit)
    results = []
    for name, body in _bodies(folder):
        result = await _result(parser, name, body)
        results.append(result)
        breaches = list(result.breaches())
        remarks = [*(f"BROKEN PROMISE: {breach}" for breach in breaches), *result.oddities()]
        if remarks:
            say(f"{result.name}: {result.entries} entries; {'; '.join(remarks)}")
    say(_figures(results))
    return 1 if any(any(result.breaches()) for result in results) else 0


def _bodies(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


async def _result(parser: CagedParser, name: str, body: bytes) -> Result:
    content_type = TYPES.get(Path(name).suffix, "application/xml")
    began = time.perf_counter()
    ours = await _ours(parser, body, content_type)
    seconds = time.perf_counter() - began
    next_one = await _ours(parser, rss(item()), "application/xml")
    theirs = await _theirs(parser, body, content_type)
    is_read = isinstance(next_one, ParsedFeed) and len(next_one.entries) == 1
    return Result(name, len(body), seconds, ours, theirs, is_read)


async def _ours(
    parser: CagedParser, body: bytes, content_type: str
) -> ParsedFeed | UnreadableFeedError | Exception:
    fetched = Fetched(body=body, url=BASE, content_type=content_type, validators=Validators())
    try:
        return await parser.parse(fetched, Source(url=BASE, title="Corpus"))
    except Exception as error:
        return error


async def _theirs(parser: CagedParser, body: bytes, content_type: str) -> int:
    """What feedparser finds by itself, in a cage like ours: it may hang, or worse."""
    try:
        return await parser._read(entries_in, body, content_type)
    except UnreadableFeedError:
        return 0


def _figures(results: list[Result]) -> str:
    read = [result for result in results if isinstance(result.ours, ParsedFeed)]
    slowest = max((result.seconds for result in results), default=0.0)
    return (
        f"{len(results)} bodies, {sum(result.size for result in results) / 1e6:.1f} MB:"
        f" {len(read)} read, {len(results) - len(read)} refused;"
        f" {sum(result.entries for result in read)} entries,"
        f" {sum(min(result.theirs, ENTRY_LIMIT) for result in results)} for feedparser alone;"
        f" slowest {slowest:.2f} s;"
        f" {sum(len(list(result.breaches())) for result in results)} broken promises"
    )
