"""The topics as the rest of the bot asks for them."""

from collections.abc import Sequence

from news.models import Answer, Topic, TopicSlug
from topics.catalog import Catalog
from topics.normal import plain
from topics.resolver import Resolver


class Library:
    """Implements the port `Topics` over a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._topics = catalog.topics
        self._resolver = Resolver(catalog)

    def all(self) -> Sequence[Topic]:
        """Every topic, in the order of the catalog."""
        return tuple(self._topics.values())

    def get(self, slug: str) -> Topic | None:
        """The topic with this slug."""
        return self._topics.get(TopicSlug(slug))

    def resolve(self, text: str, language: str = "en") -> Answer:
        """Which topic a reader means, however they type it."""
        return self._resolver.resolve(text, language)

    def plain_words(self, text: str) -> str:
        """The words of `text` as they are followed: no case, no punctuation, single spaces."""
        return plain(text)
