"""Entries and a catalog for these tests, in our own words."""

from functools import cache

from news.feeds import Entry
from topics import catalog
from topics.catalog import Catalog
from topics.matcher import Matcher


@cache
def the_catalog() -> Catalog:
    """The catalog that ships with the bot."""
    return catalog.load()


@cache
def the_matcher() -> Matcher:
    """A matcher over it."""
    return Matcher(the_catalog())


def an_entry(title: str, text: str = "", *categories: str) -> Entry:
    """An entry with these words."""
    return Entry(
        key="1", url="https://news.example/1", title=title, text=text, categories=categories
    )


def subjects(title: str, text: str = "", *categories: str) -> set[str]:
    """What such an entry is about."""
    return {match.subject for match in the_matcher().match(an_entry(title, text, *categories))}


def because(subject: str, title: str, text: str = "", *categories: str) -> tuple[str, ...]:
    """The words that made it so."""
    matches = the_matcher().match(an_entry(title, text, *categories))
    return {str(match.subject): match.because for match in matches}[subject]
