"""How much a shared word says about two articles telling the same news."""

import re

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "ly", "s", "e", "y")
_STEM = 8
"""Letters that are kept: “hormone” and “hormonal” count as one."""

_GRAMMAR = """
a about across after again against ago all almost also although always among an and another any are
around as at away back be because become been before behind being below best between both but by
call called can cannot come could day days did do does done down due during each either else end
enough even ever every far few for from further get give given go goes got had has have he her here
him his how however i if in into is it its itself just keep kept know known last later latest least
less let like likely little long made make makes making many may me mean means might more most much
must my near nearly need needs neither never next no non nor not nothing now of off often on once
one only onto or other others our out over own part people per perhaps put quite rather really s
said same say says see seen set several she should since so some someone something soon still such
take taken takes taking than that the their them themselves then there these they thing things this
those though three through thus to today together too toward two under until up upon us use used
using very via want was way we week well went were what when where whether which while who whole
whom whose why will with within without would year years yet you your four five six seven eight
nine ten first second third half new news time times month months monday tuesday wednesday thursday
friday saturday sunday january february march april june july august september october november
december t d ll re ve m
"""
# What every other health story says. Sharing these is no sign that two of them are the same one.
_EVERYDAY = """
ability able academy according act active activity acute add adult adults advanced affect affected
age aged agency aim allow america american americans amount analysis analyzed announced appear
approach approved article assess assessed associated association author average baby babies
background bad based basis began begin benefit benefits better big blood body boost boosts brain
breakthrough brings britain british cancer cancers care case cases cause caused causes cell cells
center centre certain chance change changes child children chronic claim claims clinic clinical clue
combination common community company compared comparison concern condition conditions conducted
connected consider contain control controls could cut cuts damage danger data daily dead death
deaths degree detect determine develop developed developing development device diagnosed diagnosis
die diet differences different discover discovered discovery disease diseases disorder disorders
doctor doctors dose doses drug drugs early ease effect effective effects effort england europe
evidence examined existing experience experimental expert experts explain expression face fact
factor factors failure family feel fight find finding findings finds follow followed food form found
function fund future gain gene genes genetic global good government great group groups grow growth
half hard harm health healthcare healthy heart help helped helping helps high higher hold hope
hopes hospital hospitals hours human humans idea identified identify immune impact important improve
improved improves improving include included including increase increased increases individual
individuals infected infection infections influence information institute international involved
issue journal keep key kill kind lab laboratory large largest launch lead leading leads led level
levels life linked link links live lives living longer look loss low lower lowers main major man
markers may measured mechanism medical medication medications medicine medicines member men mental
method methods middle million millions minutes model mother mothers move multiple national natural
nature normal number offer offers old older open oral outcome outcomes outbreak pain parents
particular past patient patients percent cent period person pill pills place plan play poor
popular population positive possible potential potentially predict pregnancy pregnant present
presented pressure prevent prevention previous previously primary problem problems procedure process
produce professor program programme project promise promising protect protection protein proteins
provide provided public publish published quality question raise raises range rate rates reach
receive received recent recently recommend reduce reduced reduces reducing related relationship
release relief report reported reports require research researcher researchers respond response rest
result results reveal revealed review right rise risk risks role safe safety sample samples school
science scientist scientists scotland scottish screening serious service severe shot show showed
showing shown shows sign signs significant significantly similar simple single skin small society
source special specific spread stage standard start state states statement step stop strategy stress
strong studied studies study subject subjects success suffer suffering suggest suggested suggests
support surgery survey survival symptom symptoms system systems target team technique technology
term test tested testing tests therapies therapy think thought tissue tool top total treat treated
treating treatment treatments trial trials trigger tumor tumors tumour tumours turn type types uk
understanding university unknown unlock vaccine various virus visit warn warned warning warns weeks
weight woman women work worked working works world worse worth young younger youngsters
"""

# What a story is about. Two stories on one topic share these and are still two stories.
_TOPICAL = """
abortion acid acne acupuncture addiction adhd adolescents africa aids alcohol allergic allergies
allergy alzheimer's anemia antibiotic antibiotics antibodies antidepressant anxiety apple arteries
arthritis artificial aspirin asthma autism bacteria bacterial birth births bladder blindness bone
bones botox bowel breastfeeding breathing breast bypass caesarean calcium calories carbs cannabis
cardiac cardiovascular cataract cdc cervical chemotherapy chinese chocolate cholesterol cigarettes
clot clots cognitive coffee colon colorectal coronary covid death deficiency dementia dental
depression diabetes diabetic dietary dna ear ears ebola eczema eggs elderly embryo epidemic epilepsy
exercise eye eyes fat fats fatty fda fertility fetal fever fibrosis fish fitness flu fracture
fractures fruit gastric genome gestational girls glucose growth gut habit hair headache hearing
hepatitis herpes hip hiv hormone hormones hpv hypertension imaging immunity immunotherapy implant
infants infertility inflammation inflammatory influenza injection injuries injury insulin intestinal
iron ivf joint kidney kidneys kids knee laser leukaemia leukemia liver lung lungs lymphoma malaria
marijuana marrow maternal meat melanoma memory men's menopausal menopause meningitis metabolic mice
microbiome migraine milk miscarriage molecule monkeys mortality mouse mri muscle muscles nerve
nerves neurons newborn nhs nicotine nurses nutrition obese obesity ocd olive oncology opioid organ
osteoporosis ovarian oxygen pancreas pancreatic pandemic parkinson's pediatric placebo pneumonia
polio pollution postpartum preeclampsia prematurely prescription prescriptions prostate protein
psoriasis psychosis ptsd quarantine radiation radiotherapy receptor respiratory retinal rheumatoid
saturated scan scans schizophrenia sclerosis seizures sexual sex sickle skull sleep sleeping smoke
smokers smoking snacks social soldiers sperm spinal spine statin statins stem stillbirth stomach
stroke strokes students sugar suicide sun supplements surgeons surgical sweeteners swine tea
teenagers teens teeth testosterone thyroid tobacco tooth transplant transplants tuberculosis urine
uterus vaccination vaccinations vaccines vegetables viral vitamin vitamins vulnerable walking water
weight wine womb wound x-ray zika genome-wide cohort participants fmri functional meta-analysis
cross-sectional randomized randomised controlled systematic trimester antipsychotic connectivity
questionnaire biomarkers adolescent
"""


def words(text: str) -> list[str]:
    """The words of a text in order, without their endings; numbers as they stand."""
    return [_stem(word.group()) for word in _WORD.finditer(text.lower())]


def weight(word: str) -> float:
    """Nothing for grammar, little for what every health story says, much for what is rare."""
    if word in _GRAMMAR_WORDS:
        return 0.0
    if word in _EVERYDAY_WORDS or (len(word) == 1 and word.isdigit()):
        return 0.1
    if word in _TOPICAL_WORDS:
        return 0.4
    return 1.0


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)][:_STEM]
    return word[:_STEM]


_GRAMMAR_WORDS = frozenset(words(_GRAMMAR))
_EVERYDAY_WORDS = frozenset(words(_EVERYDAY))
_TOPICAL_WORDS = frozenset(words(_TOPICAL))
