"""Entries are matched by what they say, and only by that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.entries import an_entry, because, subjects, the_catalog, the_matcher


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("New pill for beta-thalassemia goes to regulators", {"thalassemia", "blood-disorders"}),
        ("Beta-thalassaemias and the long road to a cure", {"thalassemia", "blood-disorders"}),
        ("Breast cancer drug extends survival", {"breast-cancer", "cancer"}),
        ("Heart attacks peak on Mondays", {"heart-disease", "cardiovascular"}),
        ("E-cigarettes tempt pupils, says survey", {"smoking", "addiction"}),
        ("Ecigarettes tempt pupils, says survey", {"smoking", "addiction"}),
        ("Mammograms from the age of 40?", {"breast-cancer", "screening"}),
        ("CRISPR treats an eye disease", {"gene-therapy", "genetics", "eye-health"}),
        ("MS patients walk further after training", {"multiple-sclerosis", "neurology"}),
        ("AIDS clinics reopen", {"hiv", "infectious-diseases"}),
        ("Why rhinoviruses love schools", {"common-cold", "infectious-diseases"}),
        ("A runny nose? How a cold spreads", {"common-cold", "respiratory-health"}),
        ("IBS and sleep: what is known", {"irritable-bowel-syndrome", "digestive-health"}),
        ("ME/CFS clinics open in two cities", {"chronic-fatigue-syndrome", "neurology"}),
        ("CFS: patients describe their fatigue", {"chronic-fatigue-syndrome"}),
        ("Flu shots arrive early", {"flu", "vaccines"}),
        ("Ozempic and the kidney", {"weight-loss-drugs", "obesity", "kidney-disease"}),
        ("No link between vaccines and autism, again", {"vaccines", "autism"}),
        ("Nuevo fármaco contra la diabetes y la migraña", {"diabetes", "migraine"}),
        ("Brustkrebs: Neue Studie", {"breast-cancer"}),
        ("Болезнь Паркинсона: новые данные", {"parkinsons"}),
    ],
)
def test_a_headline_alone_is_enough(title: str, wanted: set[str]) -> None:
    assert wanted <= subjects(title)


@pytest.mark.parametrize(
    ("title", "unwanted"),
    [
        ("By a stroke of fortune the cat came home", "stroke"),
        ("The challenge lies in finding a donor", "sleep"),
        ("Heat stroke fells two runners", "stroke"),
        ("Backstroke champion retires", "stroke"),
        ("He took an MS in physics", "multiple-sclerosis"),
        ("New hearing aids are tiny", "hiv"),
        ("A tropical depression nears the coast", "depression"),
        ("Recipes from the Great Depression", "depression"),
        ("Cancer and Leo: your horoscope", "cancer"),
        ("Dancing nurse goes viral", "infectious-diseases"),
        ("David Lynch film festival opens", "lynch-syndrome"),
        ("Smartphone maker's heartwarming advert", "heart-disease"),
        ("Smoking gun found in emails", "smoking"),
        ("A sweetheart deal for builders", "heart-disease"),
        ("Murder trial opens in Leeds", "clinical-trials"),
        ("He is no nice man, she said", "public-health-policy"),
        ("The birth of a nation's cinema", "pregnancy"),
        ("Cold spell to last until Friday", "common-cold"),
        ("Port authority opens a second CFS warehouse", "chronic-fatigue-syndrome"),
        ("Lunge forward: dance class for all", "respiratory-health"),
    ],
)
def test_words_that_only_look_medical_match_nothing(title: str, unwanted: str) -> None:
    assert unwanted not in subjects(title)


def test_an_acronym_needs_its_capitals_and_its_context() -> None:
    assert "multiple-sclerosis" in subjects("MS: fewer relapses with new infusion")
    assert "multiple-sclerosis" not in subjects("ms: fewer relapses with new infusion")
    assert "multiple-sclerosis" not in subjects("MS holders earn more")


def test_the_longest_phrase_wins() -> None:
    assert "skin-health" not in subjects("Skin cancer on the rise")


def test_a_hint_needs_the_title_or_company() -> None:
    filler = "Officials met on Tuesday. "

    assert "neurology" in subjects("What the brain forgets")
    assert "neurology" not in subjects("Council meets", f"{filler}One mentioned his brain.")
    assert "neurology" in subjects("Council meets", f"{filler}His brain, her brain, all brains.")


def test_a_broad_topic_is_not_matched_by_a_mention_in_passing() -> None:
    opening = "A long report on how town halls buy their furniture, and from whom, and why. " * 3

    assert "surgery" in subjects("Town halls", f"A surgeon complains. {opening}")
    assert "surgery" not in subjects("Town halls", f"{opening} A surgeon complains.")


def test_only_the_top_of_a_long_text_is_read() -> None:
    assert "asthma" not in subjects("Notes", "word " * 1_000 + "asthma")


def test_categories_count() -> None:
    assert "epilepsy" in subjects("A new device", "", "Epilepsy")


def test_a_part_brings_its_whole_with_its_own_words() -> None:
    assert because("blood-disorders", "Hope for Beta-Thalassemia") == ("Beta-Thalassemia",)


def test_reasons_are_few_and_each_is_given_once() -> None:
    text = "asthma, Asthma, wheezing, an inhaler, asthmatic, albuterol, a bronchodilator"

    assert because("asthma", "ASTHMA", text) == ("ASTHMA", "wheezing", "inhaler", "asthmatic")


def test_matches_come_in_the_order_of_the_catalog() -> None:
    order = list(the_catalog().topics)
    entry = an_entry("Vaccines, asthma, cancer, diabetes, sleep, gout and the flu")

    found = [match.subject for match in the_matcher().match(entry)]

    assert found == sorted(found, key=[str(slug) for slug in order].index)
    assert len(found) == len(set(found))


def test_an_empty_entry_is_about_nothing() -> None:
    assert subjects("") == set()


TERMS = sorted(term.text for term in the_catalog().terms)
published = st.lists(st.one_of(st.sampled_from(TERMS), st.text(max_size=12))).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(published, published)
def test_whatever_is_published_every_reason_stands_in_it(title: str, text: str) -> None:
    entry = an_entry(title, text)

    matches = the_matcher().match(entry)

    found = {match.subject for match in matches}
    for match in matches:
        assert match.because
        assert all(words in title or words in text for words in match.because)
        assert {str(slug) for slug in the_catalog().ancestors[match.subject]} <= found  # type: ignore[index]  # every subject of this matcher is a slug
