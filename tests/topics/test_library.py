"""The port `Topics`: what is a topic, and what are words with signs in them."""

from functools import cache

import pytest

from news.models import Known, Unknown
from tests.topics.entries import the_catalog
from topics.library import Library


@cache
def the_library() -> Library:
    """The library of the catalog that ships."""
    return Library(the_catalog())


def nearest(typed: str) -> list[str]:
    """The topics offered for what is none."""
    answer = the_library().resolve(typed)
    assert isinstance(answer, Unknown)
    return [topic.slug for topic in answer.nearest]


@pytest.mark.parametrize("typed", ["asthma", '"asthma"', "“Asthma”"])
def test_a_topic_is_known_also_in_quotation_marks(typed: str) -> None:
    answer = the_library().resolve(typed)

    assert isinstance(answer, Known)
    assert answer.topic.slug == "asthma"


@pytest.mark.parametrize("typed", ["asthma -children", 'asthma "school sports"'])
def test_who_says_more_than_a_topic_is_offered_it_and_the_words(typed: str) -> None:
    assert nearest(typed)[:1] == ["asthma"]


def test_who_wants_nothing_is_offered_nothing() -> None:
    assert nearest("-asthma") == []
    assert the_library().query("-asthma") == ""


def test_words_are_followed_as_a_query() -> None:
    assert the_library().query("News of “blue light”, -mice") == '"blue light" -mice'
