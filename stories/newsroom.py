"""Headline shorthand: what tabloids, agencies and journals call one thing, beyond `synonyms`."""

# Read as `stories.synonyms` are. Phrases where a single word would mean too much.
SHORTHAND = """
approve: allow allows allowed fda_clears mhra_clears regulator_clears regulators_clear agency_clears
approve: cleared_by cleared_for cleared_in wins_clearance won_clearance gets_clearance
approve: ok oks okay okays okayed nod nods nodded nods_through green_light green_lights greenlights
approve: licence license licensed licences licenses licensing authorise authorize authorised
approve: authorized authorisation authorization go_ahead says_yes say_yes said_yes gives_nod
reject: refuse refused refuses refusal turn_down turned_down turning_down says_no say_no said_no
reject: saying_no thumbs_down knocks_back knocked_back rebuff rebuffs rebuffed
resign: quits steps_down stepped_down step_down stands_down stood_down
ban: phases_out phased_out phasing_out phase_out outlaw outlaws outlawed
death: toll fatality fatalities perish perished
ecoli: e_coli escherichia_coli
crispr: gene_editing gene_edited gene_editor base_editing gene_edit
fda: us_regulator us_drug_regulator us_drugs_regulator american_regulator us_agency us_watchdog
ema: european_medicines_agency eu_medicines_agency european_regulator european_regulators chmp
ema: european_watchdog european_agency eu_regulator
ema: eu_watchdog eu_drugs_regulator europe's_regulator
mhra: uk_regulator british_regulator uk_drugs_regulator uk_medicines_regulator
nice: nhs_watchdog spending_watchdog cost_watchdog
hhs: health_and_human_services
obesity: slimmer slimmers slimming fat_busting fat_busters weight_loss weight_lowering overweight
obesity: lose_weight losing_weight lost_weight shed_pounds shed_weight anti_obesity dieter dieters
pregnancy: mums_to_be mum_to_be moms_to_be mom_to_be mothers_to_be expectant_mothers expecting
pregnancy: expectant_mums pregnancies
postpartum: postnatal post_natal after_childbirth new_mothers new_mums new_moms
child: tots youngsters little_ones preschooler
child: preschoolers under_fives schoolboy schoolgirl paediatric
child: pediatric kindergartner
baby: newborns infants preemies
teen: youth youths
old: over_65s over_70s over_60s oldies grandparents septuagenarian elders
women: females
worker: employees
menopause: hot_flushes hot_flashes change_of_life perimenopause perimenopausal
mash: nash steatohepatitis fatty_liver fatty_liver_disease
stent: stents
hypertension: hypertensives
attack: heart_attack heart_attacks myocardial_infarction
failure: heart_failure
bowel: colorectal colon_cancer
lymphoma: lymphomas
leukaemia: blood_cancer blood_cancers
colitis: inflammatory_bowel
apnea: apnoea sleep_apnoea sleep_apnea
hiv: prep aids_virus
hpv: papillomavirus human_papillomavirus
duchenne: muscle_wasting duchenne's
alopecia: hair_loss balding
psychedelic: magic_mushroom magic_mushrooms psilocybin psychedelics
cannabis: weed pot_smokers pot_use
vaping: vapes vapers e_cigarettes e_cigs
steps: paces
fizzy: sodas soft_drinks sugary_drinks fizzy_drinks pop
upf: ultra_processed ultraprocessed upfs junk_food
sweetener: sugar_substitute sugar_substitutes
sweetener: artificial_sweetener artificial_sweeteners zero_calorie
plastic: microplastic microplastics nanoplastic nanoplastics plastic_particles
pfas: forever_chemicals forever_chemical
tattoo: inked tattoos tattooed tattooing
antivenom: antivenin antivenoms
snake: snakes cobra cobras viper vipers
mosquito: mosquitoes mozzie mozzies
tick: ticks tick_bite tick_bites
h5n1: bird_flu avian_flu avian_influenza
mpox: monkey_pox
cow: cows cattle dairy_herd
poultry: hens hen chickens
pig: pigs porcine swine
xenotransplant: xenotransplants xenotransplantation
ultrasound: sonogram ultrasound_probe handheld_ultrasound
rheumatic: rheumatic_fever
valve: heart_valve heart_valves
epipen: adrenaline_pen epinephrine_injector
adrenaline: epinephrine
salbutamol: albuterol
pethidine: meperidine
glibenclamide: glyburide
furosemide: frusemide lasix
lidocaine: lignocaine
nappy: nappies diaper diapers
cot: crib cribs cots
pram: stroller strollers buggy
dummy: pacifier pacifiers
crisps: potato_chips
aubergine: eggplant
courgette: zucchini
coriander: cilantro
rocket: arugula
beetroot: beets
prawn: prawns shrimp
mince: ground_beef minced_beef
petrol: gasoline
pavement: sidewalk sidewalks pavements
ambulance: ambulances paramedics
emergency: a_and_e
gp: gps family_doctor family_doctors
anaesthetist: anesthesiologist anaesthetists anesthesiologists
paediatrician: pediatrician pediatricians paediatricians
chemist: pharmacist pharmacists pharmacies pharmacy drugstore drugstores
physiotherapy: physio physical_therapy physiotherapist
care_home: care_homes nursing_home nursing_homes
waiting_list: waiting_lists waitlist waitlists
strike: walk_out walks_out walked_out walkouts picket pickets industrial_action
sicken: sickens sickened fell_ill fall_ill falls_ill falling_ill fell_sick made_ill fall_sick
recall: pulled_from_shelves pulls_from_shelves taken_off_shelves
pandemic: flare_up flareup
double: two_times
half: by_half one_half
raise: climbs jumped jumps surges surged uptick rocketed
cut: trim trims trimmed plummet plummets plummeted shaves shaved lowers lowered
plummet: plunge plunges plunged plunging tumbles tumbled
biosimilar: biosimilars copycat_drug copycat_drugs copycat_version
generic: generics
drugmaker: drug_maker drug_makers drugmakers pharma pharmaceutical_company pharmaceutical_firm
worldhealth: un_health_agency un_health_body
cdc: us_health_agency us_disease_agency
ukhsa: health_security_agency
bma: british_medical_association
nejm: new_england_journal
bmj: british_medical_journal
ai: artificial_intelligence
statin: cholesterol_pill cholesterol_pills cholesterol_drug cholesterol_buster cholesterol_busters
antidepressant: ssri ssris happy_pills happy_pill
hrt: hormone_replacement hormone_therapy
ivf: test_tube in_vitro_fertilisation in_vitro_fertilization fertility_treatment
caesarean: c_section c_sections cesarean
chemotherapy: chemo
radiotherapy: radiation_therapy
obesity: skinny_jab skinny_jabs fat_jab fat_jabs slimming_jab slimming_jabs
eczema: atopic_dermatitis
hayfever: hay_fever allergic_rhinitis pollen_allergy
hives: urticaria
myopia: short_sighted short_sightedness near_sighted nearsighted nearsightedness
amblyopia: lazy_eye
menstrual: menstruation menstruating periods period_pain
smear: pap_test pap_smear cervical_screening smear_test
sids: cot_death cot_deaths crib_death crib_deaths sudden_infant_death
mononucleosis: glandular_fever kissing_disease
tetanus: lockjaw
cjd: mad_cow_disease creutzfeldt_jakob
gonorrhoea: gonorrhea super_gonorrhoea
naegleria: brain_eating_amoeba brain_eating_amoebas
fasciitis: flesh_eating flesh_eating_bug flesh_eating_bacteria
listeria: listeriosis
salmonella: salmonellosis
legionnaires: legionella
norovirus: winter_vomiting vomiting_bug stomach_flu stomach_bug tummy_bug
polio: poliomyelitis poliovirus
reflux: gerd acid_reflux
haemorrhage: hemorrhage bleed bleeds bleeding
haemophilia: hemophilia haemophiliac hemophiliac
diarrhoea: diarrhea
oestrogen: estrogen
foetus: fetus fetal foetal unborn
ulcer: ulcers
delirium: delirious
stutter: stuttering stammer stammering
dyslexia: dyslexic
coma: comatose
paralysis: paralysed paralyzed paralyses paralyzes
amputation: amputated amputee amputees
bacterium: superbug superbugs
crutch: crutches
wheelchair: wheelchairs
switzerland: swiss
belgium: belgian
poland: polish poles
austria: austrian
portugal: portuguese
czech: czechia
hungary: hungarian
romania: romanian
bulgaria: bulgarian
croatia: croatian
serbia: serbian
iceland: icelandic icelander
ukraine: ukrainian
turkey: turkish turkiye
iran: iranian
iraq: iraqi
syria: syrian
saudi: saudis
pakistan: pakistani
bangladesh: bangladeshi
indonesia: indonesian
thailand: thai
vietnam: vietnamese
taiwan: taiwanese
philippines: filipino philippine filipinos
cuba: cuban
chile: chilean
argentina: argentine argentinian
colombia: colombian
peru: peruvian
venezuela: venezuelan
egypt: egyptian
nigeria: nigerian
congo: congolese drc
uganda: ugandan
kenya: kenyan
rwanda: rwandan
tanzania: tanzanian
zambia: zambian
zimbabwe: zimbabwean
malawi: malawian
mozambique: mozambican
ethiopia: ethiopian
somalia: somali
sudan: sudanese
ghana: ghanaian
cameroon: cameroonian
gabon: gabonese
morocco: moroccan
algeria: algerian
tunisia: tunisian
libya: libyan
afghanistan: afghan afghans
nepal: nepali nepalese
cambodia: cambodian
malaysia: malaysian
mongolia: mongolian
zealand: kiwi kiwis
fiji: fijian
samoa: samoan
texas: texan texans
hawaii: hawaiian
quebec: quebecois
london: londoner londoners
gaza: gazan gazans
palestine: palestinian
"""
