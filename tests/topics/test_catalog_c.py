"""Infections, lungs, immunity and rare diseases: headlines as newsrooms write them, our words."""

import pytest

from tests.topics.entries import subjects, the_catalog

NEWS = [
    # The disease under its lay names.
    ("Sniffles again? Why you keep catching colds", {"common-cold"}),
    ("Stomach bug sweeps through a cruise ship", {"norovirus", "digestive-health"}),
    ("Girl who was born without an immune system starts school", {"immunodeficiency"}),
    ("Eight babies carry DNA from three people", {"mitochondrial-disease", "rare-diseases"}),
    ("Breathless after the fire: firefighters and their lungs", {"respiratory-health"}),
    ("Ticks that make you allergic to steak move north", {"tick-borne-diseases"}),
    # A drug or a germ that belongs to one disease.
    ("Nirsevimab empties children's wards", {"rsv", "infectious-diseases"}),
    ("Lenacapavir to be sold at cost in twenty countries", {"hiv"}),
    ("Legionella found in hotel showers", {"legionnaires-disease", "pneumonia"}),
    ("Kaftrio reaches toddlers", {"cystic-fibrosis", "respiratory-health"}),
    ("Dairy worker tests positive for H5N1", {"bird-flu", "flu"}),
    # A phrase that says more than one thing says all of them.
    ("Shingles jab offered five years earlier", {"shingles", "vaccines"}),
    ("Malaria vaccine reaches its tenth country", {"malaria", "vaccines"}),
    ("Kindergarten shots: more parents opt out", {"vaccines", "child-health"}),
    ("Drug-resistant gonorrhoea found in Leeds", {"gonorrhea-and-chlamydia", "antibiotics"}),
    ("Myocarditis after a COVID jab: what registers say", {"vaccine-safety", "covid-19"}),
    ("Alpha-gal syndrome: no more burgers", {"food-allergies", "tick-borne-diseases"}),
    ("Cold sores and the ageing brain", {"herpes", "skin-health"}),
    # A part brings its whole.
    ("Hep C pills reach prisons", {"hepatitis-c", "viral-hepatitis", "liver-disease"}),
    ("Duchenne boys keep walking longer", {"neuromuscular-disease", "rare-diseases"}),
]

TRAPS = [
    ("Cold case solved after thirty years", {"common-cold", "infectious-diseases"}),
    ("Storm rips shingles from roofs", {"shingles"}),
    ("New scanner ticks every box", {"tick-borne-diseases"}),
    ("Striker takes a shot at glory after flu", {"vaccine-safety"}),
    ("Police: man shot dead outside clinic had flu", {"vaccines"}),
    ("Slimming jab runs short", {"vaccines"}),
    ("Malware infects hospital computers", {"infectious-diseases"}),
    ("Gut bacteria may shape mood", {"infectious-diseases"}),
    ("Non-communicable diseases kill more than war", {"infectious-diseases"}),
    ("Engineered virus carries gene therapy into the ear", {"infectious-diseases"}),
    ("Delays plague rural hospitals", {"infectious-diseases"}),
    ("Autoimmune hepatitis in teenagers", {"viral-hepatitis", "infectious-diseases"}),
    ("Septic tank leak closes beach", {"sepsis"}),
    ("Fungus that eats plastic found at sea", {"fungal-infections"}),
    ("Tumours grow multidrug-resistant by eating their neighbours", {"antibiotic-resistance"}),
    ("Bees carry pollen farther as pollination fails", {"hay-fever", "allergies"}),
    ("Hives stolen from beekeeper", {"allergies"}),
    ("Breathing new life into a village surgery", {"respiratory-health"}),
    ("Pulmonary hypertension pill approved", {"high-blood-pressure"}),
    ("Amyloid plaques fade under antibody", {"amyloidosis", "rare-diseases"}),
    ("HIV, the immunodeficiency virus that hides", {"immunodeficiency", "rare-diseases"}),
    ("Hearing aids may slow dementia", {"hiv"}),
    ("Turner prize goes to hospital murals", {"turner-syndrome"}),
    ("Hereditary angioedema pill approved", {"allergies"}),
]

ABROAD = [
    ("El sarampión vuelve a México: más de tres mil contagios", {"measles"}),
    ("Alergia al polen: las gramíneas adelantan la primavera", {"hay-fever", "allergies"}),
    ("Brasil registra surto de febre amarela em macacos", {"yellow-fever", "infectious-diseases"}),
    ("Sarampo: baixa cobertura vacinal preocupa médicos", {"measles", "vaccines"}),
    ("Zona : un nouveau vaccin remboursé pour les plus de 65 ans", {"shingles", "vaccines"}),
    ("Tiques : comment se protéger en forêt", {"tick-borne-diseases"}),
    ("Grippewelle rollt an: Ärzte raten zur Grippeimpfung", {"flu", "vaccines"}),
    ("Multiresistente Keime breiten sich in der Klinik aus", {"antibiotic-resistance"}),
    ("Pulmonía en invierno: cómo prevenirla", {"pneumonia"}),
    ("Polmonite da Mycoplasma, boom tra i bambini", {"pneumonia"}),
    ("Antibiotico-resistenza, dodicimila morti l'anno", {"antibiotic-resistance"}),
    ("Корь возвращается: школы закрыты", {"measles", "infectious-diseases"}),
    ("Прививка от коклюша станет обязательной", {"whooping-cough", "vaccines"}),
]

# Words of everyday life, and of other illnesses, with the stem or the letters of an illness.
TRAPS_ABROAD = [
    ("La carne de vacuno sube un doce por ciento en los supermercados", {"vaccines"}),
    ("La rabia de los agricultores estalla ante el Congreso", {"rabies"}),
    ("Qué comer en esta época del año para dormir mejor", {"copd"}),
    ("Qué hace el humo en los pulmones de los bomberos", {"pneumonia"}),
    ("Fumo e polmoni: cosa succede dopo vent'anni", {"pneumonia"}),
    ("La guerre fait rage et les hôpitaux débordent", {"rabies"}),
    ("La zone de baignade est fermée après une pollution", {"shingles"}),
    ("Sein Buch über das Kratzen erregt Aufsehen", {"parasitic-infections", "infectious-diseases"}),
    ("Come lo stress influenza la salute del cuore", {"flu"}),
    ("Battere il cancro correndo, la storia di Anna", {"infectious-diseases"}),
    ("Ученые изучили кору головного мозга", {"measles"}),
]


@pytest.mark.parametrize(("title", "wanted"), NEWS + ABROAD)
def test_a_headline_is_recognised(title: str, wanted: set[str]) -> None:
    assert wanted <= subjects(title)


@pytest.mark.parametrize(("title", "unwanted"), TRAPS + TRAPS_ABROAD)
def test_a_headline_that_only_sounds_like_it_is_left_alone(title: str, unwanted: set[str]) -> None:
    assert not unwanted & subjects(title)


def test_what_a_vaccine_did_to_the_heart_is_safety_news_even_when_told_below() -> None:
    lead = "Regulators looked again at side effects and found myocarditis to be rare."

    assert "vaccine-safety" in subjects("COVID vaccine under review", lead)


@pytest.mark.parametrize("shelf", ["Infections and vaccines", "Lungs and immunity"])
def test_each_topic_has_a_name_in_every_language(shelf: str) -> None:
    topics = [topic for topic in the_catalog().topics.values() if topic.group == shelf]

    assert all({"en", "es", "pt", "fr", "de", "it", "ru"} <= set(topic.names) for topic in topics)


def test_every_rare_disease_is_followed_with_the_rare_diseases_but_for_a_common_one() -> None:
    catalog = the_catalog()
    shelf = [slug for slug, topic in catalog.topics.items() if topic.group == "Rare diseases"]

    outside = {slug for slug in shelf if "rare-diseases" not in catalog.ancestors[slug]}

    # Iron overload is on the shelf of inherited illness, yet one European in two hundred has it.
    assert outside == {"hemochromatosis"}
