"""Evidence is read from the words, quoted, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import Design, Review, Studied
from stories.evidence import read_evidence

PEOPLE, ANIMALS, CELLS = Studied.PEOPLE, Studied.ANIMALS, Studied.CELLS

# Pieces that rules and traps are made of, so that hypothesis meets them in any order.
PHRASES = (
    "randomised trial of 40 patients", "in mice", "may one day help people", "FDA approves",
    "meta-analysis", "cells were cultured", "published in the Journal of Sleep", "placebo",
    "a 54-year-old woman was", "each year", "cohort", "phase 2 trial", "— ", "but ", "\u00a0", "\n",
    "hope to launch human trials", "presented at the annual meeting", "。", "preprint", "İ", "ﬁ",
)  # fmt: skip
any_text = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PHRASES)).map(" ".join))


@pytest.mark.parametrize(
    ("title", "text", "design"),
    [
        ("Walking and mood", "A meta-analysis of 12 trials.", Design.META_ANALYSIS),
        ("Tea and sleep", "This systematic review looked at trials.", Design.SYSTEMATIC_REVIEW),
        ("Tea and sleep: a scoping review", "", Design.SYSTEMATIC_REVIEW),
        ("Society issues new guidelines on gout", "", Design.GUIDELINE),
        ("FDA approves a patch for migraine", "", Design.REGULATOR),
        ("CDC warns of an outbreak linked to salad", "", Design.REGULATOR),
        ("Masks in schools", "A modelling study of five cities.", Design.MODELLING),
        ("Gel heals wounds in rats", "", Design.ANIMAL),
        ("Nap study", "60 nurses were randomly assigned to nap or not.", Design.RANDOMISED_TRIAL),
        ("Nap study", "Half of the 60 nurses got a dummy pill.", Design.RANDOMISED_TRIAL),
        ("Rare rash", "We describe a patient with a rash after eating figs.", Design.CASE_REPORT),
        ("Heart pill", "In a phase 2 trial the pill lowered pressure.", Design.TRIAL),
        ("Shift work", "A cohort study of 900 nurses.", Design.OBSERVATIONAL),
        ("Shift work", "Researchers surveyed 900 nurses.", Design.OBSERVATIONAL),
        ("An enzyme", "It broke gluten down in a test tube.", Design.LABORATORY),
        ("Ten ways to sleep well", "Go to bed early.", Design.NOT_STATED),
        ("", "", Design.NOT_STATED),
    ],
)
def test_a_design_is_read_from_the_words_that_state_it(
    title: str, text: str, design: Design
) -> None:
    assert read_evidence(title, text).design == design


@pytest.mark.parametrize(
    ("title", "text", "design"),
    [
        # A review of trials is a review; an opinion on trials is nothing.
        ("Zinc", "A systematic review of 9 randomised trials.", Design.SYSTEMATIC_REVIEW),
        ("Zinc", "This narrative review covers 54 randomised trials.", Design.NOT_STATED),
        ("Records", "A retrospective review of 42 patients.", Design.OBSERVATIONAL),
        # Chance in the sampling is no chance in the treatment.
        ("Veterans", "They randomly sampled 12,000 veterans.", Design.OBSERVATIONAL),
        ("Genes", "Mendelian randomisation points to iron.", Design.NOT_STATED),
        # Guidelines and agencies that are only mentioned.
        ("Diet", "The menu is based on guidelines from a society.", Design.NOT_STATED),
        ("Device", "It has yet to win FDA approval.", Design.NOT_STATED),
        # What is planned has not happened.
        ("Patch", "They hope to launch human trials next year.", Design.NOT_STATED),
        ("Patch", "More clinical trials are needed.", Design.NOT_STATED),
        ("Patch", "The team is preparing for clinical trials.", Design.NOT_STATED),
        ("Patch", "This paves the way for clinical trials.", Design.NOT_STATED),
        ("Patch", "They will end preclinical work and prepare a trial.", Design.LABORATORY),
        ("Patch", "It was tested neither in animals nor in people.", Design.NOT_STATED),
        # Chance among animals is an animal study.
        ("Patch", "Mice were randomised to a patch or a placebo.", Design.ANIMAL),
    ],
)
def test_a_trap_is_not_taken_for_the_design_it_resembles(
    title: str, text: str, design: Design
) -> None:
    assert read_evidence(title, text).design == design


@pytest.mark.parametrize(
    ("title", "text", "subjects"),
    [
        ("Naps", "Researchers followed 900 nurses for a year.", {PEOPLE}),
        ("Naps", "The human trial found no harm.", {PEOPLE}),
        ("Naps lower blood pressure in adults with insomnia", "", {PEOPLE}),
        ("Naps", "Patients who nap had fewer falls, they found.", {PEOPLE}),
        ("Naps", "A 61-year-old man was seen after a long nap.", {PEOPLE}),
        ("Naps", "The effect was seen in zebrafish.", {ANIMALS}),
        ("Naps", "It worked in cell lines.", {CELLS}),
        ("Naps", "It worked in a mouse model and in cultured human cells.", {ANIMALS, CELLS}),
    ],
)
def test_subjects_are_whom_the_words_show(title: str, text: str, subjects: set[Studied]) -> None:
    assert read_evidence(title, text).subjects == subjects


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Pill offers hope for patients with lupus", "It was found by chance."),
        ("A pill that could one day help people with lupus", ""),
        ("A step towards a lupus drug", "The disease affects about 200,000 Britons each year."),
        ("A step towards a lupus drug", "Two in five people with lupus have joint pain."),
        ("FDA approves a lupus drug for adults", "Adults with lupus can take it at home."),
        ("A step towards a lupus drug", "This commentary asks why patients wait."),
        ("A preclinical gene therapy for children with anaemia", ""),
        ("Waiting lists grow", "Figures show that 10,000 patients have waited for a year."),
        ("Bus crash", "Thirty pupils were injured and two nurses were treated at the scene."),
        ("Pills against obesity", "We asked three doctors about their use."),
        ("Ward closed", "More than 4,000 COVID-19 patients a year are treated in the hospital."),
    ],
)
def test_people_who_are_hoped_for_counted_or_served_were_not_studied(title: str, text: str) -> None:
    assert PEOPLE not in read_evidence(title, text).subjects


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Old drug eases tremor", "It worked in a mouse model of a disease many people have."),
        ("New hope for patients with asthma", "Nerves were blocked in mice and rats."),
        ("Milk and sleep", "Night milk may calm people, an animal study suggests."),
        ("Drug in clinical trials shrinks tumours in mice", "It is in clinical trials for lupus."),
        ("Patients with stroke may walk again", "Rabbits given the gel had better balance."),
        ("Cure in sight for 40 million people", "Monkeys treated with the gel recovered."),
        ("Replanting teeth", "Ten mongrel dogs were used. Two dogs served as control subjects."),
        ("Receptors in canine lymph nodes", "This study examined 19 cases and 12 controls."),
        ("Jets in the heart: an in vitro study", "Clinical studies show that jets matter."),
        ("Algae oil slows cancer", "Tumour cells from 30 patients were cultured."),
        ("Fat as a source of cells", "Aspirates of fat from ten women were digested and cultured."),
        ("Naps and memory", "Males (n = 24) slept and were tested in the Morris water maze."),
        ("Patch mends hearts", "Monkeys recovered. A trial in 15 patients is due to start in May."),
        ("Deafness reversed", "Guinea pigs regained hearing. It has been given to 900 patients."),
        ("Bond strength", "Sixty extracted molars were randomly divided into three groups."),
    ],
)
def test_an_animal_or_cell_study_is_never_called_human(title: str, text: str) -> None:
    evidence = read_evidence(title, text)

    assert PEOPLE not in evidence.subjects
    assert evidence.design in {Design.ANIMAL, Design.LABORATORY}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Dog owners walk more", "Researchers followed 3,400 adults with and without dogs."),
        ("Swine flu in schools", "Researchers surveyed 300 pupils after an outbreak of swine flu."),
        ("Better IVF", "A trial of 300 women compared two ways of in vitro fertilisation."),
        ("PET scans and memory", "Researchers measured 60 adults with PET scans."),
        ("Pill works", "It was given to 40 patients. Earlier tests were done in mice."),
    ],
)
def test_animals_and_cells_in_passing_do_not_hide_people(title: str, text: str) -> None:
    assert read_evidence(title, text).subjects == {PEOPLE}


@pytest.mark.parametrize(
    ("text", "review"),
    [
        ("The study was published in the Journal of Sleep.", Review.PEER_REVIEWED),
        ("They report in the May 3 issue of Sleep Science.", Review.PEER_REVIEWED),
        ("The work was published in a peer-reviewed journal.", Review.PEER_REVIEWED),
        ("This peer-reviewed paper looked at sleep.", Review.PEER_REVIEWED),
        ("They read 29 peer-reviewed articles.", Review.NOT_STATED),
        ("It was posted as a preprint on medRxiv.", Review.PREPRINT),
        ("The findings have not been peer reviewed.", Review.PREPRINT),
        ("It was presented at the society's annual meeting.", Review.CONFERENCE),
        ("BASEL, May 3, 2026 /PRNewswire/ -- A firm said so.", Review.PRESS_RELEASE),
        ("It was published in January.", Review.NOT_STATED),
        ("The data were published in 2013 in Japan.", Review.NOT_STATED),
        ("The hospital prints forms with preprinted orders.", Review.NOT_STATED),
    ],
)
def test_a_review_is_read_from_where_it_was_published(text: str, review: Review) -> None:
    assert read_evidence("Naps", text).reviewed == review


@given(any_text, any_text)
def test_every_answer_rests_on_a_verbatim_span(title: str, text: str) -> None:
    evidence = read_evidence(title, text)

    said = {
        "design": evidence.design != Design.NOT_STATED,
        "subjects": bool(evidence.subjects),
        "reviewed": evidence.reviewed != Review.NOT_STATED,
    }
    assert {axis for axis, is_said in said.items() if is_said} == set(evidence.spans)
    assert all(span and (span in title or span in text) for span in evidence.spans.values())


@pytest.mark.parametrize("piece", ["a ", "12 ", "people who ", "in the ", "\n", "FDA ", "— ", "("])
def test_a_text_made_to_be_slow_is_read_all_the_same(piece: str) -> None:
    text = piece * 50_000

    evidence = read_evidence(text, text)

    assert evidence.design == Design.NOT_STATED
