"""How English newsrooms say it: acts, wants and strains told without the name of the topic."""

import pytest

from tests.topics.entries import subjects

NEWS = [
    # What regulators do, in the verbs of headlines.
    ("European nod for nasal adrenaline spray", {"drug-approvals"}),
    ("Watchdog turns down Huntington's drug", {"drug-approvals"}),
    ("Agency halts shipments of obesity shot", {"drug-approvals"}),
    # What is not to be had, and who has no bed.
    ("Pharmacies out of stock of insulin again", {"drug-shortages"}),
    ("Chemists ration HRT patches as supplies dwindle", {"drug-shortages"}),
    ("Patients lie in hallways as wards overflow", {"hospitals"}),
    ("County hospital shuts its delivery ward", {"hospitals"}),
    ("Trolley waits at a ten-year high", {"emergency-care", "hospitals"}),
    # Who fares worse.
    ("Black women twice as likely to die of womb cancer", {"health-inequality"}),
    # Care from afar, and things that measure.
    ("Psychiatrist sees patients by video", {"telehealth"}),
    ("Finger ring warns of seizures", {"wearables"}),
    # Genes, organs and old age.
    ("Girl free of sickle cell crises after edited marrow", {"gene-therapy"}),
    ("Baby born after transplanted womb", {"organ-transplants", "fertility"}),
    ("Tai chi keeps pensioners on their feet", {"frailty-and-falls"}),
    ("Bereaved partners face a risky first month", {"grief"}),
]

SECOND_USES = [
    ("COPD flare-ups fall with dupilumab", "eczema"),
    ("Empagliflozin slows kidney decline", "diabetes"),
    ("Baricitinib regrows hair in alopecia", "rheumatoid-arthritis"),
    ("Trastuzumab deruxtecan for gastric tumors", "breast-cancer"),
    ("Low-dose naltrexone for fibromyalgia", "opioids"),
    ("Colchicine after infarction", "gout"),
]

OTHER_SENSES = [
    ("Allergic to losing, the champion trains on", "allergies"),
    ("Shopping carts spread germs", "car-t"),
    ("Screening of Cannes winner cancelled after projector fault", "screening"),
    ("Health records of a million adults link shifts to gout", "digital-health"),
    ("Gene knocked out in mice", "concussion"),
    ("Prices fall for pensioners", "frailty-and-falls"),
    ("Virus strain fills hospital with children", "hospitals"),
    ("Hepatitis of unknown cause in toddlers", "viral-hepatitis"),
]


@pytest.mark.parametrize(("title", "expected"), NEWS)
def test_a_topic_is_told_without_its_name(title: str, expected: set[str]) -> None:
    assert expected <= subjects(title)


@pytest.mark.parametrize(("title", "first_use"), SECOND_USES)
def test_a_drug_given_for_something_else_is_no_news_of_its_first_use(
    title: str, first_use: str
) -> None:
    assert first_use not in subjects(title)


@pytest.mark.parametrize(("title", "unwanted"), OTHER_SENSES)
def test_words_in_another_sense_alert_nobody(title: str, unwanted: str) -> None:
    assert unwanted not in subjects(title)
