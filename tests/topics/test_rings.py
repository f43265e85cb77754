"""The rings that ship are sound; what is wrong with a file of rings is named with its line."""

from pathlib import Path

import pytest

from news.errors import CatalogError
from topics.normal import words
from topics.rings import Ring, Thesaurus, load_rings


def marks(thesaurus: Thesaurus, text: str) -> dict[str, set[str]]:
    """What is found in a text: its words, and the marks they stand for."""
    return {text[start:end]: set(found) for found, start, end in thesaurus.find(text, words(text))}


def test_the_rings_that_ship_are_many_and_each_word_is_in_one() -> None:
    rings = load_rings()

    assert len(rings) > 250
    assert all(ring.same for ring in rings)


def test_who_asks_for_a_class_is_sent_its_members_and_not_the_other_way_round() -> None:
    thesaurus = Thesaurus(
        [
            Ring(("salve",), has=("balm", "butter")),
            Ring(("balm", "balsam"), has=("tiger balm",)),
        ]
    )

    found = marks(thesaurus, "Tiger balm, butter, balsam, salve")

    salve, balm = thesaurus.mark(["salve"]), thesaurus.mark(["balm"])
    assert salve in found["Tiger balm"] & found["butter"] & found["balsam"] & found["salve"]
    assert balm in found["Tiger balm"] & found["balsam"]
    assert balm not in found["salve"] | found["butter"]


def test_an_acronym_counts_in_capitals_only_however_it_is_asked_for() -> None:
    thesaurus = Thesaurus([Ring(("SALT", "balm"))])

    assert thesaurus.mark(["salt"]) == thesaurus.mark(["balm"])
    assert thesaurus.is_acronym(["salt"])
    assert set(marks(thesaurus, "SALT and salt")) == {"SALT"}


def test_a_word_in_no_ring_has_no_mark() -> None:
    assert Thesaurus().mark(["zebra"]) is None
    assert Thesaurus([Ring(("balm", "balsam"))]).mark(["zebra", "balm"]) is None


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        (
            'same = [\n["balm", "balsam"],\n["salve",\n"Balsam"],\n]',
            "rings.toml:4: 'Balsam' is also",
        ),
        ('same = [["balm"]]', "rings.toml:1: same: .* no list of 2"),
        ('same = "balm"', "rings.toml:1: 'same' is no list"),
        ('same = [["balm", "?"]]', r"rings.toml:1: same: '\?' has no words"),
        ('same = [["balm", 1]]', "rings.toml:1: same: 1 has no words"),
        ('[[class]]\nnames = ["balm"]', "rings.toml:1: a class has names"),
        ("same = [\n[", "rings.toml: "),
        ('\nrings = [["balm", "balsam"]]', "rings.toml:2: unknown key 'rings'"),
        (
            '[[class]]\nnames = ["a b"]\nhas = ["c d"]\n[[class]]\nnames = ["c d"]\nhas = ["a b"]',
            "rings.toml:.: the class .* has itself",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, written: str, wrong: str) -> None:
    path = tmp_path / "rings.toml"
    path.write_text(written, encoding="utf-8")

    with pytest.raises(CatalogError, match=f"^{wrong}"):
        load_rings(path)
