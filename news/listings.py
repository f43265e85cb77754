"""What we remember of a feed's entries, and what a new listing of it brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from news.feeds import Entry, Marks
from news.models import ArticleId, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An entry that a feed carried before. It outlives its article."""

    key: str
    article_id: ArticleId | None
    marks: Marks = field(default_factory=Marks)
    """None where they were never noted."""
    published_at: datetime | None = None
    corrections: int = 0
    """How often its words have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a feed has carried before, as far as it bears on one listing."""

    by_key: Mapping[str, Remembered] = field(default_factory=dict)
    alike: Sequence[Remembered] = ()
    """Under other keys, what has the link or the title of an entry whose key is not known."""
    newest: datetime | None = None
    """The latest date in all that it carried, where none of the keys is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A listing, sorted by what is to be done with each entry. Oldest first."""

    fresh: Sequence[Entry] = ()
    """To be kept, and owed to whoever follows what they are about."""
    quiet: Sequence[Entry] = ()
    """To be kept, and owed to nobody: they are new to us, but no news."""
    renamed: Sequence[tuple[Entry, Remembered]] = ()
    """Known under another key, to be known under this one from now on."""
    corrected: Sequence[tuple[Entry, Remembered]] = ()
    """The publisher has changed the words."""
    noted: Sequence[Entry] = ()
    """Known, but not by what they say: to be remembered better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """News that the desk has read, as it is to be stored."""

    fresh: Sequence[Draft] = ()
    quiet: Sequence[Draft] = ()
    corrected: Sequence[tuple[ArticleId, Draft]] = ()
    renamed: Sequence[tuple[Entry, Remembered]] = ()
    noted: Sequence[Entry] = ()
    """Entries to be remembered by what they say now; among them those whose words changed."""
