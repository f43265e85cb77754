"""Words of illness said of the world alert nobody; said of people they still do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.entries import subjects
from topics.figures import is_figure


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The cancer", " of corruption"),
        ("El cáncer", " de la corrupción crece"),
        ("La epidemia", " del odio"),
        ("O câncer", " da inflação"),
        ("Le cancer", " de l'inflation"),
        ("La contagion", " obligataire gagne Paris"),
        ("Grippe", " der Börsen"),
        ("Il virus", " della velocità"),
        ("Cirugía", " fiscal"),
        ("politische ", " in Berlin"),
        ("Вирус", " ненависти в сети"),
        ("Vacuna", " contra el aburrimiento"),
    ],
)
def test_what_cannot_be_ill_is_a_figure(before: str, after: str) -> None:
    assert is_figure(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("El cáncer", " de mama"),
        ("Le vaccin", " contre la grippe"),
        ("Grippe", " der Kinder"),
        ("Il virus", " della dengue"),
        ("Вирус", " гриппа"),
        ("Medicaid", " fiscalization"),
        ("Depression", " and inflation"),
        ("", ""),
    ],
)
def test_an_illness_of_people_is_none(before: str, after: str) -> None:
    assert not is_figure(before, after)


@pytest.mark.parametrize(
    "title",
    [
        "El cáncer de la corrupción, según la oposición",
        "Grippe der Börsen: Dax verliert",
        "Cataratas do Iguaçu recebem turistas",
        "Le poumon vert de la capitale",
        "Dolor de cabeza para el entrenador",
        "La fièvre de l'or en Guyane",
        "Вирус популизма в Европе",
    ],
)
def test_a_figure_alerts_nobody(title: str) -> None:
    assert subjects(title) == set()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_surroundings_are_judged(before: str, after: str) -> None:
    is_figure(before, after)
