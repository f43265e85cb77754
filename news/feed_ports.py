"""What reading feeds asks of the other parts: each port is shaped by its caller."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from news.feeds import Entry, EntryPolicy, Feed, FeedId, Source
from news.fetches import Discovered, Failed, Fetch, Fetched, ParsedFeed
from news.listings import Findings, Memory
from news.models import Chat, ChatId, Draft, Subject, Subscription


class FeedClient(Protocol):
    """Asks publishers, politely and within limits."""

    async def fetch(self, feed: Feed) -> Fetch:
        """Ask once. Never raises for anything a publisher can do."""


class FeedParser(Protocol):
    """Turns bytes into entries where they can do no harm."""

    async def parse(
        self, fetched: Fetched, source: Source, policy: EntryPolicy = EntryPolicy.ID
    ) -> ParsedFeed:
        """Read one body; its entries are told apart by `policy`, or by a lower one if it takes it.

        Raises UnreadableFeedError, for whatever reason, within seconds.
        """


class Feeds(Protocol):
    """The feeds we poll and what is known of each."""

    async def lease(
        self, now: datetime, limit: int, *, proven: bool | None = None
    ) -> Sequence[Feed]:
        """Take up to `limit` due feeds, longest overdue first; nobody else gets them meanwhile.

        `proven`: only those that are (`Feed.is_proven`), or only those that are not; None for all.
        """

    async def recall(self, feed: Feed, entries: Sequence[Entry]) -> Memory:
        """What this feed has carried before that these entries may be."""

    async def record(self, feed: Feed, findings: Findings, now: datetime) -> int:
        """Store what a reading found, whom it is owed to, and the feed's state: all, or nothing.

        Returns how many deliveries are owed already; a large fan-out goes on by itself.
        """

    async def line_is_back(self, since: datetime, now: datetime) -> None:
        """A feed that could not be reached since then has been: others that could not be reached
        since about the same time are asked within minutes, and not only after their long waits.
        """

    async def hold_host(self, host: str, until: datetime) -> None:
        """Lease no feed of this host before `until`."""


class Desk(Protocol):
    """Reads an entry: topics, summary and evidence. Pure."""

    def read(self, entry: Entry) -> Draft:
        """What the entry says."""


# ── For readers and operators ────────────────────────────────────────────────────────────────────


class FeedScout(Protocol):
    """Finds the feed behind an address that a reader gives."""

    async def find(self, url: str) -> Discovered | Failed:
        """Ask what is there: a feed, or a page that links one. Takes seconds; never raises.

        A failure that names no host says that nobody was asked: the address is none to ask, or
        too many search at once (`THROTTLED`).
        """


class OwnFeeds(Protocol):
    """Feeds that chats follow as such: readers' own ones, and whole sources of ours."""

    async def at(self, url: str) -> Feed | None:
        """The feed that is known under this address, however it is spelt."""

    async def of(self, chat_id: ChatId) -> Sequence[Feed]:
        """The feeds that the chat follows as such, in the order in which it followed them."""

    async def follow(self, chat: Chat, source: Source, now: datetime) -> Subscription:
        """Everything in this feed from now on; a feed not known yet is read from now on, too."""

    async def narrow(self, chat_id: ChatId, subject: Subject, *, is_narrow: bool) -> bool:
        """Send all, or only what its other subscriptions cover too; False if it is not followed."""


class FeedWatch(Protocol):
    """How the feeds are doing, for those who want to know."""

    async def polled(self) -> Sequence[Feed]:
        """Every feed that is read for everybody, by publisher."""

    async def failing(self, before: datetime) -> tuple[Sequence[Feed], int]:
        """Those of them that have failed since before then, and how many do not fail at all."""

    async def own(self) -> tuple[int, int]:
        """How many feeds of readers' own are read, and how many of those fail."""

    async def untold(self) -> Sequence[Feed]:
        """Those of them of whose trouble, if they have any, the operators have not been told."""

    async def told(self, feeds: Collection[FeedId], now: datetime) -> None:
        """The operators have been told about these. A feed that is not among them is well again:
        if it gets into trouble once more, that is untold.
        """
