"""Terms count in texts of their language; English ones elsewhere, if they cannot mislead."""

import pytest

from tests.topics.terms import a_term
from topics.reader import Reader

TERMS = [
    a_term("pain", "pain"),
    a_term("semaglutide", "weight"),
    a_term("smoking", "smoking"),
    a_term("HIV", "hiv", exact=True),
    a_term("insulin pump", "diabetes", sure=False),
    a_term("cancer", "cancer"),
    a_term("cancer and leo"),
    a_term("Krebs", "cancer", language="de"),
    a_term("Brustkrebs", "breast", language="de"),
    a_term("Impfung", "vaccines", language="de"),
    a_term("cáncer de mama", "breast", language="es"),
    a_term("mamá", "family", language="es"),
    a_term("рак молочной железы", "breast", language="ru"),
    a_term("糖尿病", "diabetes", language="ja"),
    a_term("당뇨병", "diabetes", language="ko"),
    a_term("semaglutide forte", language="fr"),
    a_term("enfermería", "nursing", language="es"),
]
READER = Reader(TERMS)


def read(text: str, said: str = "en") -> list[tuple[str, str]]:
    """The words found in a text, each with the first topic it speaks for."""
    [found] = READER.read([text], READER.language([text], said))
    return [(text[start:end], terms[0].topics[0]) for start, end, terms in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pain after surgery: what helps", [("Pain", "pain")]),
        ("Pourquoi le pain est bon pour la santé", []),
        ("Le semaglutide est en rupture dans les pharmacies", [("semaglutide", "weight")]),
        ("Un homme en smoking dans les rues de Paris", []),
        ("Le VIH et le HIV sont la même chose, selon une étude", [("HIV", "hiv")]),
        ("Eine insulin pump für die Kinder ist nicht neu", []),
        (
            "Neue Studie: Brustkrebspatientinnen leben länger",
            [("Brustkrebspatientinnen", "breast")],
        ),
        ("Die Krebstherapie hilft den Patienten nicht", [("Krebstherapie", "cancer")]),
        ("Wie Krebse im Meer sich an die Hitze anpassen", []),
        ("Los cánceres de mama aumentan en las mujeres", [("cánceres de mama", "breast")]),
        ("Los niños enfermaron en la escuela, según el informe", []),
        ("Больные раком молочной железы живут дольше", [("раком молочной железы", "breast")]),
        ("2型糖尿病の新しい治療法が承認", [("糖尿病", "diabetes")]),
        ("당뇨병은 어떻게 예방하나", [("당뇨병", "diabetes")]),
        ("Cancer and Leo: your week", []),
        ("La semaglutide forte est un nom qui n'existe pas", []),
    ],
)
def test_a_text_is_read_in_its_language(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


def test_the_words_of_one_language_are_none_of_another() -> None:
    assert read("The Krebs cycle and the brain, explained") == []
    assert read("Der Krebs und das Hirn: was man nicht weiß") == [("Krebs", "cancer")]


def test_all_terms_on_the_same_words_are_found() -> None:
    reader = Reader([a_term("mammogram", "cancer"), a_term("mammogram", "screening")])

    [[(_, _, terms)]] = reader.read(["Mammograms from 40?"], "en")

    assert [term.topics for term in terms] == [("cancer",), ("screening",)]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["MS in focus", "A patient tells"], 1),
        (["MS in focus", "A teacher tells"], 0),
        (["MS in focus", "An air force patient tells"], 0),
        (["MS in focus", f"{'Words follow on words. ' * 30}A patient tells"], 0),
        (["MS in focus: a patient tells", f"{'Words follow on words. ' * 30}Air force"], 1),
        (["ms in focus", "A patient tells"], 0),
    ],
)
def test_conditions_are_looked_for_nearby(texts: list[str], found: int) -> None:
    reader = Reader([a_term("MS", "ms", exact=True, needs=("patient",), unless=("air force",))])

    assert sum(map(len, reader.read(texts, "en"))) == found
