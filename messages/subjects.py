"""What a reader calls the things a chat follows."""

from collections.abc import Sequence
from datetime import datetime

from messages.html import one_line
from news.models import FEED, Phrase, Subject, Subscription, Topic, TopicSlug, phrase_subject
from news.ports import Topics

NAME = 60


def name(subscription: Subscription, topics: Topics, language: str) -> str:
    """The topic's name, the title of a feed, or the words in quotation marks."""
    if is_feed(subscription):
        return one_line(subscription.words or subscription.subject, NAME)
    if subscription.words:
        return quoted(subscription.words)
    topic = topics.get(subscription.subject)
    # A topic may leave the catalog while people still follow it.
    return one_line(topic.name(language) if topic else subscription.subject, NAME)


def is_feed(subscription: Subscription) -> bool:
    """Whether it is a feed that is followed."""
    return subscription.subject.startswith(FEED)


def quoted(words: str) -> str:
    """Somebody's words, on one line and marked as such."""
    return f"“{one_line(words, NAME)}”"


def of_topic(topic: Topic, now: datetime) -> Subscription:
    """The topic as something to follow from now on."""
    return Subscription(subject=Subject(topic.slug), since_at=now)


def of_phrase(phrase: Phrase, now: datetime) -> Subscription:
    """The words as something to follow from now on."""
    return Subscription(subject=phrase_subject(phrase.id), since_at=now, words=phrase.text)


def covered(slug: str, topics: Topics, language: str) -> Sequence[str]:
    """The names of the narrower topics that come with a topic."""
    parent = TopicSlug(slug)
    return [topic.name(language) for topic in topics.all() if parent in topic.parents]
