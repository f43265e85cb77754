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


def test_each_sign_of_a_script_without_spaces_is_a_word() -> None:
    assert folded("2型糖尿病") == "2 型 糖 尿 病"
    assert folded("COVIDワクチン") == "covid ワ ク チ ン"
    assert folded("당뇨병은") == "당 뇨 병 은"
    assert folded("โรค") == "โ ร ค"
    assert folded("がん") != folded("かん")
    assert plain("2型糖尿病") == "2型糖尿病"


def test_words_of_other_languages_lose_their_own_endings() -> None:
    assert folded("cánceres de mama", "es") == folded("Cáncer de Mama", "es")
    assert folded("рака груди", "ru") == folded("рак груди", "ru")
    assert folded("Virussen en Viruses", "nl") == folded("virussen en virus", "en")


@given(st.text(), st.sampled_from(["en", "de", "ru", "ja"]))
def test_every_word_stands_where_it_says(text: str, language: str) -> None:
    for word in words(text, language):
        assert fold(text[word.start : word.end], language) == word.form
        assert word.form


@given(st.text())
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
