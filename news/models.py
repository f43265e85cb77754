"""The words of the project as values: frozen, without I/O, composed rather than repeated."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NewType

from news.feeds import Entry, FeedId, Source

ArticleId = NewType("ArticleId", int)
StoryId = NewType("StoryId", int)
ChatId = NewType("ChatId", int)
PhraseId = NewType("PhraseId", int)
DeliveryId = NewType("DeliveryId", int)
TopicSlug = NewType("TopicSlug", str)
Subject = NewType("Subject", str)
"""What a chat can follow: a topic's slug, `phrase:ID` for words, `feed:ID` for a feed."""

BIGGEST = 2**63
"""Numbers below this fit into a column; Telegram's ids are far below."""

PHRASE = "phrase:"
FEED = "feed:"


def phrase_subject(phrase_id: PhraseId) -> Subject:
    """The subject under which the words with this id are followed."""
    return Subject(f"{PHRASE}{phrase_id}")


def feed_subject(feed_id: FeedId) -> Subject:
    """The subject under which everything in this feed is followed."""
    return Subject(f"{FEED}{feed_id}")


def within(feed: Subject, subject: Subject) -> Subject:
    """The subject under which a feed that is not public lists what is about `subject`."""
    return Subject(f"{feed}/{subject}")


def is_within(subject: Subject) -> bool:
    """Whether it is a subject within a feed."""
    return subject.startswith(FEED) and "/" in subject


def topical(subject: Subject) -> Subject | None:
    """What an article listed under this is about; None if that says only which feed it is from."""
    if not subject.startswith(FEED):
        return subject
    _, _, inner = subject.partition("/")
    return Subject(inner) if inner else None


# ── Topics ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something people follow."""

    slug: TopicSlug
    names: Mapping[str, str]
    """By language; English is always there."""
    parents: tuple[TopicSlug, ...] = ()
    group: str = ""
    """The shelf of the topic list it stands on."""

    def name(self, language: str = "en") -> str:
        """Its name in the reader's language, or else in English."""
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An article is about a subject because of these words in it."""

    subject: Subject
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words somebody follows as they are; one row for all who follow the same."""

    id: PhraseId
    text: str


# What a reader meant by what they typed.


@dataclass(frozen=True, slots=True)
class Known:
    """One topic, clearly."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class Several:
    """More than one topic; the reader chooses."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No topic; perhaps one of the nearest, perhaps the words as they are."""

    nearest: tuple[Topic, ...]


Answer = Known | Several | Unknown


# ── Articles ─────────────────────────────────────────────────────────────────────────────────────


class Design(StrEnum):
    """What kind of evidence an article reports."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    RANDOMISED_TRIAL = "randomised-trial"
    TRIAL = "trial"
    OBSERVATIONAL = "observational"
    CASE_REPORT = "case-report"
    LABORATORY = "laboratory"
    ANIMAL = "animal"
    MODELLING = "modelling"
    GUIDELINE = "guideline"
    REGULATOR = "regulator"
    NOT_STATED = "not-stated"


class Studied(StrEnum):
    """In whom, or in what, it was studied."""

    PEOPLE = "people"
    ANIMALS = "animals"
    CELLS = "cells"


class Review(StrEnum):
    """Whether others have checked it."""

    PEER_REVIEWED = "peer-reviewed"
    PREPRINT = "preprint"
    CONFERENCE = "conference"
    PRESS_RELEASE = "press-release"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Three plain axes. Each value other than “not stated” rests on a span quoted in `spans`."""

    design: Design = Design.NOT_STATED
    subjects: frozenset[Studied] = frozenset()
    reviewed: Review = Review.NOT_STATED
    spans: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By axis: `design`, `subjects`, `reviewed` → the words of the article it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article as far as it tells which story it belongs to."""

    title: str
    summary: str
    url: str | None
    date: date | None


Same = Callable[[Telling, Telling], bool]
"""Whether who has read one of them needs no other. Pure, and it never raises."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that all tellings of one story share: a page, or a title.

    One outlet gives a title twice, to two stories; two outlets give it to one.
    """

    text: str
    only_across_feeds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry with what the desk found in it, not stored yet."""

    entry: Entry
    summary: str
    matches: tuple[Match, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    signs: tuple[Sign, ...] = ()
    """By which another telling of the same story is known."""
    traits: tuple[str, ...] = ()
    """By which tellings that may be of the same story are found; most telling first."""
    is_safety: bool = False
    """A warning or a recall: its alerts go before others."""

    @property
    def lane(self) -> "Lane":
        """Which way its alerts go."""
        return Lane.SAFETY if self.is_safety else Lane.ALERT


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One of the articles that tell a story."""

    article_id: ArticleId
    publisher: str
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A draft we keep, with where it came from and the story it belongs to."""

    id: ArticleId
    story_id: StoryId
    source: Source
    draft: Draft
    first_seen_at: datetime
    also: tuple[Coverage, ...] = ()
    """The first few of the others who tell the story, each publisher once."""
    also_count: int = 0
    """How many they are in all."""

    @property
    def dated_at(self) -> datetime:
        """When it was published; when we first saw it, if the publisher gave no credible date."""
        return dated_at(self.draft.entry, self.first_seen_at)


def dated_at(entry: Entry, first_seen_at: datetime) -> datetime:
    """The moment an article is listed under: never later than we first saw it."""
    return min(entry.published_at or first_seen_at, first_seen_at)


# ── Chats ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a message goes: a chat, and the thread in it where the bot was set up."""

    chat_id: ChatId
    thread: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A person, group or channel we write to. No names: what is followed here is health data."""

    address: Address
    kind: str = "private"
    language: str = "en"
    paused_until: datetime | None = None
    stopped_at: datetime | None = None
    blocked_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A chat follows a subject."""

    subject: Subject
    since_at: datetime
    words: str = ""
    """The text of a phrase, or the title of a feed; empty for a topic."""
    is_narrow: bool = False
    """Of a feed: only what is also about something else that the chat follows."""


def listed_under(subscriptions: Iterable[Subscription]) -> frozenset[Subject]:
    """The subjects under which everything is listed that these subscriptions cover."""
    mine = list(subscriptions)
    topics = [each.subject for each in mine if not each.subject.startswith(FEED)]
    narrow = [each.subject for each in mine if each.is_narrow]
    whole = [each.subject for each in mine if not each.is_narrow]
    return frozenset([*whole, *(within(feed, topic) for feed in narrow for topic in topics)])


# ── Messages and deliveries ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One press: it calls us back with `data` (at most 64 bytes), or it opens `url`."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a reader sees: Telegram's HTML, with rows of buttons under it."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    preview: str = ""
    """The one link to show a small preview of; empty for none."""
    silent: bool = False


class Lane(IntEnum):
    """Who goes first when there is a queue. Stored with each delivery."""

    REPLY = 0
    SAFETY = 1
    ALERT = 2
    DIGEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundling:
    """When several deliveries of one chat become one message, a list."""

    singly: int = 3
    """Up to so many that wait at the same moment each get a message of their own."""
    most: int = 20
    """As many fit into one list; what is left follows in a further one."""
    late_after: timedelta = timedelta(hours=48)
    """What could have been sent for so long and was not comes in a list, however few they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What one message brings to one chat: an article, or several at once as a list."""

    ids: tuple[DeliveryId, ...]
    address: Address
    language: str
    articles: tuple[Article, ...]
    """Oldest first."""
    because: tuple[Subscription, ...]
    """What the chat follows that made it so."""
    lane: Lane = Lane.ALERT
    attempts: int = 0
    is_late: bool = False
    """It should have come long ago (`Bundling.late_after`), and the message says so."""
    more_follow: bool = False
    """The next message goes on with the same list."""
