"""What kind of thing a word names: a condition, what acts on it, whom it concerns, where."""

from enum import StrEnum

from stories.medicines import is_medicine
from stories.words import terms, tokens


class Kind(StrEnum):
    """What the subject of health news is made of."""

    CONDITION = "condition"
    CAUSE = "cause"
    """What acts on people: food, habit, drug, treatment, device."""
    WHO = "who"
    LAND = "land"
    TOWN = "town"
    """Or a university: it stands for where something was found."""


_CONDITIONS = """
eye cryptosporidium giardia campylobacter heartburn reflux heatstroke brain cancer death survival
mental breast prostate bowel lung skin melanoma ovary cervical pancreas leukaemia lymphoma myeloma
kidney liver bladder thyroid glioma sarcoma throat stomach oesophageal testicular womb stroke heart
hypertension cholesterol clot aneurysm atrial diabetes type-1 type-2 obesity dementia alzheimer
parkinson huntington depression anxiety bipolar schizophrenia psychosis autism adhd ocd ptsd
anorexia bulimia suicide asthma copd allergy eczema psoriasis acne arthritis rheumatoid
osteoarthritis osteoporosis fracture gout lupus flu swine covid-19 covid sars mers ebola zika
dengue malaria hiv hepatitis-c hepatitis-b hepatitis hpv herpes shingles tuberculosis measles mumps
rubella polio pneumonia meningitis whooping pertussis cholera chickenpox mpox monkeypox rabies
plague anthrax salmonella listeria norovirus rsv sepsis mrsa superbug lyme gonorrhoea gonorrhea
syphilis chlamydia sti pregnancy birth miscarriage stillbirth premature preeclampsia defect
fertility ivf menopause flush endometriosis puberty sleep insomnia apnea apnoea memory iq cognition
pain backache migraine headache concussion hearing tinnitus blindness sight cataract glaucoma
macular autoimmune sclerosis epilepsy seizure als anaemia sickle thalassemia haemophilia hemophilia
cystic muscular celiac coeliac crohn colitis ibs constipation incontinence erectile ejaculation
transplant burn wound injury tooth gum addiction ageing tired fatigue lifespan longevity
hypoglycaemia inflammation immunity conjoined stuttering dyslexia baldness wrinkle teething
hantavirus marburg chikungunya nipah legionnaires botulism ecoli strep scarlet myocarditis
arrhythmia fibrillation embolism neuropathy ulcer hernia gallstone appendicitis vertigo rosacea
vitiligo alopecia scabies lice thrush fibroid pcos jaundice sids palsy spina cleft scoliosis
frailty delirium amnesia tourette phobia loneliness burnout gambling overdose anaphylaxis coma
paralysis tetanus diphtheria typhoid leprosy cjd prion creutzfeldt fibromyalgia snoring stammer
gallbladder appendix tonsil nosebleed mouth tongue ear nose larynx vagina penis testicle frostbite
snakebite choking drowning poisoning hangover obesity-related lymphedema hydrocephalus cataracts
myopia floaters keratoconus retinopathy dermatitis sunburn wart mole bunion bruise sprain whiplash
"""
_CONTAGIOUS = """
cryptosporidium giardia campylobacter flu swine covid-19 covid sars mers ebola zika dengue malaria
hiv hepatitis measles mumps rubella polio pneumonia meningitis whooping pertussis cholera
chickenpox mpox rabies plague anthrax salmonella listeria norovirus rsv mrsa superbug lyme
gonorrhoea syphilis chlamydia tuberculosis hantavirus marburg chikungunya nipah legionnaires
botulism ecoli strep scarlet scabies diphtheria typhoid tetanus h5n1 bird h3n2 h1n1 usutu nile
shigella lassa oropouche
"""
_CAUSES = """
alcohol drink smoking vaping cannabis cocaine heroin opioid ecstasy ketamine lsd psilocybin
chocolate coffee caffeine tea sugar fizzy sweetener salt meat bacon fish oil egg nut peanut milk
dairy cheese yogurt fruit juice vegetable broccoli tomato garlic berry blueberry grape wine beer
curry spice turmeric soy fibre fiber bread rice gluten carb calorie vitamin-d vitamin-c vitamin-a
vitamin-e vitamin-b vitamin-b3 vitamin-b12 omega-3 folic iron calcium zinc magnesium supplement
probiotic breastfeeding diet mediterranean vegan vegetarian exercise walk running yoga meditation
acupuncture hypnosis massage chiropractic homeopathy aspirin ibuprofen paracetamol statin metformin
insulin antibiotics antidepressant antipsychotic steroid hrt hormone testosterone oestrogen
estrogen contraception viagra botox vaccine chemotherapy radiotherapy radiation immunotherapy
surgery bypass stent pacemaker implant hip knee screening scan mammogram colonoscopy psa x_ray gene
stem crispr embryo robot ai artificial tv phone computer pollution pesticide mercury arsenic
asbestos plastic noise stress commute abuse bully income poverty marriage divorce sex love pet dog
cat sun sunscreen tanning bisphosphonate polypill warfarin soap antibacterial painkiller sleep
anaesthetic anesthesia caesarean parent mother father ozempic wegovy mounjaro keytruda humira
paxlovid fentanyl oxycontin naloxone narcan methadone tamoxifen herceptin avastin heparin lithium
ritalin prozac zoloft xanax valium cialis lipitor crestor plavix vioxx avandia actos morphine
codeine tramadol gabapentin prednisone cortisone melatonin ginseng ginkgo echinacea kava kratom
kombucha vinegar avocado banana mushroom spinach kale beetroot potato pasta oat cereal honey butter
margarine burger sausage preservative propylparaben bpa phthalate pfas fluoride radon cadmium
formaldehyde talc microwave wifi laptop smartwatch wearable app chatbot telehealth drone vr
ultrasound dialysis transfusion transplant circumcision vasectomy hysterectomy mastectomy
liposuction tattoo piercing wildfire commuting tai chi pilates marathon sauna handwashing sanitiser
lockdown quarantine advertising inhaler mouthwash toothpaste antacid antihistamine antifungal
antiviral placebo cbt psychotherapy counselling mindfulness unemployment prison passive
"""
_WHO = """
child baby teen girl boy woman man old pregnancy mother father twin student soldier doctor nurse
veteran athlete footballer prisoner rodent monkey dog cat pig zebrafish teacher firefighter refugee
migrant immigrant homeless gay lesbian transgender hispanic latino asian indigenous aboriginal
widow sibling gp surgeon dentist pharmacist midwife paramedic
"""
_LANDS = """
uk america scotland england wales ireland europe africa china india japan canada australia france
germany spain italy greece sweden denmark norway finland netherlands israel brazil mexico russia
korea california texas florida guinea liberia sierra leone nigeria congo uganda kenya ohio nebraska
michigan minnesota pennsylvania virginia maryland georgia illinois wisconsin oregon arizona utah
saudi qatar iran iraq syria pakistan bangladesh indonesia thailand vietnam taiwan philippines
turkey egypt haiti cuba chile argentina colombia peru venezuela alabama alaska arkansas colorado
delaware hawaii idaho indiana iowa kansas kentucky louisiana massachusetts mississippi missouri
montana nevada oklahoma tennessee vermont wyoming gaza palestine ukraine poland austria switzerland
belgium portugal czech hungary romania bulgaria croatia serbia iceland estonia latvia lithuania
zealand afghanistan nepal lanka myanmar cambodia malaysia laos mongolia rwanda tanzania zambia
zimbabwe malawi mozambique angola ghana senegal mali niger cameroon gabon ethiopia somalia sudan
eritrea morocco algeria tunisia libya madagascar botswana namibia ontario quebec alberta queensland
"""
_TOWNS = """
york boston chicago london glasgow edinburgh manchester newcastle leeds liverpool birmingham
bristol nottingham sheffield cambridge oxford cardiff belfast queen dublin southampton leicester
aberdeen dundee exeter warwick durham harvard stanford yale hopkins mayo emory duke toronto mcgill
sydney melbourne stockholm karolinska copenhagen dallas cleveland atlanta seattle zurich paris
berlin munich rome milan madrid barcelona imperial ucl singapore tokyo beijing shanghai delhi
mumbai minneapolis washington detroit houston denver miami philadelphia pittsburgh baltimore
vancouver montreal ottawa brisbane adelaide auckland kong osaka seoul bangkok jakarta manila
karachi lahore dhaka cairo lagos nairobi johannesburg phoenix geneva kigali kinshasa kampala wuhan
vienna brussels lisbon warsaw oslo helsinki athens istanbul moscow kyiv columbus nashville memphis
orlando cincinnati
"""


def kind_of(term: str) -> Kind | None:
    """The kind of thing that a term (see `stories.words`) names; None if it is none of these."""
    return _KINDS.get(term) or (Kind.CAUSE if is_medicine(term) else None)


def is_contagious(term: str) -> bool:
    """Whether it names what outbreaks are of, in the news day after day."""
    return term in _OUTBREAKS


_OUTBREAKS = frozenset(terms(tokens(_CONTAGIOUS)))
# Of a word in two tables the later says what it is.
_KINDS = {
    term: kind
    for kind, table in (
        (Kind.CAUSE, _CAUSES),
        (Kind.CONDITION, _CONDITIONS),
        (Kind.WHO, _WHO),
        (Kind.LAND, _LANDS),
        (Kind.TOWN, _TOWNS),
    )
    for word in table.split()
    for term in terms(tokens(word))
}
