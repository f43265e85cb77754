"""Writes each message once, for everyone who gets the same."""

from dataclasses import dataclass, field
from functools import lru_cache

from messages.cards import alert
from messages.texts import Texts
from news.models import Article, Delivery, Message
from news.ports import Topics

KEPT = 256


@dataclass(frozen=True, slots=True)
class _Like:
    """A delivery as far as its message shows it; those to whom or how often it went do not."""

    shown: tuple[object, ...]
    delivery: Delivery = field(compare=False)


def _shown_of(article: Article) -> tuple[object, ...]:
    """All that a message says of it, for that may be corrected while it keeps its number."""
    draft, stated = article.draft, article.draft.evidence
    judged = (stated.design, stated.subjects, stated.reviewed)
    words = (draft.entry, draft.summary, draft.matches, judged)
    return article.source, article.first_seen_at, *words, article.also, article.also_count


class Renderer:
    """Deliveries as messages."""

    def __init__(self, topics: Topics, texts: Texts) -> None:
        self._topics = topics
        self._texts = texts
        self._written = lru_cache(KEPT)(self._write)

    def __call__(self, delivery: Delivery) -> Message:
        """The message; the one that was written before for a delivery that looks the same."""
        shown = (
            delivery.language,
            delivery.is_late,
            delivery.more_follow,
            *(_shown_of(article) for article in delivery.articles),
            *((reason.subject, reason.words) for reason in delivery.because),
        )
        return self._written(_Like(shown, delivery))

    def _write(self, like: _Like) -> Message:
        return alert(like.delivery, topics=self._topics, texts=self._texts)
