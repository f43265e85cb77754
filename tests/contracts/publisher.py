"""A publisher that is made up: its listing changes in every way in which real ones do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from feeds.reading.identity import told_apart
from news.errors import UnreadableFeedError
from news.feeds import Entry, EntryPolicy, Feed, Source, Trouble, Validators
from news.fetches import Failed, Fetch, Fetched, NotModified, ParsedFeed

HOME = "https://publisher.example/"
AGES = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a publisher has published, as it lists it now."""

    number: int
    """Which it truly is, whatever it is called; its text begins with it."""
    id: str
    link: str
    title: str
    date: datetime | None
    edition: int = 0

    def entry(self) -> Entry:
        """The item as a parser finds it, its key still only what the publisher says."""
        text = f"{self.number} in edition {self.edition}"
        return Entry(
            key=self.id, url=self.link, title=self.title, text=text, published_at=self.date
        )


def number_of(text: str) -> int:
    """Which item has this text."""
    return int(text.partition(" ")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an item has, and what it has for itself alone."""

    has_id: bool = True
    has_date: bool = True
    is_bulletin: bool = False
    """Its title is that of all others, and its link is the home page."""


@dataclass
class Publisher:
    """Lists what it has published, newest first, and answers when it is asked for it."""

    now: Callable[[], datetime]
    listing: list[Item] = field(default_factory=list)
    answer: Fetch | Trouble | None = None
    """What it answers next time, if not with its listing; a trouble that the parser finds."""
    moved_to: str = ""
    is_redated: bool = False
    """Each item is of the moment at which it is asked."""
    asked: int = 0
    _published: int = 0
    _software: int = 0
    _former: list[Sequence[Item]] = field(default_factory=list)
    _bodies: dict[str, Sequence[Item]] = field(default_factory=dict)

    # ── What a publisher does ────────────────────────────────────────────────────────────────────

    def publish(self, shape: Shape, count: int, age: timedelta = timedelta()) -> None:
        """So many more items, a minute apart; what is of `age` stands below what there is."""
        for _ in range(count):
            self._published += 1
            number = self._published
            date = self.now() - age - timedelta(minutes=60 - number % 60)
            item = Item(
                number=number,
                id=f"id-{self._software}-{number}" if shape.has_id else "",
                link=HOME if shape.is_bulletin else f"{HOME}{number}",
                title="The weekly bulletin" if shape.is_bulletin else f"Title of {number}",
                date=date if shape.has_date else None,
            )
            self.listing.insert(len(self.listing) if age else 0, item)

    def change(self, change: Callable[[Item], Item], only: int | None = None) -> None:
        """Change each item that is listed, or only the one that stands there."""
        for place, item in enumerate(self.listing):
            if only is None or place == only % len(self.listing):
                self.listing[place] = change(item)

    def change_software(self, *, with_links: bool, for_equal_ids: bool) -> None:
        """Other ids from now on; other links, too, or ids that are all the same."""
        self._software += 1
        name = f"id-{self._software}"
        self.change(
            lambda item: replace(
                item,
                id=name if for_equal_ids else f"{name}-{item.number}",
                link=f"{item.link}?v={self._software}" if with_links else item.link,
            )
        )

    def rotate(self, kept: int) -> None:
        """Only the newest stay in the listing."""
        self._former.append(tuple(self.listing))
        del self.listing[kept:]

    def restore(self, which: int) -> None:
        """List what was listed before, from a backup."""
        if self._former:
            self.listing = list(self._former[which % len(self._former)])

    # ── What the bot sees of it ──────────────────────────────────────────────────────────────────

    async def fetch(self, feed: Feed) -> Fetch:
        """Answer: with the listing, unless it is known already or something else is planned."""
        self.asked += 1
        if isinstance(self.answer, Failed) or (
            isinstance(self.answer, NotModified) and feed.validators.etag
        ):
            return self.answer
        shown = tuple(replace(i, date=self.now()) if self.is_redated else i for i in self.listing)
        etag = str(hash(shown))
        if etag == feed.validators.etag and not self.answer:
            return NotModified(validators=feed.validators, moved_to=self.moved_to)
        self._bodies[etag] = shown
        return Fetched(
            body=etag.encode(),
            url=feed.url,
            content_type="",
            validators=Validators(etag=etag),
            moved_to=self.moved_to,
        )

    def parse(self, body: bytes, policy: EntryPolicy) -> ParsedFeed:
        """What a parser finds in a body of this publisher's."""
        if isinstance(self.answer, Trouble):
            raise UnreadableFeedError("a page in its place", self.answer)
        entries = [item.entry() for item in self._bodies[body.decode()]]
        used, named = told_apart(entries, policy)
        return ParsedFeed(title="A feed", entries=named, policy=used)


@dataclass(frozen=True, slots=True)
class Publishers:
    """The publishers as the ports `FeedClient` and `FeedParser`, each at its address."""

    at: Mapping[str, Publisher]
    parsed: dict[str, ParsedFeed] = field(default_factory=dict)
    """What was found when each was read last."""

    async def fetch(self, feed: Feed) -> Fetch:
        """See `news.feed_ports.FeedClient`."""
        return await self.at[feed.source.url].fetch(feed)

    async def parse(
        self, fetched: Fetched, source: Source, policy: EntryPolicy = EntryPolicy.ID
    ) -> ParsedFeed:
        """See `news.feed_ports.FeedParser`."""
        found = self.at[source.url].parse(fetched.body, policy)
        self.parsed[source.url] = found
        return found
