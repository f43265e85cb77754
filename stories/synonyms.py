"""One name for each thing that newsrooms call by several: “kids” and “children” are one."""

# First the name we keep, then what else it is called. Word forms that differ by a common ending
# need no mention; words joined by `_` are a phrase. Everyday English and newsroom usage, so that
# a tabloid's headline and an agency's can meet.
SYNONYMS = """
child: children kid kids kiddies youngster schoolchild schoolchildren toddler pupil childhood tot
baby: babies infant newborn neonate neonatal infancy
teen: teenager teenage adolescent adolescence underage under_age
mother: mum mummy mom mommy maternal motherhood
father: dad daddy paternal fatherhood
pregnancy: pregnant gestation gestational antenatal prenatal pre_natal expectant_mother mother_to_be
birth: born childbirth labour labor
woman: women female ladies
man: men male bloke
girl: girls
old: older elderly senior pensioner oap oaps
ageing: aging
adult: grown_up
parent: parents parental
family: families household relatives
doctor: physician gp gps medic clinician doc docs
nurse: nurses nursing
surgery: operation surgical surgeon surgically
hospital: hospitalised hospitalized hospitalisation hospitalization
scientist: researcher boffin academic expert investigator
patient: sufferer
uk: britain british briton brits brit united_kingdom
america: american usa united_states
scotland: scots scottish
england: english
wales: welsh
ireland: irish
europe: european
africa: african
china: chinese
india: indian
japan: japanese
canada: canadian
australia: australian aussie
france: french
germany: german
spain: spanish spaniard
italy: italian
greece: greek
sweden: swedish swede
denmark: danish dane
norway: norwegian
finland: finnish
netherlands: dutch holland
israel: israeli
brazil: brazilian
mexico: mexican
russia: russian
korea: korean
california: californian
fda: food_and_drug_administration
cdc: centers_for_disease_control
worldhealth: world_health_organization world_health_organisation
nhs: national_health_service
eu: european_union
agency: regulator watchdog
university: uni college universities
cancer: tumour tumor malignant malignancy carcinoma cancerous
leukaemia: leukemia
anaemia: anemia anaemic anemic
heart: cardiac cardiovascular coronary cardiology cardiologist myocardial
attack: infarction
stroke: strokes
hypertension: blood_pressure hypertensive
clot: thrombosis thrombotic clotting
artery: arteries arterial
diabetes: diabetic
obesity: obese overweight heavier
slim: thin skinny slimmer slimming lean
fat: fatty fats
tummy: stomach belly gastric abdominal paunch
bowel: colon colorectal rectal
kidney: renal
liver: hepatic
lung: pulmonary
breathing: respiratory breathe breath
breast: mammary
womb: uterus uterine endometrial
ovary: ovarian ovaries
skin: dermatology dermatologist
bone: skeletal
spine: spinal
eye: ocular
sight: vision eyesight visual
blindness: blind
hearing: deaf deafness
tooth: teeth dental dentist dentistry
mouth: oral
brain: cerebral
nerve: neuron neurone neuronal neural
dementia: senility
alzheimer: alzheimers
parkinson: parkinsons
depression: depressed depressive
anxiety: anxious
psychiatry: psychiatric psychiatrist
psychology: psychological psychologist
schizophrenia: schizophrenic
adhd: attention_deficit hyperactivity hyperactive
autism: autistic asd
sclerosis: ms_patient ms_sufferer
asthma: asthmatic
allergy: allergic allergen
epilepsy: epileptic
arthritis: arthritic
covid: coronavirus corona sars_cov_2
flu: influenza
virus: viral
bacteria: bacterial bacterium germ bug
infection: infected infect infectious
inflammation: inflammatory inflamed
sti: std stds stis sexually_transmitted sexual_disease
immunity: immune
miscarriage: miscarry
stillbirth: stillborn
premature: preterm prematurity preemie prem
defect: malformation malformed deformity deformed
fertility: infertility fertile infertile
menopause: menopausal postmenopausal
flush: hot_flash flushes
contraception: contraceptive birth_control
sleep: asleep slept sleepy sleepiness slumber kip
insomnia: sleepless sleeplessness
memory: forgetful forgetfulness
cognition: cognitive
iq: intelligence intelligent clever smarter
suicide: suicidal
pain: painful
painkiller: analgesic pain_reliever pain_relief
headache: headaches
migraine: migraines
drug: medicine medication pill tablet med meds capsule
vaccine: jab vaccination vaccinate immunisation immunization immunise immunize inoculation
injection: inject injectable
treatment: treat therapy therapies therapeutic remedy
passive: second_hand secondhand
smoking: smoke smoker cigarette tobacco smoked
vaping: vape vaper e_cigarette e_cig ecigarette
alcohol: booze boozing alcoholic liquor boozer
drink: drinker drinking beverage drunk drank
fizzy: soda soft_drink sugary_drink
sugar: sugary sugars
chocolate: choc chocs cocoa
cannabis: marijuana
ecstasy: mdma
paracetamol: acetaminophen tylenol
diet: dietary dieting dieter
eat: eating eaten ate munch consume consumption
vegetable: veg veggie
salt: sodium
exercise: workout physical_activity physically_active
walk: walking stroll
gene: genetic genetics genome genomic dna hereditary inherited heredity
mutation: mutant mutated variant variation faulty_gene
rodent: mouse mice rat rats
monkey: macaque primate
dog: canine pooch
scan: scanning imaging mri fmri scanner
x_ray: xray
death: die died dying dead deadly fatal kill killer mortality lethal dies
survival: survive survivor
risk: odds chance likely likelier danger dangerous hazard hazardous peril
cut: reduce reduction lower slash decrease drop curb curbing fall fell decline shrink lessen
raise: increase rise rising rose soar higher surge jump climb
double: doubled doubling twice twofold two_fold
triple: tripled treble trebled three_times threefold three_fold
half: halve halved halving halves
third: thirds
prevent: stave_off ward_off avert avoid fend_off
protect: protection protective shield guard
boost: improve improvement enhance
help: assist
link: tied associated association connection connected
cause: trigger triggers
warn: warning caution
urge: call_for
approve: approval greenlight green_light okays
reject: rejected turns_down
recall: recalls
ban: banned banning prohibit
cure: cured
slow: slows delay
spread: transmit transmission
harm: harmful hurt damage injure injury
toxic: poison poisonous poisoning toxin
safe: safety safer
bad: poor unhealthy
abuse: abused maltreated maltreatment violence violent beaten
soldier: troop veteran serviceman
commute: commuter commuting
love: lover
sex: sexual sexually
school: classroom
income: earner earnings
poverty: deprived deprivation
tv: television
phone: smartphone mobile cellphone handset
online: internet web
worker: staff employee
flight: plane flew flown flying airline fly
head: chief director boss
court: judge lawsuit sue sued
price: cost costly pricey expensive
quarantine: isolate isolation
insurance: insurer
obamacare: affordable_care_act
pandemic: epidemic outbreak
stress: stressful stressed
device: gadget
spot: detect detection
tired: fatigue fatigued tiredness exhaustion
weight_loss: lose_weight losing_weight shed_pounds
weedkiller: herbicide
pesticide: insecticide
air_pollution: smog
lockdown: stay_at_home
trial: clinical_trial
film: movie cinema
survey: poll questionnaire
analysis: meta_analysis
emergency: emergency_room emergency_department casualty
strike: walkout
settlement: payout
tuberculosis: tb
shingles: zoster herpes_zoster
chickenpox: varicella
whooping: pertussis
mpox: monkeypox
rsv: respiratory_syncytial_virus
als: motor_neurone_disease motor_neuron_disease lou_gehrig
fibrillation: atrial_fibrillation irregular_heartbeat afib
sepsis: blood_poisoning
fracture: broken_bone
concussion: brain_injury head_injury
antacid: proton_pump_inhibitor heartburn_drug heartburn_pill acid_reflux_drug
opioid: opiate
"""
