"""The readers' ports in memory, simple enough to trust at a glance, and values to fill them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from news.feeds import Entry, Source
from news.models import (
    Answer,
    Article,
    ArticleId,
    Chat,
    ChatId,
    Draft,
    Evidence,
    Known,
    Match,
    Phrase,
    PhraseId,
    Several,
    StoryId,
    Subject,
    Subscription,
    Topic,
    TopicSlug,
    Unknown,
    phrase_subject,
)
from news.ports import Page
from news.reader_ports import Preview
from topics.query import Query

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def a_topic(slug: str, name: str, *parents: str, group: str = "blood") -> Topic:
    """A topic of the catalog."""
    above = tuple(TopicSlug(parent) for parent in parents)
    return Topic(slug=TopicSlug(slug), names={"en": name}, parents=above, group=group)


TOPICS = (
    a_topic("blood-disorders", "Blood disorders"),
    a_topic("thalassemia", "Thalassemia", "blood-disorders"),
    a_topic("sickle-cell", "Sickle cell disease", "blood-disorders"),
    a_topic("gene-therapy", "Gene therapy", group="treatments"),
    a_topic("sleep", "Sleep", group="living"),
    a_topic("sleep-apnea", "Sleep apnea", "sleep", group="living"),
)


def an_article(
    number: int = 1,
    *,
    title: str = "Corrected stem cells make haemoglobin",
    summary: str = "Cells of four donors made it again in the laboratory.",
    url: str = "https://www.example.org/news/1",
    subjects: Sequence[str] = (),
    because: Sequence[str] = ("gene therapy",),
    publisher: str = "Example News",
    evidence: Evidence | None = None,
) -> Article:
    """An article; the higher its number, the newer it is."""
    seen_at = NOW - timedelta(days=1) + timedelta(minutes=number)
    matches = tuple(Match(subject=Subject(each), because=tuple(because)) for each in subjects)
    return Article(
        id=ArticleId(number),
        story_id=StoryId(number),
        source=Source(url="https://example.org/feed", title="Example", publisher=publisher),
        draft=Draft(
            entry=Entry(key=str(number), url=url, title=title, published_at=seen_at),
            summary=summary,
            matches=matches,
            evidence=evidence or Evidence(),
        ),
        first_seen_at=seen_at,
    )


@dataclass
class FakeClock:
    """A clock that a test sets; sleeping moves it on."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, span: timedelta) -> None:
        self.moment += span


@dataclass
class FakeTopics:
    """A small catalog; a text means the topics whose name holds all its words."""

    catalog: Sequence[Topic] = TOPICS

    def all(self) -> Sequence[Topic]:
        return self.catalog

    def get(self, slug: str) -> Topic | None:
        return next((topic for topic in self.catalog if topic.slug == slug), None)

    def resolve(self, text: str, language: str = "en") -> Answer:
        words = self.plain_words(text)
        if Query.parse(text).is_particular:
            return Unknown(())
        named = {self.plain_words(topic.name(language)): topic for topic in self.catalog}
        if words in named:
            return Known(named[words])
        holding = [
            topic for name, topic in named.items() if set(words.split()) <= set(name.split())
        ]
        if len(holding) > 1:
            return Several(tuple(holding))
        if holding:
            return Known(holding[0])
        close = get_close_matches(words, named, n=3, cutoff=0.6)
        return Unknown(tuple(named[name] for name in close))

    def plain_words(self, text: str) -> str:
        kept = "".join(char if char.isalnum() else " " for char in text.casefold())
        return " ".join(kept.split())

    def query(self, text: str) -> str:
        query = Query.parse(text)
        return str(query) if query.wanted else ""


@dataclass
class FakeChats:
    """The chats we know, and what each follows: the memory behind both ports."""

    known: dict[ChatId, Chat] = field(default_factory=dict)
    followed: dict[ChatId, list[Subscription]] = field(default_factory=dict)

    async def get(self, chat_id: ChatId) -> Chat | None:
        return self.known.get(chat_id)

    async def welcome(self, chat: Chat, now: datetime) -> None:
        self.known[chat.address.chat_id] = replace(
            chat, paused_until=None, stopped_at=None, blocked_at=None, created_at=now
        )

    async def pause(self, chat_id: ChatId, until: datetime) -> None:
        self._change(chat_id, paused_until=until)

    async def stop(self, chat_id: ChatId, now: datetime) -> None:
        self._change(chat_id, stopped_at=now)

    async def block(self, chat_id: ChatId, now: datetime) -> None:
        self._change(chat_id, blocked_at=now)

    async def reopen(self, chat_id: ChatId) -> None:
        self._change(chat_id, blocked_at=None)

    async def everything(self, chat_id: ChatId) -> Mapping[str, object]:
        topics = [each.words or each.subject for each in self.followed.get(chat_id, [])]
        return {"chat": chat_id, "topics": topics}

    async def erase(self, chat_id: ChatId) -> None:
        self.known.pop(chat_id, None)
        self.followed.pop(chat_id, None)

    async def move(self, old: ChatId, new: ChatId) -> None:
        if (chat := self.known.pop(old, None)) is not None:
            self.known[new] = replace(chat, address=replace(chat.address, chat_id=new))
            self.followed.setdefault(new, []).extend(self.followed.pop(old, []))

    def _change(self, chat_id: ChatId, **changes: datetime | None) -> None:
        if chat_id in self.known:
            self.known[chat_id] = replace(self.known[chat_id], **changes)  # type: ignore[arg-type]  # mypy cannot pair the names with their types


@dataclass
class FakeSubscriptions:
    """Who follows what, kept beside the chats."""

    chats: FakeChats
    phrases: dict[PhraseId, Phrase] = field(default_factory=dict)

    async def of(self, chat_id: ChatId) -> Sequence[Subscription]:
        return tuple(self.chats.followed.get(chat_id, []))

    async def follow(self, chat: Chat, subject: Subject, now: datetime) -> bool:
        self.chats.known.setdefault(chat.address.chat_id, chat)
        mine = self.chats.followed.setdefault(chat.address.chat_id, [])
        if subject in {each.subject for each in mine}:
            return False
        mine.append(Subscription(subject=subject, since_at=now, words=self._words(subject)))
        return True

    async def unfollow(self, chat_id: ChatId, subject: Subject) -> bool:
        mine = self.chats.followed.get(chat_id, [])
        self.chats.followed[chat_id] = [each for each in mine if each.subject != subject]
        return len(self.chats.followed[chat_id]) < len(mine)

    async def phrase(self, text: str) -> Phrase:
        known = (phrase for phrase in self.phrases.values() if phrase.text == text)
        phrase = next(known, None) or Phrase(id=PhraseId(len(self.phrases) + 1), text=text)
        self.phrases[phrase.id] = phrase
        return phrase

    async def phrase_by_id(self, phrase_id: PhraseId) -> Phrase | None:
        return self.phrases.get(phrase_id)

    def _words(self, subject: Subject) -> str:
        texts = {phrase_subject(phrase.id): phrase.text for phrase in self.phrases.values()}
        return texts.get(subject, "")


@dataclass
class FakeReading:
    """Articles in a list."""

    articles: list[Article] = field(default_factory=list)

    async def latest(
        self,
        *,
        subjects: Collection[Subject] | None,
        limit: int,
        before: ArticleId | None = None,
    ) -> Page:
        about = [
            article
            for article in self.articles
            if subjects is None
            or {match.subject for match in article.draft.matches} & set(subjects)
        ]
        return self._page(about, limit, before)

    async def search(
        self,
        text: str,
        *,
        limit: int,
        own: Collection[Subject] = (),  # noqa: ARG002 – all its articles are for everybody
        before: ArticleId | None = None,
    ) -> Page:
        words = text.casefold().split()
        found = [
            article for article in self.articles if all(word in _text(article) for word in words)
        ]
        return self._page(found, limit, before)

    def _page(self, found: list[Article], limit: int, before: ArticleId | None) -> Page:
        newest = sorted(found, key=lambda article: article.id, reverse=True)
        left = [article for article in newest if before is None or article.id < before]
        return Page(articles=tuple(left[:limit]), more=len(left) > limit)


@dataclass
class FakePreviews:
    """The same whatever is asked, and what was asked."""

    preview: Preview = field(default_factory=lambda: Preview(days=14, count=0))
    a_week: int = 0
    asked: list[str] = field(default_factory=list)

    async def of_words(self, text: str) -> Preview:
        self.asked.append(text)
        return self.preview

    async def weekly(self, subject: Subject) -> int:  # noqa: ARG002 – of each as many
        return self.a_week


@dataclass
class FakeAlerts:
    """Alerts that came, by the number of their message, and who follows what they are about."""

    subscriptions: FakeSubscriptions
    sent: dict[ChatId, dict[int, Sequence[Article]]] = field(default_factory=dict)

    async def last(self, chat_id: ChatId, message_id: int | None = None) -> Sequence[Article]:
        sent = self.sent.get(chat_id, {})
        number = max(sent, default=0) if message_id is None else message_id
        return sent.get(number, ())

    async def article(self, chat_id: ChatId, article_id: ArticleId) -> Article | None:
        found = (each for alert in self.sent.get(chat_id, {}).values() for each in alert)
        return next((each for each in found if each.id == article_id), None)

    async def because(self, chat_id: ChatId, article_id: ArticleId) -> Sequence[Subscription]:
        article = await self.article(chat_id, article_id)
        about = {match.subject for match in article.draft.matches} if article else set[Subject]()
        return [each for each in await self.subscriptions.of(chat_id) if each.subject in about]


def _text(article: Article) -> str:
    return f"{article.draft.entry.title} {article.draft.summary}".casefold()
