"""Living, care, medicines and everyday senses: headlines as newsrooms write them, our words."""

import pytest

from tests.topics.entries import subjects, the_catalog

NEWS = [
    # A trial, however the headline tells that it is one.
    ("Obesity pill misses its goal in late-stage study", {"clinical-trials"}),
    ("Dummy pill did as well as knee injection", {"clinical-trials"}),
    ("Volunteers sought to test new malaria jab", {"clinical-trials"}),
    # A regulator's act: the body, or its verb beside a medicine or a device.
    ("EMA backs first pill for the baby blues", {"drug-approvals"}),
    ("Insulin pump cleared for toddlers", {"drug-approvals"}),
    ("Heart-lung machine maker recalls 2,000 units", {"drug-recalls", "drug-approvals"}),
    # A test that finds something out.
    ("Scan can spot Parkinson's years before the tremor", {"screening"}),
    ("Simple swab could replace clinic visit", {"screening"}),
    ("Blood test may flag pancreatic tumours early", {"blood-tests", "screening"}),
    # Policy: parliaments, payers, queues and those who do the work.
    ("Senators weigh deeper Medicaid cuts", {"health-insurance", "public-health-policy"}),
    ("Nurses walk out over pay", {"health-workforce", "public-health-policy"}),
    ("Waiting list hits a new record", {"public-health-policy"}),
    ("Assisted dying bill returns to the Lords", {"palliative-care", "public-health-policy"}),
    # Tools of care.
    ("Hospital records offline after ransomware", {"digital-health"}),
    ("App helps patients track their symptoms", {"digital-health"}),
    ("Video GP is here to stay", {"telehealth", "digital-health"}),
    ("Chatbot answers patients at night", {"ai-in-medicine"}),
    ("Robot operates on gallbladder alone", {"robotic-surgery", "surgery"}),
    ("Man lives six months with pig kidney", {"organ-transplants", "surgery"}),
    # What people eat, do and breathe.
    ("Two cups of coffee a day tied to longer life", {"coffee", "nutrition"}),
    ("Why pomegranate may help the arteries", {"nutrition"}),
    ("Ten minutes of stairs a day cuts heart risk", {"exercise"}),
    ("Tai chi beats tablets for poor sleepers", {"yoga-and-meditation", "exercise"}),
    ("Lead found in protein powder", {"lead-poisoning", "environmental-health"}),
    ("Wildfire smoke and young lungs", {"air-pollution", "environmental-health"}),
    # Medicines by brand and by lay name.
    ("Lipitor at forty: what we learned", {"statins", "cholesterol", "cardiovascular"}),
    ("Blood thinner users may skip the bridge", {"blood-thinners", "cardiovascular"}),
    ("Paxlovid rebound explained", {"antivirals", "covid-19"}),
    ("Baby saved by gene editor made for him alone", {"gene-therapy", "genetics"}),
]

TRAPS = [
    ("Former minister goes on trial over contracts", {"clinical-trials"}),
    ("Jury hears closing words in powder trial", {"clinical-trials"}),
    ("Late-stage talks on tariffs resume", {"clinical-trials"}),
    ("Film festival opens with screening of war drama", {"screening"}),
    ("Striker faces a test of nerve", {"screening"}),
    ("Sewage detects the first polio virus in years", {"screening"}),
    ("Health officials confirm measles in a kindergarten", {"public-health-policy"}),
    ("Medical center opens new wing for toddlers", {"public-health-policy"}),
    ("School bans smartphones to curb bullying", {"digital-health"}),
    ("Teenagers spend five hours a day online", {"digital-health"}),
    ("Car maker recalls thousands of vans", {"drug-approvals", "drug-recalls"}),
    ("Grilled chicken recalled over listeria", {"nutrition"}),
    ("Bird flu found in chickens", {"nutrition"}),
    ("Navy begins exercise in the Baltic", {"exercise"}),
    ("Sitting member resigns over expenses", {"exercise"}),
    ("Trees transplanted to make way for road", {"organ-transplants", "surgery"}),
    ("Lead author defends the paper", {"lead-poisoning", "environmental-health"}),
    ("Loyalty is in the company's DNA", {"genetics"}),
    ("A grain of salt with every forecast", {"salt", "nutrition"}),
    ("A less toxic way to shrink the tumour", {"environmental-health"}),
    ("Mendelian randomization ties tall stature to clots", {"clinical-trials"}),
    ("Home births safe as hospital births", {"public-health-policy", "hospitals"}),
]

ABROAD = [
    ("es", "Listas de espera: los médicos piden más recursos", {"public-health-policy"}),
    ("es", "Ola de calor: cómo evitar un golpe de calor", {"heat-illness"}),
    ("pt", "Anvisa aprova primeiro remédio para a doença", {"drug-approvals"}),
    ("pt", "Maconha aumenta risco em jovens", {"medical-cannabis"}),
    ("fr", "Pénurie de médicaments dans les pharmacies", {"drug-shortages"}),
    ("fr", "Les soignants en grève contre le budget", {"health-workforce"}),
    ("de", "Krankenkassen erhöhen den Zusatzbeitrag", {"health-insurance"}),
    ("de", "Elektronische Patientenakte startet bundesweit", {"digital-health"}),
    ("it", "Smog e polveri sottili accorciano la vita", {"air-pollution"}),
    ("it", "L'Aifa dà il via libera al farmaco", {"drug-approvals"}),
    ("ru", "Минздрав зарегистрировал препарат от мигрени", {"drug-approvals"}),
    ("ru", "Ходьба снижает риск инсульта", {"exercise"}),
]


@pytest.mark.parametrize(("title", "expected"), NEWS)
def test_a_headline_is_about_its_topics(title: str, expected: set[str]) -> None:
    assert expected <= subjects(title)


@pytest.mark.parametrize(("title", "unwanted"), TRAPS)
def test_a_word_in_another_sense_alerts_nobody(title: str, unwanted: set[str]) -> None:
    assert not unwanted & subjects(title)


@pytest.mark.parametrize(("language", "title", "expected"), ABROAD)
def test_a_headline_abroad_is_about_its_topics(
    language: str, title: str, expected: set[str]
) -> None:
    assert expected <= subjects(title), language


@pytest.mark.parametrize("group", ["Living well", "Science and care", "Medicines"])
def test_every_topic_of_these_shelves_is_named_in_seven_languages(group: str) -> None:
    topics = [topic for topic in the_catalog().topics.values() if topic.group == group]

    assert topics
    for topic in topics:
        assert set(topic.names) >= {"en", "es", "pt", "fr", "de", "it", "ru"}, topic.slug
