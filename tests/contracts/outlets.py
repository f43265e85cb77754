"""Several outlets, one follower of asthma, and articles that are alike or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from news.feeds import Feed, Health, Origin, Source
from news.listings import Findings
from news.models import Article, ArticleId, ChatId, Draft, Subject
from news.outcomes import Done, Settlement
from news.ports import Page
from storage.opening import Storage
from stories.identity import signs
from tests.builders import NOW, a_chat, a_draft, a_source

ANA, BEN = ChatId(101), ChatId(102)
TITLE = "Old asthma inhaler works as well as the new one"
URL = "https://news.example/asthma/inhaler"
INHALER = "Old inhaler, new inhaler: no difference."
TRAITS = ("inhaler", "difference", "old")


def a_telling(key: str, *subjects: str, title: str = TITLE, url: str = URL) -> Draft:
    """One outlet's article, known by its page and its title."""
    draft = a_draft(key, *(subjects or ("asthma",)), title=title, url=url)
    return replace(draft, signs=signs(title, url))


def a_retelling(
    key: str, *subjects: str, text: str = INHALER, traits: Sequence[str] = TRAITS, title: str = ""
) -> Draft:
    """An article with a page and a title of its own; equal texts tell one story."""
    url = f"https://{key}.example/story"
    draft = a_draft(key, *(subjects or ("asthma",)), title=title or key, url=url, text=text)
    return replace(draft, signs=signs(draft.entry.title, url), traits=tuple(traits))


@dataclass
class Outlets:
    """Feeds by the name of their host, made on first use; Ana follows asthma."""

    storage: Storage
    private: frozenset[str] = frozenset()
    """Those that readers brought themselves."""
    known: list[str] = field(default_factory=list)

    async def feed(self, name: str) -> Feed:
        """The feed of the outlet with this name."""
        if name not in self.known:
            self.known.append(name)
            if name in self.private:
                await self.storage.own_feeds.follow(a_chat(BEN), _source(name), NOW)
            else:
                public = [each for each in self.known if each not in self.private]
                await self.storage.register.adopt([_source(each) for each in public])
        feed = await self.storage.own_feeds.at(_source(name).url)
        assert feed is not None
        assert (feed.origin is Origin.READER) == (name in self.private)
        return feed

    async def publish(
        self, name: str, *drafts: Draft, days: float = 0, quiet: bool = False
    ) -> None:
        """This outlet brings these, some days from now; alerting nobody, if `quiet`."""
        findings = Findings(quiet=drafts) if quiet else Findings(fresh=drafts)
        await self._record(name, findings, days)

    async def correct(self, name: str, article_id: ArticleId, draft: Draft) -> None:
        """This outlet changes what it said."""
        await self._record(name, Findings(corrected=[(article_id, draft)]), 0)

    async def _record(self, name: str, findings: Findings, days: float) -> None:
        now = NOW + timedelta(days=days)
        health = Health(last_ok_at=now, next_check_at=now)
        await self.storage.feeds.record(
            replace(await self.feed(name), health=health), findings, now
        )

    async def follow(self, chat_id: ChatId, *subjects: str) -> None:
        """A chat follows these from now on."""
        for subject in subjects:
            await self.storage.subscriptions.follow(a_chat(chat_id), Subject(subject), NOW)

    async def alerts(self, *, days: float = 0) -> list[tuple[ChatId, str]]:
        """Send all that is owed by then: to whom, and which article."""
        now, sent = NOW + timedelta(days=days), list[tuple[ChatId, str]]()
        while await self.storage.outbox.fan_out(now):
            pass
        while claimed := await self.storage.outbox.claim(now, 10):
            for each in claimed:
                chat = each.address.chat_id
                sent += [(chat, article.draft.entry.key) for article in each.articles]
                settled = Settlement(delivery_ids=each.ids, chat_id=chat, verdict=Done(1))
                await self.storage.outbox.settle([settled], now)
        return sent

    async def article(self, key: str) -> Article:
        """The stored article of the entry with this key."""
        for each in await self.storage.archive.newest(1_000):
            if each.draft.entry.key == key:
                return each
        raise LookupError(key)

    async def latest(self, *subjects: str, limit: int = 20) -> Page:
        """The newest of these subjects; of all if there are none."""
        asked = [Subject(subject) for subject in subjects] or None
        return await self.storage.reading.latest(subjects=asked, limit=limit)


def keys(page: Page) -> list[str]:
    """Which entries the articles of a page were."""
    return [article.draft.entry.key for article in page.articles]


def _source(name: str) -> Source:
    return a_source(f"https://{name}.example/feed", publisher=name.upper(), title=name)
