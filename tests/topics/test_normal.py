"""Words are compared without what does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.normal import fold, folded, plain, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gene Therapy", "gene_therapies"),
        ("beta-thalassemia", "Beta Thalassaemia"),
        ("tumours", "tumor"),
        ("haemophilia", "hemophilia"),
        ("coeliac", "celiac"),
        ("ageing", "aging"),
        ("diseases", "disease"),
        ("viruses", "virus"),
        ("diagnoses", "diagnosis"),
        ("babies", "baby"),
        ("Alzheimer’s", "alzheimer"),
        ("women's health", "women health"),
        ("immunisation", "immunizations"),
        ("Cáncer", "cancer"),
        ("ﬁbre", "fiber"),
        ("Schuppenﬂechte", "schuppenflechte"),
    ],
)
def test_spellings_of_the_same_words_are_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("heroine", "heroin"),
        ("care", "car"),
        ("toe", "te"),
        ("news", "new day"),
        ("gas", "ga"),
        ("pus", "pu"),
    ],
)
def test_different_short_words_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("typed", "followed"),
    [
        ("  Long—COVID! ", "long covid"),
        ("“Gene  Editing”", "gene editing"),
        ("Crohn's disease", "crohn disease"),
        ("e-cigarettes", "e cigarettes"),
        ("?!", ""),
    ],
)
def test_followed_words_lose_case_and_punctuation_only(typed: str, followed: str) -> None:
    assert plain(typed) == followed


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    for word in words(text):
        assert fold(text[word.start : word.end]) == word.form


@given(st.text())
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
