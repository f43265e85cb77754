"""Values for tests: each builder fills in what the test does not speak of."""

from datetime import UTC, datetime

from news.feeds import Entry, Source
from news.models import Address, Chat, ChatId, Draft, Evidence, Match, Subject

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_source(url: str = "https://news.example/feed.xml", **fields: object) -> Source:
    """A line of the register."""
    values: dict[str, object] = {"title": "Example News", "publisher": "Example"}
    return Source(url=url, **(values | fields))  # type: ignore[arg-type]  # a test names real fields


def an_entry(key: str = "entry-1", **fields: object) -> Entry:
    """An item of a feed."""
    values: dict[str, object] = {
        "url": f"https://news.example/{key}",
        "title": f"News about {key}",
        "text": "Researchers looked at something and found something.",
    }
    return Entry(key=key, **(values | fields))  # type: ignore[arg-type]  # a test names real fields


def a_draft(
    key: str = "entry-1", *subjects: str, evidence: Evidence | None = None, **fields: object
) -> Draft:
    """An entry the desk has read, about these subjects."""
    entry = an_entry(key, **fields)
    return Draft(
        entry=entry,
        summary=entry.text,
        matches=tuple(Match(subject=Subject(s), because=(s,)) for s in subjects),
        evidence=evidence or Evidence(),
    )


def a_chat(chat_id: int = 101, **fields: object) -> Chat:
    """A private chat."""
    address = Address(chat_id=ChatId(chat_id))
    return Chat(**({"address": address} | fields))  # type: ignore[arg-type]  # as above
