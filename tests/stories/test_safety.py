"""Warnings and recalls are known by their titles, and nothing else is."""

import pytest

from stories.safety import is_safety_notice

NOTICES = [
    "Company recalls 40,000 insulin pumps after a battery fault",
    "Class 2 Medicines Recall: blood pressure tablets, one batch",
    "Voluntary nationwide recall of eye drops",
    "Eye drops recalled over sterility doubts",
    "FDA adds boxed warning to a multiple sclerosis drug",
    "Drug Safety Communication: new limits for a sleep medicine",
    "Falsified medicines found in two countries",
    "Early Alert: infusion pump issue",
    "Do not use these glucose monitors, regulator says",
]
OTHERS = [
    "Recall bias in studies of diet",
    "Sleep improves word recall in a memory test",
    "Patients recalled their hospital stay in interviews",
    "New tablets work as well as injections in a trial",
    "Stop using of old scores, authors say",
    "Safety of a vaccine in pregnancy confirmed",
    "",
]


@pytest.mark.parametrize("title", NOTICES)
def test_a_recall_or_a_warning_is_a_safety_notice(title: str) -> None:
    assert is_safety_notice(title)


@pytest.mark.parametrize("title", OTHERS)
def test_other_news_is_not(title: str) -> None:
    assert not is_safety_notice(title)
