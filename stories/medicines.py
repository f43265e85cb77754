"""Medicines: by the ends of their generic names, and by what they are sold as."""

# Those who name medicines give all of one kind one ending. Chosen so that no common word has it:
# “peptide”, “concept” and “April” are none.
_ENDINGS = (
    *("mab", "tinib", "anib", "enib", "lutide", "patide", "reotide", "enatide", "gliptin"),
    *("flozin", "ovir", "avir", "evir", "parib", "ciclib", "sartan", "opril", "olol", "vastatin"),
    *("prazole", "cillin", "mycin", "floxacin", "conazole", "xaban", "triptan", "dronate"),
    *("docaine", "vacaine", "nercept", "bercept", "tacept", "nersen", "lukast", "tidine", "setron"),
    *("denafil", "oxetine", "azepam", "gepant", "lisib", "formin", "leucel", "parvovec"),
    *("glipron", "estrant", "siran", "cilcept", "trutide", "dutide", "fersen", "zarsen"),
    *("lorsen", "vaptan", "taxel", "platin", "rubicin", "deruxtecan", "vedotin", "pitant"),
    *("orexant", "netant", "amivir", "buvir", "virine", "citabine", "zomib", "cretin"),
    *("ritol", "litol", "nitol", "bitol"),
)
_SHORTEST = 7

BRANDS = """
semaglutide: ozempic wegovy rybelsus
tirzepatide: mounjaro zepbound
liraglutide: victoza saxenda
metformin: glucophage
rosiglitazone: avandia
pioglitazone: actos
pembrolizumab: keytruda
nivolumab: opdivo
trastuzumab: herceptin
bevacizumab: avastin
imatinib: gleevec glivec
adalimumab: humira
dupilumab: dupixent
denosumab: prolia
natalizumab: tysabri
lecanemab: leqembi
donanemab: kisunla
aducanumab: aduhelm
atorvastatin: lipitor
rosuvastatin: crestor
clopidogrel: plavix
rivaroxaban: xarelto
apixaban: eliquis
sildenafil: viagra
tadalafil: cialis
fluoxetine: prozac
sertraline: zoloft
methylphenidate: ritalin
esketamine: spravato
zolpidem: ambien
varenicline: chantix champix
naloxone: narcan
oxycodone: oxycontin
ibuprofen: advil nurofen motrin
rofecoxib: vioxx
oseltamivir: tamiflu
nirmatrelvir: paxlovid
ustekinumab: stelara
deruxtecan: enhertu
lenacapavir: yeztugo sunlenca
cabotegravir: apretude
durvalumab: imfinzi
atezolizumab: tecentriq
ipilimumab: yervoy
rituximab: rituxan mabthera
infliximab: remicade
etanercept: enbrel
secukinumab: cosentyx
risankizumab: skyrizi
guselkumab: tremfya
tocilizumab: actemra
omalizumab: xolair
mepolizumab: nucala
tezepelumab: tezspire
ocrelizumab: ocrevus
ofatumumab: kesimpta
erenumab: aimovig
nirsevimab: beyfortus
aflibercept: eylea
ranibizumab: lucentis
faricimab: vabysmo
romosozumab: evenity
evolocumab: repatha
alirocumab: praluent
inclisiran: leqvio
empagliflozin: jardiance
dapagliflozin: farxiga forxiga
canagliflozin: invokana
sitagliptin: januvia
dulaglutide: trulicity
exenatide: byetta
finerenone: kerendia
tofacitinib: xeljanz
upadacitinib: rinvoq
baricitinib: olumiant
osimertinib: tagrisso
ibrutinib: imbruvica
olaparib: lynparza
palbociclib: ibrance
ribociclib: kisqali
abemaciclib: verzenio verzenios
lenalidomide: revlimid
enzalutamide: xtandi
fezolinetant: veozah veoza
elinzanetant: lynkuet
zuranolone: zurzuvae
brexanolone: zulresso
tofersen: qalsody
nusinersen: spinraza
onasemnogene: zolgensma
risdiplam: evrysdi
delandistrogene: elevidys
exagamglogene: casgevy exa_cel
lovotibeglogene: lyfgenia lovo_cel
resmetirom: rezdiffra
ivacaftor: trikafta kaftrio
epinephrine_nasal: neffy
suzetrigine: journavx
gepirone: exxua
xanomeline: cobenfy
lemborexant: dayvigo
daridorexant: quviviq
bupropion: wellbutrin zyban
duloxetine: cymbalta
escitalopram: lexapro
citalopram: celexa
paroxetine: paxil seroxat
venlafaxine: effexor
quetiapine: seroquel
aripiprazole: abilify
alprazolam: xanax
diazepam: valium
lorazepam: ativan
pregabalin: lyrica
gabapentin: neurontin
celecoxib: celebrex
omeprazole: prilosec losec
esomeprazole: nexium
ranitidine: zantac
levothyroxine: synthroid
montelukast: singulair
valaciclovir: valtrex valacyclovir
remdesivir: veklury
molnupiravir: lagevrio
tecovirimat: tpoxx
buprenorphine: suboxone
botulinum: botox
lisdexamfetamine: vyvanse elvanse
phentermine: qsymia
orlistat: xenical alli
sofosbuvir: sovaldi
ivermectin: stromectol
isotretinoin: accutane roaccutane
finasteride: propecia
mifepristone: mifegyne abortion_pill
"""
"""See `stories.synonyms`."""


def is_medicine(word: str) -> bool:
    """Whether it is the generic name of a medicine, or built like one: trastuzumab, semaglutide."""
    return word in _KNOWN or (len(word) >= _SHORTEST and word.endswith(_ENDINGS))


_KNOWN = frozenset(word[:-1] for word in BRANDS.split() if word.endswith(":"))
