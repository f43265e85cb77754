"""The topics as the rest of the bot asks for them."""

from collections.abc import Sequence

from news.models import Answer, Known, Several, Topic, TopicSlug, Unknown
from topics.catalog import Catalog
from topics.normal import plain
from topics.query import Query
from topics.resolver import NEAREST, Resolver


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
        """Which topic a reader means, however they type it; none if they say what it is not."""
        query = Query.parse(text)
        if not query.is_particular:
            return self._resolver.resolve(text, language)
        wanted = " ".join(word for part in query.wanted for word in part.words)
        match self._resolver.resolve(wanted, language):
            case Known(topic):
                return Unknown((topic,))
            case Several(topics):
                return Unknown(topics[:NEAREST])
            case Unknown() as answer:
                return answer

    def plain_words(self, text: str) -> str:
        """The words of `text`, to compare them: no case, no punctuation, single spaces."""
        return plain(text)

    def query(self, text: str) -> str:
        """What somebody follows who follows `text` as words. Empty if nothing is wanted."""
        query = Query.parse(text)
        return str(query) if query.wanted else ""
