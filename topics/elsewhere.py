"""News of another kind: of war, politics, sport, arts or business, and of nobody's health.

Children, women, ministers and bans are in all the news. Where nothing else speaks of health, and
something does of another world, they are no reason to alert anybody.
"""

import re

from topics.normal import fold, words

_ANOTHER_WORLD = """
war warfare troop army soldier missile tank invasion invade kremlin putin ukraine ukrainian nato
massacre airstrike ceasefire refugee rebel militia hostage terrorist bomb navy gunman murder
parliament parliamentary election voter ballot impeach senator congressman democrat republican tory
trump biden referendum sanction diplomat ambassador embassy coup dictator lobbying privatisation
partygate constituency chancellor tariff capitol
football footballer soccer cricket tennis golf golfer masters olympic championship
tournament quarterback baseball basketball striker midfielder goalkeeper league semifinal
wimbledon medal
referee wicket touchdown playoff karate wrestler stadium
film movie actor actress oscar grammy album singer rapper netflix sitcom novelist theatre
theater opera concert museum gallery exhibition painting celebrity tv drama comedian biopic trailer
podcast newsletter playlist royal prince princess duchess fashion runway
software coder coding developer programming javascript wordpress github browser startup crypto
bitcoin cryptocurrency smartphone iphone android hacker spyware chatbot
smartphone videogame gamer console nintendo playstation
nasa astronaut spacecraft rocket telescope galaxy asteroid lunar satellite
recession inflation shareholder dividend mortgage landlord housing retailer
airline airport tourism tourist hotel railway motorway
recipe restaurant chef cuisine gardening garden wildlife rhino zoo dinosaur fossil archaeologist
weather drought wildfire earthquake hurricane flood volcano glacier
police court judge jury lawsuit arrested theft robbery burglary kidnap inquest coroner
"""
_HEALTH = """
health healthy healthcare disease illness ill sick sickness condition disorder syndrome symptom
patient doctor gp nurse midwife paramedic ambulance surgeon physician clinician clinic clinical
hospital hospice ward pharmacy pharmacist pharma medicine medical medication medicinal drug dose
pill tablet injection jab vaccine vaccination immunisation therapy therapist treatment treat cure
surgery surgical operation transplant implant diagnosis diagnose diagnostic screening scan
biopsy study studies researcher research scientist trial risk mortality outbreak epidemic
pandemic virus pathogen microbe germ legionella norovirus salmonella listeria botulism concussion
bacteria bacterial infection infect infectious contagious quarantine lockdown
cancer tumour chemotherapy leukaemia lymphoma melanoma oncology diabetes diabetic insulin obesity
obese overweight asthma allergy allergic arthritis dementia alzheimer parkinson epilepsy seizure
autism autistic adhd depression anxiety psychiatric psychiatrist psychological psychologist suicide
addiction overdose opioid fentanyl heroin cannabis marijuana smoking smoker vaping tobacco
cigarette alcoholic stroke cardiac coronary cardiovascular cholesterol hypertension
kidney liver lung brain bowel stomach intestine blood bone muscle skin eye hearing deaf blind
pregnant pregnancy miscarriage abortion fertility infertility ivf menopause breastfeeding childbirth
maternity contraception contraceptive sperm hiv aids covid coronavirus influenza flu measles malaria
tuberculosis polio ebola mpox monkeypox cholera dengue zika hepatitis sepsis pneumonia
hormone gene genetic genome dna protein enzyme cell antibody antibiotic immune
immunity supplement vitamin calorie nutrition nutrient diet dietary exercise fitness workout sleep
insomnia pain painkiller headache migraine injury injured wound fracture paralysis paralysed
disability disabled wheelchair amputee prosthetic exoskeleton dwarfism
toxic poison poisoning contaminated carcinogen asbestos pollution pollutant pesticide fda nhs cdc
medicare medicaid obamacare insurer wellbeing wellness counselling carer caregiver
"""


def _forms(listed: str) -> frozenset[str]:
    return frozenset(word.form for word in words(listed)) | {fold(w) for w in listed.split()}


# What only medicine is called like.
_CLINICAL = re.compile(
    r"\w(?:itis|osis|a?emia|oma|omas|pathy|ectomy|plasty|otomy|ology|ologist|kines?|cytes?|genic|mab"
    r"|nib|tropic|plasia|plegia|algia|cardia|uria|lysis|lytic|gram|scopy|sclero\w+|vir|statin)\b",
    re.IGNORECASE,
)
_WORLDLY, _HEALTHY = _forms(_ANOTHER_WORLD), _forms(_HEALTH)


def is_elsewhere(text: str) -> bool:
    """Whether an English text tells of another world and says nothing of health."""
    said = {word.form for word in words(text)}
    if said.isdisjoint(_WORLDLY) or not said.isdisjoint(_HEALTHY):
        return False
    return not _CLINICAL.search(text)
