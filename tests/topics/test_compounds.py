"""German compounds are taken apart where a known word begins or ends them, and only there."""

import pytest

from topics.compounds import Compounds

KNOWN = Compounds(
    [
        ("Brustkrebs", "brustkrebs"),
        ("Krebs", "krebs"),
        ("Diabetes", "diabet"),
        ("Masern", "masern"),
        ("Impfung", "impfung"),
        ("Operation", "operation"),
        ("Herz", "herz"),
        ("Rückenschmerz", "ruckenschmerz"),
    ]
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Brustkrebspatientinnen", ["brustkrebs"]),  # the longest, so not Krebs
        ("Diabetesrisiko", ["diabet"]),
        ("Schwangerschaftsdiabetes", ["diabet"]),
        ("Masernimpfungen", ["masern", "impfung"]),
        ("Knieoperation", ["operation"]),
        ("Krebstherapie", ["krebs"]),
        ("Herzkranke", ["herz"]),
        ("Rückenschmerzen", []),  # a form of the word itself
        ("Kooperation", []),
        ("Krebstiere", []),
        ("Herzog", []),
        ("Herzlichkeit", []),
        ("Haus", []),
        ("", []),
    ],
)
def test_a_compound_is_known_by_its_parts(word: str, parts: list[str]) -> None:
    assert KNOWN.parts(word) == parts


def test_without_words_there_are_no_parts() -> None:
    assert Compounds(()).parts("Brustkrebspatientin") == []
