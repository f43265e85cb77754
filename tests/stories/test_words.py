"""Words count as what they mean in a newsroom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.kinds import Kind, kind_of
from stories.medicines import is_medicine
from stories.words import is_english, terms, tokens, weight


def named(text: str) -> list[str]:
    return terms(tokens(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kids' jabs", "children's vaccines"),
        ("myocardial infarction", "heart attack"),
        ("high blood pressure", "high hypertension"),
        ("tumour", "cancer"),
        (
            "behaviour of randomised paediatric leukaemia",
            "behavior of randomized pediatric leukemia",
        ),
        ("raises", "increased"),
        ("The U.S. F.D.A.", "the US FDA"),
        ("phase III", "phase 3"),
        ("Britons", "UK"),
    ],
)
def test_two_names_for_one_thing_are_one_term(one: str, other: str) -> None:
    assert named(one) == named(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("type 1 diabetes", "type 2 diabetes"),
        ("vitamin C", "vitamin D"),
        ("WHO warns", "who warns"),
        ("US cuts", "us cuts"),
        ("heart", "liver"),
    ],
)
def test_different_things_are_different_terms(one: str, other: str) -> None:
    assert named(one) != named(other)


def test_grammar_weighs_nothing_and_a_rare_word_most() -> None:
    weights = [weight(term) for term in named("the study diabetes aspirin Zwolle")]

    assert weights == sorted(weights)
    assert weights[0] == 0
    assert weights[-1] == 1


@pytest.mark.parametrize("word", ["semaglutide", "trastuzumab", "imatinib", "atorvastatin"])
def test_the_end_of_a_medicines_name_gives_it_away(word: str) -> None:
    assert is_medicine(word)
    assert kind_of(named(word)[0]) is Kind.CAUSE


@pytest.mark.parametrize("word", ["peptide", "concept", "april", "nucleotide", "tide", "statin"])
def test_common_words_are_no_medicines(word: str) -> None:
    assert not is_medicine(word)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("asthma", Kind.CONDITION),
        ("chocolate", Kind.CAUSE),
        ("toddlers", Kind.WHO),
        ("Scots", Kind.LAND),
        ("Boston", Kind.TOWN),
        ("connection", None),
    ],
)
def test_a_term_names_a_kind_of_thing(word: str, kind: Kind | None) -> None:
    assert kind_of(named(word)[0]) is kind


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Acne treatments may cause serious allergic reactions", True),
        ("Two new drugs for melanoma", True),
        ("Neue Studie: Kaffee senkt das Risiko für Diabetes", False),
        ("La OMS alerta de un brote de cólera en Sudán", False),
        ("Учёные нашли новый способ лечения диабета", False),
    ],
)
def test_other_languages_are_told_by_their_grammar(text: str, english: bool) -> None:
    assert is_english(tokens(text)) is english


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert all(0 <= weight(term) <= 1 for term in named(text))
