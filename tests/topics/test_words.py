"""Followed words are found as they were typed, whole and in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Match, Phrase, PhraseId, phrase_subject
from tests.topics.entries import an_entry
from topics.words import PhraseMatcher


def a_phrase(number: int, text: str) -> Phrase:
    return Phrase(id=PhraseId(number), text=text)


@pytest.mark.parametrize(
    ("followed", "title", "found"),
    [
        ("gut brain axis", "The Gut–Brain Axis, explained", "Gut–Brain Axis"),
        ("prion", "PRIONS in deer", "PRIONS"),
        ("blood thinner", "Are blood-thinners safe?", "blood-thinners"),
        ("c diff", "Beating C. diff", "C. diff"),
        ("Crohn's", "Crohn’s and diet", "Crohn"),
    ],
)
def test_case_and_punctuation_do_not_matter(followed: str, title: str, found: str) -> None:
    matches = PhraseMatcher([a_phrase(7, followed)]).match(an_entry(title))

    assert matches == (Match(subject=phrase_subject(PhraseId(7)), because=(found,)),)


@pytest.mark.parametrize(
    ("followed", "title"),
    [
        ("gut axis", "The gut brain axis"),
        ("ion", "Prions in deer"),
        ("brain gut", "The gut, the brain"),
        ("", "Anything"),
        ("???", "Anything"),
    ],
)
def test_parts_of_words_and_scattered_words_do_not_count(followed: str, title: str) -> None:
    assert PhraseMatcher([a_phrase(1, followed)]).match(an_entry(title)) == ()


def test_words_do_not_reach_from_the_title_into_the_text() -> None:
    matcher = PhraseMatcher([a_phrase(1, "deer disease")])

    assert matcher.match(an_entry("News of deer", "Disease spreads")) == ()


def test_phrases_within_one_another_are_all_found_in_order() -> None:
    matcher = PhraseMatcher([a_phrase(3, "brain"), a_phrase(1, "brain fog"), a_phrase(2, "Brain")])

    found = [match.subject for match in matcher.match(an_entry("Brain fog"))]

    assert found == [phrase_subject(PhraseId(number)) for number in (1, 2, 3)]


@given(st.lists(st.text()), st.text(), st.text())
def test_whatever_is_followed_every_reason_stands_in_the_entry(
    followed: list[str], title: str, text: str
) -> None:
    matcher = PhraseMatcher([a_phrase(number, words) for number, words in enumerate(followed)])

    for match in matcher.match(an_entry(title, text)):
        assert all(words in title or words in text for words in match.because)
