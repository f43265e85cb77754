"""Followed words are found in an entry, whatever their order, under whatever name."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Match, Phrase, PhraseId, Subject, phrase_subject
from tests.topics.entries import an_entry, the_catalog
from topics.rings import Thesaurus, load_rings
from topics.sought import Interpreter
from topics.words import PhraseMatcher


def a_phrase(number: int, text: str) -> Phrase:
    return Phrase(id=PhraseId(number), text=text)


@cache
def the_interpreter() -> Interpreter:
    """One that knows the rings that ship with the bot."""
    return Interpreter(Thesaurus(load_rings()))


def found(followed: str, title: str, text: str = "", *categories: str) -> tuple[str, ...]:
    """The words of the entry for which a follower would get it; none if they would not."""
    matcher = PhraseMatcher([a_phrase(1, followed)], the_interpreter())
    matches = matcher.match(an_entry(title, text, *categories))
    return matches[0].because if matches else ()


@pytest.mark.parametrize(
    ("followed", "title", "because"),
    [
        ("gut brain axis", "The Gut–Brain Axis, explained", "Gut–Brain Axis"),
        ("prion", "PRIONS in deer", "PRIONS"),
        ("zebra stripe", "Are zebra-stripes safe?", "zebra-stripes"),
        ("c diff", "Beating C. diff", "C. diff"),
        ("Crohn's", "Crohn’s and diet", "Crohn"),
        ("zebra-stripes", "Zebrastripes, at last", "Zebrastripes"),
        ("zebrastripes", "Zebra-stripes, at last", "Zebra-stripes"),
        ("斑马", "为什么斑马有条纹", "斑马"),
    ],
)
def test_case_and_punctuation_do_not_matter(followed: str, title: str, because: str) -> None:
    matches = PhraseMatcher([a_phrase(7, followed)]).match(an_entry(title))

    assert matches == (Match(subject=phrase_subject(PhraseId(7)), because=(because,)),)


def test_words_count_wherever_in_the_entry_they_stand() -> None:
    assert found("zebra stripes", "Stripes and flies", "Why the zebra has them.") == (
        "zebra",
        "Stripes",
    )
    assert found("zebra stripes", "Flies", "Why they have stripes.", "Zebras") == (
        "Zebras",
        "stripes",
    )
    assert found("zebra stripes", "Zebras and flies") == ()


@pytest.mark.parametrize(
    ("followed", "title", "is_found"),
    [
        ('"zebra stripes"', "Zebra stripes keep flies away", True),
        ('"zebra stripes"', "The zebra and its stripes", False),
        ("zebra-stripes", "The zebra and its stripes", False),
        ("zebra -horse", "The zebra in the grass", True),
        ("zebra -horse", "The zebra is no horse", False),
        ('zebra -"long grass"', "The zebra likes grass, a long way off", True),
        ('zebra -"long grass"', "The zebra in long grass", False),
        ("type 7 stripes", "Stripes of type 7", True),
        ("type 7 stripes", "Seven: 7 stripes, one type", False),
        ("a zebra and the stripes", "Zebras: stripes explained", True),
        ("news about zebra research", "Zebras", True),
        ("-horse", "The zebra", False),
        ("", "Anything", False),
        ("???", "Anything", False),
        ("ion", "Prions in deer", False),
    ],
)
def test_the_signs_of_a_query_are_obeyed(followed: str, title: str, *, is_found: bool) -> None:
    assert bool(found(followed, title)) is is_found


@pytest.mark.parametrize(
    ("followed", "title", "because"),
    [
        ("heart attack", "Myocardial infarction in the young", ("Myocardial infarction",)),
        ("Ozempic", "Semaglutide and the kidney", ("Semaglutide",)),
        ("ozempic kidney", "Semaglutide and renal failure", ("Semaglutide", "renal")),
        ("blood thinners", "Eliquis for older hearts", ("Eliquis",)),
        ("vitamin d -mice", "Cholecalciferol for bones", ("Cholecalciferol",)),
        ("who", "The WHO on measles", ("WHO",)),
        ("e-cigarettes", "Vaping among teenagers", ("Vaping",)),
        ("asthma children", "Asthma in kids", ("Asthma", "kids")),
        ("back pain", "Pain in the lower back", ("Pain in the lower back",)),
        ('crispr "blue light"', "Blue light and cas9", ("cas9", "Blue light")),
        ("blue-light crispr 2025", "2025: CRISPR in blue light", ("2025", "blue light", "CRISPR")),
    ],
)
def test_what_words_are_also_called_counts_too(
    followed: str, title: str, because: tuple[str, ...]
) -> None:
    assert found(followed, title) == because


@pytest.mark.parametrize(
    ("followed", "title"),
    [
        ("warfarin", "Blood thinners compared"),  # a member does not bring its class
        ('"heart attack"', "Myocardial infarction in the young"),  # quoted: these words
        ("heart attack", "A panic attack and what it does to a worried person’s heart"),
        ("type 1 diabetes", "Type 2 diabetes: a drug goes into phase 1"),
        ("who", "Those who sleep well"),
        ("mers", "Les mers du Nord"),
        ("vitamin d -mice", "Vitamin D in a mouse"),
    ],
)
def test_what_words_do_not_mean_does_not_count(followed: str, title: str) -> None:
    assert found(followed, title) == ()


@pytest.mark.parametrize(
    ("followed", "because"),
    [
        ("asthma -fish", ("wheezing",)),
        ("el asma", ("wheezing",)),
        ("asthma -children", ()),
        ("children -asthma", ("Children",)),
        ("asthma sleep", ()),
        ('"asthma"', ()),
    ],
)
def test_the_name_of_a_topic_is_found_as_the_topic_is(
    followed: str, because: tuple[str, ...]
) -> None:
    matcher = PhraseMatcher([a_phrase(1, followed)], Interpreter.of(the_catalog(), ()))
    about = [Match(subject=Subject("asthma"), because=("wheezing",))]

    matches = matcher.match(an_entry("Children who are wheezing"), about)

    assert [match.because for match in matches] == ([because] if because else [])


def test_words_in_a_row_do_not_reach_from_the_title_into_the_text() -> None:
    assert found('"deer disease"', "News of deer", "Disease spreads") == ()


def test_all_that_are_found_come_in_order() -> None:
    matcher = PhraseMatcher([a_phrase(3, "brain"), a_phrase(1, "brain fog"), a_phrase(2, "Brain")])

    matches = [match.subject for match in matcher.match(an_entry("Brain fog"))]

    assert matches == [phrase_subject(PhraseId(number)) for number in (1, 2, 3)]


def test_a_phrase_is_looked_for_until_it_is_given_up() -> None:
    matcher, entry = PhraseMatcher(), an_entry("The zebra")
    matcher.add(a_phrase(1, "zebra"))
    before = matcher.match(entry)

    matcher.remove(PhraseId(1))
    matcher.remove(PhraseId(2))

    assert [match.subject for match in before] == [Subject("phrase:1")]
    assert matcher.match(entry) == ()
    assert not matcher.known


def test_a_phrase_that_comes_again_has_its_new_words() -> None:
    matcher = PhraseMatcher([a_phrase(1, "zebra")])

    matcher.add(a_phrase(1, "horse"))

    assert matcher.match(an_entry("The zebra")) == ()
    assert matcher.match(an_entry("The horse"))


_LETTERS = 'abc -"“1ʘ 斑'


@given(st.lists(st.text(_LETTERS, max_size=9)), st.text(_LETTERS), st.text(_LETTERS))
def test_a_matcher_of_many_finds_what_matchers_of_one_find(
    followed: list[str], title: str, text: str
) -> None:
    entry = an_entry(title, text)
    phrases = [a_phrase(number, words) for number, words in enumerate(followed)]

    together = PhraseMatcher(phrases, the_interpreter()).match(entry)

    alone = [PhraseMatcher([phrase], the_interpreter()).match(entry) for phrase in phrases]
    assert together == tuple(match for matches in alone for match in matches)


@given(st.lists(st.text()), st.text(), st.text())
def test_whatever_is_followed_every_reason_stands_in_the_entry(
    followed: list[str], title: str, text: str
) -> None:
    matcher = PhraseMatcher([a_phrase(number, words) for number, words in enumerate(followed)])

    for match in matcher.match(an_entry(title, text)):
        assert match.because
        assert all(words in title or words in text for words in match.because)
