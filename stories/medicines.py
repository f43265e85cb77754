"""Medicines: by the ends of their generic names, and by what they are sold as."""

# Those who name medicines give all of one kind one ending. Chosen so that no common word has it:
# “peptide”, “concept” and “April” are none.
_ENDINGS = (
    *("mab", "tinib", "anib", "enib", "lutide", "patide", "reotide", "enatide", "gliptin"),
    *("flozin", "ovir", "avir", "evir", "parib", "ciclib", "sartan", "opril", "olol", "vastatin"),
    *("prazole", "cillin", "mycin", "floxacin", "conazole", "xaban", "triptan", "dronate"),
    *("docaine", "vacaine", "nercept", "bercept", "tacept", "nersen", "lukast", "tidine", "setron"),
    *("denafil", "oxetine", "azepam", "gepant", "lisib", "formin", "leucel", "parvovec"),
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
sofosbuvir: sovaldi
ivermectin: stromectol
isotretinoin: accutane roaccutane
finasteride: propecia
mifepristone: mifegyne abortion_pill
"""
"""See `stories.synonyms`."""


def is_medicine(word: str) -> bool:
    """Whether it is built like the generic name of a medicine: trastuzumab, semaglutide."""
    return len(word) >= _SHORTEST and word.endswith(_ENDINGS)
