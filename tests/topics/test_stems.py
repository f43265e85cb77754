"""Forms of one word share a stem; different words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.stems import STEMMED, bare, is_form, stem


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Schlaganfall", "Schlaganfälle"),
        ("de", "Depression", "Depressionen"),
        ("de", "Niere", "Nieren"),
        ("es", "vacuna", "vacunación"),
        ("es", "Diabético", "diabéticos"),
        ("es", "senos", "seno"),
        ("fr", "vaccins", "Vaccination"),
        ("fr", "œdèmes", "oedème"),
        ("fr", "reins", "rein"),
        ("it", "tumore", "tumori"),
        ("it", "vaccini", "vaccino"),
        ("pt", "pulmão", "pulmões"),
        ("pt", "vacinas", "vacinação"),
        ("ru", "рак", "рака"),
        ("ru", "железа", "железы"),
        ("ru", "молочная", "молочной"),
        ("ru", "лёгких", "легких"),
    ],
)
def test_forms_of_a_word_share_their_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Leber", "leben"),  # the liver, to live
        ("de", "Magen", "mag"),  # the stomach, likes
        ("es", "parto", "parte"),  # a birth, a part
        ("fr", "rein", "reine"),  # a kidney, a queen
        ("it", "parto", "parte"),
        ("ru", "роды", "рода"),  # a birth, of a kind
    ],
)
def test_short_strangers_stay_apart(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(
    ("word", "term", "is_one"),
    [
        ("железы", "железа", True),
        ("diabéticos", "diabetes", True),
        ("Masernimpfungen", "Impfung", True),
        ("enfermaron", "enfermería", False),
    ],
)
def test_a_form_keeps_all_but_the_end_of_its_word(word: str, term: str, is_one: bool) -> None:
    assert is_form(word, term) is is_one


@given(st.sampled_from(sorted(STEMMED)), st.text(min_size=1, max_size=60))
def test_any_text_has_a_stem_that_case_does_not_change(language: str, text: str) -> None:
    assert stem(text, language) == stem(text.casefold(), language)


def test_what_is_too_long_for_a_word_is_left_as_it_is() -> None:
    assert stem("Ä" * 41, "de") == bare("ä" * 41)
