"""Entries are matched by what they say, and only by that."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.entries import an_entry, because, subjects, the_catalog, the_matcher
from tests.topics.terms import a_matcher, a_term, found_by
from topics.matcher import LEAD


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


def test_a_hint_needs_the_title_or_another() -> None:
    matcher = a_matcher(
        a_term("brain", "neurology", sure=False), a_term("nerve", "neurology", sure=False)
    )

    assert found_by(matcher, "What the brain forgets") == {"neurology"}
    assert found_by(matcher, "Council meets", "One mentioned his brain.") == set()
    assert found_by(matcher, "Council meets", "His brain, her brain, all brains.") == set()
    assert found_by(matcher, "Council meets", "His brain, her nerves.") == {"neurology"}


def test_the_same_words_count_once_for_a_topic() -> None:
    matcher = a_matcher(
        a_term("vacuna", "vaccines", language="es", sure=False),
        a_term("vacunas", "vaccines", language="es", sure=False),
    )

    assert found_by(matcher, "Lo que se sabe hoy", "Nos dicen que una vacuna ha llegado.") == set()
    assert found_by(matcher, "Lo que se sabe de la vacuna") == {"vaccines"}


def test_what_is_said_in_passing_does_not_count() -> None:
    matcher = a_matcher(a_term("melanoma", "skin-cancer"), a_term("liver cancer", "liver-cancer"))
    text = "A drug used to treat melanoma shrank tumors."

    assert found_by(matcher, "Hope for liver cancer", text) == {"liver-cancer"}
    assert found_by(matcher, "Melanoma drug tried anew", text) == {"skin-cancer"}
    assert found_by(matcher, "Anew", text, "Melanoma") == {"skin-cancer"}


def test_no_link_is_news_about_what_is_not_linked() -> None:
    matcher = a_matcher(a_term("autism", "autism"), a_term("vaccine", "vaccines"))

    found = found_by(matcher, "A question settled", "There is no link from vaccines to autism.")

    assert found == {"autism", "vaccines"}


def test_once_and_far_down_counts_where_the_title_tells_nothing_else() -> None:
    matcher = a_matcher(a_term("asthma", "asthma"), a_term("gout", "gout"))
    text = f"{'A long sentence about the day and its weather. ' * 4}Asthma was a topic."

    assert found_by(matcher, "A day out", text) == {"asthma"}
    assert found_by(matcher, "Gout and its causes", text) == {"gout"}
    assert found_by(matcher, "Gout and its causes", f"{text} Asthma again.") == {"asthma", "gout"}


def test_a_part_of_what_the_title_tells_counts_far_down() -> None:
    matcher = a_matcher(
        a_term("cancer", "cancer"),
        a_term("lung cancer", "lung-cancer"),
        a_term("gout", "gout"),
        parents={"lung-cancer": "cancer"},
    )
    text = f"{'A long sentence about the day and its weather. ' * 4}It treats lung cancer, or gout."

    assert found_by(matcher, "Cancer drug approved", text) == {"cancer", "lung-cancer"}


def test_a_shield_keeps_its_words_from_every_topic() -> None:
    matcher = a_matcher(
        a_term("stroke", "stroke"), a_term("stroke of luck"), a_term("luck", "luck")
    )

    assert found_by(matcher, "A stroke of luck") == set()
    assert found_by(matcher, "Stroke after stroke of luck") == {"stroke"}


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


LANGUAGES = st.sampled_from(["en", "es", "de", "ru", "zh", "xx", ""])


@settings(max_examples=80, deadline=None)
@given(published, published, LANGUAGES)
def test_whatever_is_published_every_reason_stands_in_it(
    title: str, text: str, language: str
) -> None:
    entry = replace(an_entry(title, text), language=language)

    matches = the_matcher().match(entry)

    found = {match.subject for match in matches}
    for match in matches:
        assert match.because
        assert all(words in title or words in text for words in match.because)
        assert {str(slug) for slug in the_catalog().ancestors[match.subject]} <= found  # type: ignore[index]  # every subject of this matcher is a slug


@settings(max_examples=30, deadline=None)
@given(published, published)
def test_what_is_added_far_below_changes_nothing_above(title: str, added: str) -> None:
    text = "All else is silence. " * (LEAD // 20)

    assert subjects(title, text) == subjects(title, text + added)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(TERMS), published)
def test_a_term_says_the_same_whatever_else_is_far_below(term: str, added: str) -> None:
    title, text = f"News: {term}, explained for you and for all who ask", "And so on. " * 60

    assert subjects(title, text) <= subjects(title, f"{text} {added}")
