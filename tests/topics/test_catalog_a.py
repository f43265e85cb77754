"""Cancers, heart, blood and inner organs: headlines as newsrooms write them, in our own words."""

import pytest

from tests.topics.entries import subjects, the_catalog

NEWS = [
    # The disease under its lay names.
    ("Skin check vans head for the beaches as sunbeds lose favour", {"skin-cancer"}),
    (
        "Broadcaster says blood in his urine was the first sign of a bladder tumour",
        {"bladder-cancer"},
    ),
    ("Man, 38, survives a widowmaker halfway through a marathon", {"heart-attack"}),
    ("Baby born with half a heart goes home at last", {"congenital-heart-disease"}),
    ("Vegans and low iron: what to put on the plate", {"anemia"}),
    ("How I shed the pounds without the gym", {"obesity"}),
    ("Leaky bladder after birth is common and can be treated", {"incontinence"}),
    ("Fat in the liver follows sugary drinks", {"fatty-liver-disease", "liver-disease"}),
    # A drug, a test, a procedure that belongs to one disease.
    ("Hospitals run short of Pluvicto", {"prostate-cancer"}),
    ("TAVR holds up after ten years", {"heart-valve-disease", "heart-disease"}),
    ("Zepbound maker cuts its price", {"weight-loss-drugs", "obesity"}),
    # A phrase that says more than one thing says all of them.
    ("Vaping may raise oral cancer risk", {"head-neck-cancer", "dental-health"}),
    ("Childhood leukemia survivors reach middle age", {"childhood-cancer", "leukemia"}),
    ("Insulin price cap extended", {"insulin", "diabetes", "drug-prices"}),
    ("Poo transplants tried for melanoma", {"gut-microbiome", "melanoma"}),
    # A part brings its whole.
    ("Endometrial tumours caught by a tampon test", {"endometrial-cancer", "gynecologic-cancer"}),
    ("AFib patients may stop their pills after ablation", {"atrial-fibrillation", "arrhythmia"}),
]

TRAPS = [
    ("Cancer season is here: what it means for your horoscope", {"cancer"}),
    ("Mole rats hold clues to a long life", {"skin-cancer"}),
    ("AML rules tightened for crypto exchanges", {"leukemia"}),
    ("Radiation leak at nuclear plant contained", {"radiotherapy", "cancer"}),
    ("Malignant hyperthermia killed teenager in routine operation", {"cancer"}),
    ("At the heart of the dispute is a car park", {"heart-disease", "cardiovascular"}),
    ("Fans' hearts break as striker retires", {"heart-disease"}),
    ("Heart rate zones explained for beginners", {"heart-disease"}),
    ("Analysts expect anaemic growth next year", {"anemia"}),
    ("Kenyan pacemaker drops out of marathon", {"arrhythmia", "heart-disease"}),
    ("Hammer and sickle flag raised at rally", {"sickle-cell-disease"}),
    ("Study adds weight to theory of early oceans", {"obesity"}),
    ("Investors lose appetite for risk", {"obesity"}),
    ("Kidney beans for cold evenings", {"kidney-disease"}),
    ("Nash wins county election", {"fatty-liver-disease"}),
    ("Gut-wrenching scenes at the border", {"digestive-health"}),
    ("Diabetes insipidus gets a new name", {"diabetes"}),
]

WORDS_BESIDE_A_BODY_PART = [
    (
        "A stroll through the colon",
        "Scans may find tumors that a first look missed.",
        "colorectal-cancer",
    ),
    ("Doubt over breast surgery", "Women with early cancer may not need it.", "breast-cancer"),
    ("Pill for the prostate", "It slowed cancer that has spread.", "prostate-cancer"),
]


@pytest.mark.parametrize(("title", "wanted"), NEWS, ids=[title for title, _ in NEWS])
def test_news_reaches_who_follows_its_topic(title: str, wanted: set[str]) -> None:
    assert wanted <= subjects(title)


@pytest.mark.parametrize(("title", "unwanted"), TRAPS, ids=[title for title, _ in TRAPS])
def test_an_everyday_sense_alerts_nobody(title: str, unwanted: set[str]) -> None:
    assert not unwanted & subjects(title)


@pytest.mark.parametrize(("title", "text", "topic"), WORDS_BESIDE_A_BODY_PART)
def test_a_part_of_the_body_is_its_cancer_where_cancer_stands_beside_it(
    title: str, text: str, topic: str
) -> None:
    assert topic in subjects(title, text)
    assert topic not in subjects(title)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Los hipertensos y la pastilla de la noche", "high-blood-pressure"),
        ("Canetas emagrecedoras falsas são apreendidas no porto", "weight-loss-drugs"),
        ("Les cancers du pancréas en forte hausse dans le monde", "pancreatic-cancer"),
        ("Brustkrebspatientinnen warten zu lange auf einen Termin", "breast-cancer"),
        ("Calcoli renali, i cibi che li favoriscono", "kidney-stones"),
        ("Кардиолог назвал первые признаки инфаркта", "heart-attack"),
    ],
)
def test_news_is_recognised_in_its_own_language(title: str, topic: str) -> None:
    assert topic in subjects(title)


@pytest.mark.parametrize("group", ["Cancer", "Heart and blood", "Metabolism and organs"])
@pytest.mark.parametrize("language", ["es", "pt", "fr", "de", "it", "ru"])
def test_every_topic_has_a_name_in_every_language(group: str, language: str) -> None:
    topics = [topic for topic in the_catalog().topics.values() if topic.group == group]

    assert topics
    assert [topic.slug for topic in topics if language not in topic.names] == []
