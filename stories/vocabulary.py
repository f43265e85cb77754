"""How common the words of health news are: tables, by general knowledge of how it is written."""

GRAMMAR = """
a about across after again against ago all almost also although always among an and another any
april are aren aren't around as at august away back be because become been before behind being
below best between both but by call called can can't cannot come could couldn couldn't d day days
december did didn't do does doesn doesn't don don't done down due during each eight either else end
enough even ever every far february few first five for four friday from further get give given go
goes going gone got had hadn half has hasn hasn't have haven haven't having he he's her here him
his how however i i'm i've if in into is isn isn't it it's its itself january july june just keep
kept know known last later latest least less let let's like likely little ll long m made make makes
making many march may me mean means might monday month months more most much must my near nearly
need needs neither never new news next nine no non nor not nothing november now october of off
often on once one only onto or other others our out over own part people per perhaps put quite
rather re really s said same saturday say says second see seen september set seven several she
she's should shouldn shouldn't since six so some someone something soon still such sunday t take
taken takes taking ten than that that's the their them themselves then there there's these they
they're they've thing things third this those though three through thursday thus time times to
today together told too took toward tuesday two under until up upon us use used using ve very via
want was wasn wasn't way we we're we've wednesday week well went were weren weren't what what's
when where whether which while who who's whole whom whose why will with within without won won't
would wouldn wouldn't year years yet you you're you've your
"""
# Grammar of other languages. A text with more of these than of ours is not English.
FOREIGN = """
der die das und oder für mit von vom bei ein eine einen einem einer eines nicht ist sind war wird
werden im zu zum zur den dem des auf aus nach über unter sich auch als wie bis durch gegen ohne um
es sie er wir kann können mehr neue neuen neuer neues laut sein hat haben el los las del de en con
por para una unos unas que se su sus al lo como más pero entre sobre sin según este esta fue
ser ha han nuevo nueva nuevos nuevas le la les du et un une pour dans sur par au aux ce cette ces
qui est sont plus avec sans selon ses leur nouveau nouvelle nouveaux nouvelles d l qu il gli di che
per della delle dei degli dal nel nella sono è più os da do dos em com uma não são é ao pela pelo
mais het een van voor met op te niet zijn bij och att av som för på är
"""
# What every other health story says. Sharing these is no sign that two of them are the same one.
EVERYDAY = """
ability able abstract academy according act active activity acute add adult advanced affect age
aged agency aim allow america amount analysis analyzed announced appear approach approved article
assess assessed assessment associated author average babies background bad based baseline basis
began begin believe benefit better big blood body boost brain breakthrough brings britain cancer
care case cause cell cent centre certain change chief child chronic claim clinic clinical clue
cohort colleague combination common community company compared comparison concern conclude
conclusion condition conducted consider contain control controlled correlate cross-sectional cure
cut daily damage data dead degree demonstrate design detect determine develop development device
diagnosed diagnosis diet differences discover discovered disease disorder doctor dose drug early
ease effect effective efficacy effort england enrolled establish estimate europe evaluate
evaluation evidence examined exciting existing experience experimental expert explain expression
face fact factor failure family feel fewer fight find follow food form found function fund future
gain gene global good government great group grow growth hard health healthcare heart help high
hold hope hospital hours human idea identified immune impact important incidence include individual
infected influence information institute international intervention involved issue journal key kind
lab laboratory landmark large largest launch lead led level life literature live living look loss
low main major man markers measured mechanism medical member mental meta-analysis method middle
million minutes model morning mother move multiple national natural nature newly normal novel
number objective offer old open oral outbreak outcome pain paper parents participants particular
past pathway patient percent perform period person pioneering place plan play popular population
positive possible potential predict pregnancy present pressure prevalence prevent prevention
previous previously primary problem procedure process produce professor program programme project
promise prospective protect protein provide public publish purpose quality quarter question random
randomised range rate reach receive recent recommend related relationship release relief remarkable
report require respond response rest result retrospective reveal review revolutionary right role
safe sample school science scientific scotland screening serious service severe shot show shown
sign significant similar simple single skin small society source special specific spokesman
spokeswoman spread stage standard start state statement step stop strategy stress strong studied
subject success suffer suggest support surgery survey survival symptom system systematic target
team technique technology term test therapies think thought tissue tonight tool top total trial
turn type understanding university unknown unlock vaccine various virus visit volunteers warn
weight woman work world worse worth yesterday young
"""
# Plain English, in health news as anywhere.
PLAIN = """
absolute accept access accident account accurate achieve acknowledge action actually addition
address adjust admit advantage advice advise afford afraid agree ahead air alert alive alone along
alternative ambitious ancient anger angry annual answer appeal apply appoint area argue argument
arise arm arrive art ask aspect attempt attend attention attitude attract authority available awake
award aware awareness baffled balance bar barrier battle beach beat beautiful bed behave behavior
belong bid bigger bill birthday bit bite blame block board bodies book boom border bottle bottom
bound box break brief bright broad broken budget build burden burn bus business busy buy buying
campaign capable car card careful carry carrying cast catch caught celebrate celebrity central
century challenge champion character charge charity cheap check chemical chest choice choose chose
circumstances citizen city civil class classic clean clear climate close closely club coach coast
cold collect color combat combine comfort comment commercial commission commit committee
communicate compete competition complain complete complex complicated compound computer concentrate
concept confidence confirm conflict confuse confusion conscious consequence conservative
considerable consist constant construct contact contemporary contest context continue contract
contrast contribute convince cook cool cope corner correct council count countries couple courage
course cover crack crash create creative crew crime crisis criteria critic critical criticise crowd
crucial cruel cry culture cup curious custom cycle dance dark date daughter deal debate debt decade
decide decision deep defeat defence defend define definitely definition delay deliver delivery
demand deny depend dependent describe description desert deserve desire despite destroy destruction
detail dialogue difficult dig digital dinner direct direction disappear disappoint disaster
discount discuss discussion dismiss display dispute disrupt distance distinguish distress
distribute district ditch divide document domestic dominant door doubt dozen dramatic draw dream
dress drive dry dust duty ear earlier earn earth easier east easy economic economy edge editor
educate education efficient elect election electric element eliminate emerge emergency emotion
emotional emphasis employ employer empty encounter encourage ending enemy energy engage engine
enjoy enormous ensure enter entire entirely entitled entry environment equal equipment equivalent
era error escape especially essential estate event eventually everybody everyday everyone
everything exact example excellent exception excess excessive exchange exclude executive expand
expansion expect expectation expensive explore expose exposure express extend extensive extent
external extra extreme extremely facility fail fair faith familiar famous fan fantastic farm
fashion fast fault favour favourite fear feature federal feed field figure file fill film final
finance financial fire firm fit fix flat flexible floor flow focus folk football foreign forget
formal formula forward foundation fraction frame free freedom fresh friend front frontier frustrate
fuel fun fundamental funny gap gather general generate generation gentle ghost giant glass goal
gold golden grade gradually grand grandchildren grandfather grandmother grant green ground
guarantee guess guidance guide guideline guilty hand handle hang happen happy hate heat heavy
height hidden hide highest highlight historic history hit holiday home honest horror host hot hotel
house huge hundreds hunt hurry husband ice ideal ignore illegal illness illnesses imagine immediate
implication imply impossible impression inch incident incredible independent indicate indication
industry inform initial initiative inner innovative insight insist inspect inspire instance instead
instruction intend intense intensive intention interact interest internal interpret interview
introduce invent invest investment invisible invite involvement ireland island item job join
journey joy junior justice keen kitchen knock knowledge label lack land landscape language laugh
law lay layer lazy leave lecture left legal legislation length lesson letter library lie lifestyle
lifetime lift light limit line liquid list listen local locate location lock logic lonely longest
lot loud lucky lunch machine magazine magic mail maintain maintenance majority manage management
manner manufacture map market marriage married mass massive master match material matter maximum
meal measurement media meet mention merely mess message metal mile military mind mini minimum
minister minor minority miracle mirror mission mistake mix mixed moderate modern modest modified
moment money monitor mood moral mountain movement movie multi murder museum music mystery myth name
narrow nation native nearby neat negative neighbour nervous network neutral nevertheless nice night
nightmare noise none north note notice notion obey object obtain obvious occasion occur ocean
offence offensive office official operate operator opinion opponent opportunity oppose opposite
option order ordinary organisation organise original otherwise ought outside overall overcome
overseas owe owner pace pack package page painting pair panel park partial particle partner
partnership pass passage passenger passion path patience pattern pave paving pay payment peace peak
penalty perfect performance permanent permission permit personal perspective persuade phenomenon
philosophy photo photograph physical pick picture piece pilot pin pioneer pitch plain planet
plastic platform pleasant please pleasure plenty plus pocket poem point police political politician
politics pool portion portrait position possess possibility post pot pound poverty power powerful
practical practice praise precise precisely prefer preference premier prepare presence preserve
president press pretend pretty pride prime princess principal principle print priority prison
private probability probably proceed processed product production profession profile profit
profound progress prominent prompt proof proper properly property proportion proposal propose proud
prove proven provision pub pull pump punch punish purchase pure pursue push qualify quantity queen
quick quiet race racing radical radio rain rapid rare rating ratio raw reaction reader readily
realise reality reason reasonable recipe reckon recognise recognition record recover recovery
recruit red refer reflect reform refuse regard regime region regional register regret regular
regulate regulation reinforce relatively relax relevant reliable religion rely remain remember
remind remote removal remove repeat replace replacement reply represent republic reputation request
rescue reserve resident resistance resolve resource responsibility restaurant restore restrict
retain retire return reverse reward rice rich ride rival river road rock roll romantic roof room
root rough round route routine routinely row royal ruin rule run rural rush sad sale salt satisfied
save saved saving scale scandal scare scene schedule scheme scope score scream sea seal search
season seat secret section sector secure security seek seem segment select selection self sell send
sense sensible sensitive sensor sentence separate sequence series session setting settle settlement
shadow shape share sharp sheet shelf shell shift shine ship shirt shock shoot shop shopping shore
short shortage shout shut sight signal signature silence silent silly simply sit site situation
size sky slight slip smart smell smile smooth snack snap soft software soil solely solid solution
solve somebody somehow sort soul sound south space spare speak specialist species spectrum speech
speed spend spirit spiritual split spoke sport spring squad square stable star station status stay
steady steal steel sticking stock store storm straight strand strange stream street strength
stretch strict strike string strip structure struggle stuck stuff stupid style substance
substantial substitute subtle succeed successful sudden suit suitable summer superior supply
supposed supreme surface surprise surround susceptible suspect sustain sweet swift swim switch
symbol table tackle tactic tail tale talent talk tall task taste tax teach tear technical telephone
tell temporary tend tendency tense tension terrible territory text thank theory thick thousand
threat threaten throw ticket tie tight till tiny tip title toast tomorrow tone tough tour tourist
town trace track trade tradition traffic trail train transfer transform transition translate
transport trap travel traveller tree tremendous trend tribe trick trip troop trouble truck true
truly trust truth try tv twin ugly ultimate ultimately unable uncover uncovered undergo underlying
unexpected unfortunately uniform union unique unit universal unless unlike unlikely unnecessary
unusual update upper urban urge urgent useful user usual valley valuable value variable variety
vary vast vehicle venture version victim victory video view village visible visitor vital voice
volume voluntary vote wage wait wake wall wander war warm wash waste watch wave weak weaken
weakness wealth weapon wear weather wedding weekend weird welcome welfare west western wet whatever
wheel whereas whereby white wide widespread wife wild win wind window wine wing winner winter wipe
wire wise wish witness wonder wood word workforce workplace worrying wrap write wrong yard yellow
youth zero zone
"""
# As plain, in the language of newspapers.
NEWSPAPER = """
sold taint sicken brand saw fed yes lost lose loser maker declare shorten ill department secretary
grown brother sister uncle aunt cousin aboard absence abundant accelerate accuse ache adapt
admission adopt adore aftermath aggressive aide aisle alarm album alley amaze amend announcement
anniversary apart apartment apology appearance appetite appliance applicant appointment arena
arrange arrival arrow assault asset assign assume assure astonish athletic attach attic auction
audience auditor backlash bail bake bakery ballot bargain barely basement basket bath bathroom
battery bay bean bear beef belt bench bend beneath beside bet beware bike billionaire bin bind
bizarre blast bleak blend bless blow bold bolster bomb bond bonus booklet boot borrow bounce bowl
boxes branch brave breakfast breed brew brick bride bridge brown brush bubble bucket bulk bullet
bump bunch bundle bureau butcher button cabin cabinet cable cafe cafeteria cage cake calendar
camera camp campus cancel candidate candle candy cap capital captain carpet cart carton cash castle
ceiling ceremony certificate chain chair chairman chamber chaos chapter chart chase chat cheek chef
chew chicken chip chop church circle circuit clash clay clerk click cliff cloth cloud cluster coal
coat code coffin coin collapse column comfortable commander comparable compensation concrete
condemn confess congress consult contaminate controversy convert convict cookie cooperate copies
copy cord core corporate corridor costume cottage cotton coupon courier craft crazy cream creature
credit criminal crop crown cruise crush cultural cupboard current curtain curve custody cyclist
dare darkness database deadline dear deck decorate deepen delegate democrat depart departure
deposit deputy derive desk despair desperate detain detective devastate diary dip dish disturb dive
dollar dominate donate donation donor dot downplay draft drag drain drama drift drill drought dull
dump duration eager eastern echo edit elegant elevate embarrass embassy embrace enable endorse
endure engineer enlist enquire enterprise entertain enthusiasm entrance envelope epic episode equip
essay ethic ethnic evacuate evict evil evolve exam examination exceed exclusive excuse exhaust
exhibit exit expel expense expire explode exploit export fabric faculty fade fake fame fancy fare
farewell fate feast feather fee fellow fence ferry festival fetch fiction fierce filter finger
finish flag flame flash flavour flaw flee flesh flip flood flour fold forbid forecast forest
forever forgive fortune forum fraud freeze frequent fridge frighten frontline frozen fry fulfil
full funeral furious furniture fury gallery game gang garage garden gas gate gaze gear gender
genuine gesture gift glad glance glimpse globe gloom glove glow glue god golf goodbye gossip govern
governor grab grace graduate grain graph grass grateful grave greet grey grid grief grind grip
grocery gross grove guardian guest guitar gulf gun guy halt harbour harsh harvest haste haul haunt
headline headquarters heal heap heaven heel heir helicopter hell hello herald hero hesitate highway
hike hill hint hire hobby hollow holy honour hook horizon horrible horse hostage hostel hostile
humble humour hundred hunger hungry hurricane hut icon identity illustrate immense impose impress
impulse incline index indoor industrial inevitable infer inmate innocent inquiry insect insert
inside inspector install instant instinct instrument insult intact intellectual interfere interim
interior interrupt interval intimate invade investor jacket jail jealous jet jewel joke journalist
judgment junction jury kettle kick king kingdom kiss kit knot ladder lady lake lamp lane lap
laughter laundry lawn lawyer leaf leaflet league leak leap legacy legend leisure lemon lend liberal
liberty lid lightning likewise limb limp lion literally litter loan lobby lodge log lord lorry
lottery lounge loyal lump luxury mad manual margin marine mask mate mathematics mayor meantime
mechanic medal melt memorial menu merchant mercy merge merit meter midnight mild mill mine miner
mineral ministry misery mislead miss missile mixture mode momentum monster motion motivate motive
motor mount mud mug multiply musician mutual
"""
# What several stories of any week are about.
COMMON = """
asco bmj ecdc ema hhs jama lancet mhra nejm nice niaid nih ukhsa worldhealth
abortion abuse addiction adhd africa aids alcohol allergy alzheimer antibiotics antibody
antipsychotic anxiety arthritis assay asthma attack australia bacteria ban biomarker birth bladder
bone boston bowel boy breast breathing canada cdc cervical chemotherapy china cholesterol clot
cognition court covid defect dementia depression diabetes disability double drink eat ebola enzyme
epilepsy exercise eye fat father fda fertility fever fitness flu fmri france fruit germany girl
glucose habit hearing hepatitis hip hiv hormone hypertension immunotherapy in-vitro india
inflammation inhibitor injection insulin insurance intestinal japan joint kidney kinase knee
leukaemia liver london lung lymphoma malaria meat mediated medicaid medicare melanoma membrane
memory menopause metabolic mice miscarriage molecular molecule monkey muscle mutation nerve nhs
nurses nutrition obesity oncology online opioid organ ovarian pancreas parkinson pediatric
pharmaceutical phenotype phone placebo plasma pneumonia pollution premature prescribed prescription
prostate psychiatry psychology radiation recall receptor recurrence reject serum sex side sleep
slim smoking social spine stem stillbirth stomach strain stroke student sugar suicide supplements
syndrome teenager teeth texas toxic transplant trimester triple tuberculosis vitamin wales ward
washington wound x-ray york
"""
# What a story is about. Two stories on one topic share these and are still two stories.
TOPICAL = """
amyloid brca brca1 brca2 cd4 egfr glp h1n1 h3n2 her2 hdl ldl mrna pd-1 psa rna tau
acid acne acupuncture anemia antidepressant arteries artificial aspirin autism bird blindness botox
breastfeeding bypass caesarean calcium calories cannabis carbs cataract chocolate coffee crispr
deficiency dengue eczema eggs embryo fetal fibrosis fish fracture gut hair headache herpes hpv
implant iron ivf kidneys laser marrow measles meningitis microbiome migraine milk monkeys mpox
nicotine norovirus ocd olive osteoporosis oxygen pancreatic polio postpartum preeclampsia psoriasis
psychosis ptsd quarantine radiotherapy retinal rheumatoid rsv saturated schizophrenia sclerosis
seizures semaglutide sickle skull sperm statin sun sweeteners swine tea testosterone thyroid
tirzepatide ultra-processed urine uterus vaping vegetables vulnerable walking water zika
"""
