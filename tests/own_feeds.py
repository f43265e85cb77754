"""The ports `OwnFeeds` and `FeedScout` in memory, beside the chats and what they follow."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from news.feeds import Feed, FeedId, Origin, Source, Trouble
from news.fetches import Discovered, Failed
from news.models import Chat, ChatId, Subject, Subscription, feed_subject
from news.urls import host_of, url_key
from tests.fakes import FakeChats


@dataclass
class FakeOwnFeeds:
    """Feeds by their address. Those that readers brought are not public."""

    chats: FakeChats
    known: dict[str, Feed] = field(default_factory=dict)

    def register(self, url: str, title: str) -> Feed:
        """A feed of the operator's."""
        return self._add(Source(url=url, title=title), Origin.REGISTER, is_public=True)

    async def at(self, url: str) -> Feed | None:
        return self.known.get(url_key(url))

    async def of(self, chat_id: ChatId) -> Sequence[Feed]:
        feeds = {feed_subject(feed.id): feed for feed in self.known.values()}
        mine = self.chats.followed.get(chat_id, [])
        return [feeds[each.subject] for each in mine if each.subject in feeds]

    async def follow(self, chat: Chat, source: Source, now: datetime) -> Subscription:
        known = await self.at(source.url)
        feed = known or self._add(source, Origin.READER, is_public=False)
        self.chats.known.setdefault(chat.address.chat_id, chat)
        mine = self.chats.followed.setdefault(chat.address.chat_id, [])
        subject = feed_subject(feed.id)
        if subject not in {each.subject for each in mine}:
            mine.append(Subscription(subject=subject, since_at=now, words=feed.source.title))
        return Subscription(subject=subject, since_at=now, words=feed.source.title)

    async def narrow(self, chat_id: ChatId, subject: Subject, *, is_narrow: bool) -> bool:
        mine = self.chats.followed.get(chat_id, [])
        self.chats.followed[chat_id] = [
            replace(each, is_narrow=is_narrow) if each.subject == subject else each for each in mine
        ]
        return subject in {each.subject for each in mine}

    def _add(self, source: Source, origin: Origin, *, is_public: bool) -> Feed:
        number = FeedId(len(self.known) + 1)
        feed = Feed(id=number, source=source, origin=origin, is_public=is_public)
        self.known[url_key(source.url)] = feed
        return feed


@dataclass
class FakeScout:
    """Finds at an address what a test has put there."""

    there: dict[str, Discovered | Failed] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def puts(self, url: str, title: str, *, entries: int = 3, found_at: str = "") -> None:
        """A feed, or a page that names one."""
        source = Source(url=found_at or url, title=title)
        self.there[url_key(url)] = Discovered(source=source, entries=entries)

    def fails(self, url: str, trouble: Trouble) -> None:
        """No feed."""
        failed = Failed(reason=f"secret details of {url}", trouble=trouble, host=host_of(url))
        self.there[url_key(url)] = failed

    async def find(self, url: str) -> Discovered | Failed:
        self.asked.append(url)
        nothing = Failed(reason="nothing", trouble=Trouble.MISSING, host=host_of(url))
        return self.there.get(url_key(url), nothing)
