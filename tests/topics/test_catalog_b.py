"""Headlines about brain, mind, senses and the stages of life reach those who follow these."""

import pytest

from news.models import TopicSlug
from tests.topics.entries import subjects, the_catalog


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Boxers pay for years of knocks to the head", {"brain-injury", "neurology"}),
        ("Heading footballs leaves its mark, scans suggest", {"concussion", "brain-injury"}),
        ("First patient with a brain chip plays chess", {"brain-implants", "neurology"}),
        ("Tingling toes? When to think of your nerves", {"neuropathy", "neurology"}),
        ("Paralysed man walks again after implant", {"spinal-cord-injury", "neurology"}),
        ("New mums wait months for help with baby blues", {"postpartum-depression", "pregnancy"}),
        ("Magic mushrooms eased low mood for a year", {"psychedelics", "mental-health"}),
        ("He checked the lock 40 times: living with OCD", {"ocd", "anxiety", "mental-health"}),
        ("Narcan now in vending machines", {"opioids", "drug-overdose", "addiction"}),
        ("A jab for loud snorers with sleep apnoea", {"sleep-apnea", "sleep"}),
        ("Getting a new hip at 50", {"joint-replacement", "bone-joint-health", "surgery"}),
        ("Grandmother waits nine hours with broken hip", {"fractures", "bone-joint-health"}),
        ("Kids' teeth are rotting while clinics close", {"tooth-decay", "child-health"}),
        ("More children short-sighted as screen hours climb", {"myopia", "child-health"}),
        ("Bald men offered hope by lotion", {"hair-loss", "skin-health"}),
        ("Menopause at 38: what nobody told me", {"menopause", "womens-health"}),
        ("Preemies calmed by their mothers' voices", {"preterm-birth", "newborn-health"}),
        ("Low T? Why young men buy testosterone online", {"testosterone", "mens-health"}),
        ("World's oldest woman dies at 117", {"longevity", "aging"}),
    ],
)
def test_lay_words_are_understood(title: str, wanted: set[str]) -> None:
    assert wanted <= subjects(title)


@pytest.mark.parametrize(
    ("title", "unwanted"),
    [
        ("Market nerves calm after rate cut", {"neurology", "anxiety"}),
        ("Brain rot is the word of the year", {"neurology"}),
        ("Pots and pans: are coatings safe?", {"dysautonomia"}),
        ("Huntington Beach repairs its pier", {"huntingtons"}),
        ("Lithium battery fires worry firefighters", {"bipolar-disorder"}),
        ("Chelsea: the Blues beat Arsenal", {"depression"}),
        ("Suicide bomber kills ten at market", {"suicide-prevention", "mental-health"}),
        ("Anxious wait for families after data breach", {"anxiety"}),
        ("Bank stress test results due Thursday", {"stress", "mental-health"}),
        ("Sleeper hit of the summer tops charts", {"sleep"}),
        ("Wildfire smoke chokes city", {"smoking"}),
        ("Joint venture to build hospital", {"bone-joint-health"}),
        ("Painful choices ahead for ministers", {"pain"}),
        ("Government turns deaf ear to nurses", {"hearing-loss"}),
        ("Florida braces for hurricane", {"dental-health"}),
        ("In plain sight: a scandal unravels", {"eye-health"}),
        ("Labour pledges 2,000 more doctors", {"pregnancy"}),
        ("Miscarriage of justice: nurse walks free", {"miscarriage", "pregnancy"}),
        ("Woman dies of rabies after bat bite", {"womens-health"}),
        ("Period drama filmed at old asylum", {"menstrual-health"}),
        ("Trans fats banned in Brazil", {"transgender-health"}),
    ],
)
def test_everyday_senses_alert_nobody(title: str, unwanted: set[str]) -> None:
    assert not unwanted & subjects(title)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("La depresión posparto afecta a una de cada siete madres", {"postpartum-depression"}),
        ("Dolor de espalda: por qué el reposo no ayuda", {"back-pain", "pain"}),
        ("Cigarro eletrônico preocupa os médicos", {"smoking", "addiction"}),
        ("Les fausses couches, un sujet encore tabou", {"miscarriage", "pregnancy"}),
        ("Frühgeborene profitieren von Hautkontakt", {"preterm-birth", "pregnancy"}),
        ("Allattamento al seno, i dati delle regioni", {"breastfeeding", "pregnancy"}),
        ("Бессонница повышает риск инсульта", {"insomnia", "sleep"}),
        ("Беременным рассказали о пользе прогулок", {"pregnancy"}),
    ],
)
def test_other_languages_say_it_in_their_own_words(title: str, wanted: set[str]) -> None:
    assert wanted <= subjects(title)


@pytest.mark.parametrize(
    ("title", "unwanted"),
    [
        ("Klinik sucht dringend Pflegekräfte", "addiction"),
        ("Ospedale, i dipendenti in sciopero", "addiction"),
        ("Цены выросли в зависимости от региона", "addiction"),
        ("Fracture sociale : l'accès aux soins se dégrade", "fractures"),
        ("С точки зрения закона клиника права", "eye-health"),
    ],
)
def test_what_only_sounds_alike_in_a_language_is_no_news(title: str, unwanted: str) -> None:
    assert unwanted not in subjects(title)


@pytest.mark.parametrize(
    ("slug", "ancestors"),
    [
        ("concussion", {"brain-injury", "neurology"}),
        ("ptsd", {"anxiety", "mental-health"}),
        ("postpartum-depression", {"depression", "mental-health", "pregnancy", "womens-health"}),
        ("sleep-apnea", {"sleep", "respiratory-health"}),
        ("back-pain", {"pain", "bone-joint-health"}),
        ("ivf", {"fertility"}),
        ("hormone-therapy", {"menopause", "womens-health"}),
    ],
)
def test_a_part_belongs_to_true_wholes_only(slug: str, ancestors: set[str]) -> None:
    assert set(the_catalog().ancestors[TopicSlug(slug)]) == ancestors
