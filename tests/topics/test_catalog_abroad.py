"""News of other languages in the ways their newsrooms say it: headlines in our words."""

import pytest

from tests.topics.entries import subjects

NEWS = [
    # Regulators nod, refuse and call back.
    ("Luz verde europea al primer fármaco contra la hepatitis delta", {"drug-approvals"}),
    ("Feu vert européen pour un vaccin contre le chikungunya", {"drug-approvals"}),
    ("Grünes Licht aus Brüssel für Brustkrebsmittel", {"drug-approvals", "breast-cancer"}),
    ("Via libera dell'Ue al farmaco contro l'asma", {"drug-approvals", "asthma"}),
    ("В Европе одобрили лекарство от мигрени", {"drug-approvals", "migraine"}),
    ("Retiran del mercado un fármaco por impurezas", {"drug-recalls"}),
    ("Hersteller ruft Augentropfen zurück", {"drug-recalls", "eye-health"}),
    ("Ritirati lotti di uno sciroppo per la tosse", {"drug-recalls"}),
    # What runs out, and what costs more.
    ("Las farmacias se quedan sin amoxicilina", {"drug-shortages"}),
    ("Fiebersäfte werden knapp, warnen Apotheken", {"drug-shortages"}),
    ("Из аптек пропал инсулин", {"drug-shortages", "insulin"}),
    ("Medicamentos mais caros a partir de abril", {"drug-prices"}),
    # Hospitals under strain.
    ("Urgencias desbordadas: esperas de veinte horas", {"emergency-care", "hospitals"}),
    ("Urgences saturées, des patients dans les couloirs", {"emergency-care", "hospitals"}),
    ("Kliniken verschieben Operationen, weil Betten fehlen", {"hospitals"}),
    ("Больницы переполнены, не хватает коек", {"hospitals"}),
    # Care from afar, and what is worn.
    ("Herzschwäche: Telemonitoring senkt Zahl der Einweisungen", {"telehealth", "heart-failure"}),
    ("Bague connectée : que mesure-t-elle ?", {"wearables"}),
    ("Умное кольцо следит за сном", {"wearables", "sleep"}),
    ("App auf Rezept: wem sie hilft", {"digital-health"}),
    # The poor, the old, the young.
    ("Los más pobres mueren ocho años antes", {"health-inequality"}),
    ("Rischio di cadute: esercizi per gli anziani", {"frailty-and-falls"}),
    ("Zigaretten tabu: Grundschüler malen Plakate", {"child-health", "smoking"}),
    ("Mort subite du nourrisson : l'oreiller en cause", {"newborn-health", "child-health"}),
    # Genes, organs, embryos.
    ("Editan el ADN de una paciente con anemia falciforme", {"gene-therapy"}),
    ("Niere vom Schwein arbeitet seit vier Monaten", {"kidney-transplant"}),
    ("PMA : l'attente s'allonge", {"ivf", "fertility"}),
    # What lawmakers do.
    ("Zuckersteuer: Ministerium prüft Modelle", {"sugar", "public-health-policy"}),
    ("Aide à mourir : le texte arrive au Sénat", {"palliative-care", "public-health-policy"}),
]

# Everyday words with the stem of a medical one, and green lights for what is no medicine.
TRAPS = [
    ("Fast alle Züge kommen zu spät", {"fasting"}),
    ("Les jeunes votent moins", {"fasting"}),
    ("Rauch über dem Hafen", {"smoking"}),
    ("Blut und Boden: ein Historiker liest", {"hemophilia"}),
    ("Овсяное печенье по старому рецепту", {"liver-disease"}),
    ("Luz verde al nuevo estadio", {"drug-approvals"}),
    ("Rückruf: Autohersteller holt Vans in die Werkstatt", {"drug-recalls"}),
    ("Ensayo en atención primaria con mil pacientes", {"public-health-policy"}),
]


@pytest.mark.parametrize(("title", "expected"), NEWS)
def test_a_headline_is_about_its_topics(title: str, expected: set[str]) -> None:
    assert expected <= subjects(title)


@pytest.mark.parametrize(("title", "unwanted"), TRAPS)
def test_a_word_in_another_sense_alerts_nobody(title: str, unwanted: set[str]) -> None:
    assert not unwanted & subjects(title)
