"""Articles of one story can be found by what they have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Telling
from stories.traits import traits
from tests.stories.reports import by_title, pairs


@pytest.mark.parametrize(
    ("a", "b"), [*pairs("one_story.txt"), *pairs("one_brief_story.txt")], ids=by_title
)
def test_two_tellings_of_one_story_share_traits(a: Telling, b: Telling) -> None:
    shared = set(traits(a.title, a.summary)) & set(traits(b.title, b.summary))

    assert len(shared) >= 2


def test_a_decision_on_a_medicine_is_found_by_both_names_of_it() -> None:
    one = traits("FDA nods through copy of Stelara", "Shops will have it next year.")
    other = traits("Ustekinumab biosimilar approved", "Its German maker rejoices.")

    assert len(set(one) & set(other)) >= 2


def test_articles_on_other_subjects_share_none() -> None:
    one = traits(
        "Naps cut errors among nurses", "A trial in Zwolle had 412 nurses on night shifts."
    )
    other = traits("Cholera spreads in Malawi", "The ministry counted 1,230 cases since Monday.")

    assert not set(one) & set(other)


def test_the_most_telling_traits_come_first() -> None:
    found = traits("Nurses nap in Zwolle", "Nurses of 412 hospitals may sleep, a study says.")

    assert found[:3] == ("nap", "zwoll", "412")


def test_words_that_only_hold_a_sentence_together_are_no_traits() -> None:
    assert traits("What is it and why should you not do that?", "") == ()


@given(st.text(), st.text())
def test_traits_are_few_short_and_always_the_same(title: str, text: str) -> None:
    found = traits(title, text)

    assert len(found) <= 16
    assert len(set(found)) == len(found)
    assert all(0 < len(trait) <= 40 for trait in found)
    assert found == traits(title, text)
