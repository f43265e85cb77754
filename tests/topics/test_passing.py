"""What is said in passing is told by its form; what is told about is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics import passing


def marked(text: str) -> tuple[str, int, int]:
    """A text without the brackets around some of its words, and where these stand."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        # comparisons
        "Unlike [cancer], the condition can be reversed.",
        "The risk was higher than with [diabetes].",
        "The pain is similar to the [flu], doctors say.",
        "compared with people who did not have [asthma]",
        "The former [cancer] drug helps people sleep.",
        "[Flu]-like symptoms are frequent.",
        # examples
        "It can lead to conditions such as [diabetes], stroke and heart disease.",
        "It can lead to conditions such as diabetes, [stroke] and heart disease.",
        "It can lead to conditions such as diabetes, stroke and [heart disease].",
        "Chronic illnesses like [arthritis] are more common there.",
        "Disorders ranging from asthma to [arthritis]",
        "A drug already used safely to treat [gout], arthritis and pain",
        "A maker of heart stents and [pacemakers] said so.",
        # histories, and what else somebody has
        "People with a family history of [heart disease] were left out.",
        "Women with a history of stroke or [heart attack] were not studied.",
        "Patients who also had [diabetes] were left out.",
        # other uses
        "The drug, originally developed for [malaria], slowed the growth.",
        "A drug used to treat [gout] could protect the liver.",
        "The pill, widely prescribed for [depression], cut deaths.",
        # exclusions
        "Patients without [diabetes] lost more weight.",
        "Some non-[diabetic] volunteers took part.",
        "Five years later she was [cancer]-free.",
        "They recovered after doctors had ruled out [cancer].",
        "The link held after adjusting for [smoking], alcohol and diet.",
        "The link held after adjusting for smoking, alcohol and [obesity].",
        "All were free from [heart disease] at the start.",
        "It helped regardless of whether they had [diabetes].",
        # neighbours
        "Its rash is often mistaken for [eczema].",
        "It kills many, second only to [lung cancer].",
        "The method might also help people with [epilepsy].",
        # background and lists of effects
        "Glaucoma is a leading cause of [blindness] in the world.",
        "Side effects included nausea, vomiting and [headache].",
        "Symptoms include fever, [headache] and a rash.",
        # names, and who speaks
        "She is a professor of [psychiatry] at the university.",
        "The team at the Department of [Surgery] said so.",
        "It was funded by [Cancer] Research UK.",
        "according to the American [Heart] Association",
        "The work was published on Monday in [Gut].",
        "published in the Journal of Clinical [Oncology]",
        "The study, in JAMA [Psychiatry], followed 900 people.",
        "at Dana-Farber [Cancer] Institute in Boston",
        "said a [psychiatrist] at King's College",
        "a senior [oncologist] from the hospital said",
        # other languages
        "enfermedades como la [diabetes] o el asma",
        "Krankheiten wie [Diabetes] nehmen zu",
        "заболевания, такие как [диабет] и астма",
        "según la Sociedad Española de [Cardiología]",
        "une enquête de la Société française de [cardiologie]",
        "der Klinik für [Kardiologie] in Mainz",
        "люди без [диабета]",
    ],
)
def test_a_text_says_it_in_passing(text: str) -> None:
    assert passing.in_text(*marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "There is no link between vaccines and [autism], the study found.",
        "The study found no link between [coffee] and cancer.",
        "Researchers say [diabetes] raises the risk.",
        "More than 5 million people with [diabetes] could benefit.",
        "More than half of patients with [asthma] said so.",
        "More women than men get [lupus].",
        "States including Texas, report [measles] outbreaks.",
        "Officials in several states, including Texas, say [measles] is spreading.",
        "The agency approved the first drug for [melanoma] on Monday.",
        "The 60-year-old [cancer] patient said so.",
        "[Psychiatrists] say more must be done.",
        "[Smoke]-free homes are healthier.",
        "It is unlike anything seen before. [Cancer] cells shrank.",
        "[Diabetes] and the heart",
    ],
)
def test_a_text_is_about_it(text: str) -> None:
    assert not passing.in_text(*marked(text))


@pytest.mark.parametrize(
    ("title", "is_name"),
    [
        ("American [Heart] Association updates its advice", True),
        ("[Cancer] Research UK names new chief", True),
        ("Boston [Children]'s Hospital opens wing", True),
        ("Journal of [Sleep] Research gets new editor", True),
        ("[Cancer] Patients Wait Longer at Boston Hospital", False),
        ("[Vaccine] Trust Falls in Five States", False),
        ("Unlike [Cancer], This Disease Is Overlooked", False),
        ("Life without [asthma]", False),
    ],
)
def test_in_a_title_only_names_are_in_passing(title: str, is_name: bool) -> None:
    assert passing.in_title(*marked(title)) is is_name


OPENINGS = st.sampled_from(
    ["such as ", "history of ", "a, ", "and ", "unlike ", "than ", "Journal of ", "drugs used for "]
)


@given(st.lists(st.one_of(OPENINGS, st.text(max_size=8))).map("".join), st.text(max_size=70))
def test_any_surroundings_are_judged(before: str, after: str) -> None:
    text = f"{before}Cancer{after}"

    passing.in_text(text, len(before), len(before) + 6)
    passing.in_title(text, len(before), len(before) + 6)
