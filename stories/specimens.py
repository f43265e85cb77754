"""Whether animals or cells were studied, by the words of an article that say so."""

from stories.clauses import Clauses, first_span
from stories.cues import cue

# Animals that health news names only because they were studied …
_LABORATORY_ANIMAL = (
    r"(?:mice|mouse|murine|rats?|rodents?|zebrafish|fruit fl(?:y|ies)|drosophila|c\. elegans"
    r"|xenografts?|macaques?|rhesus|non-?human primates?|hamsters?|gerbils?|ferrets?)\b"
)
# … and animals that live, work, bite and are eaten elsewhere.
_ANY_ANIMAL = (
    r"(?:rabbits?|pigs?|piglets?|swine|dogs?|cats?|monkeys|primates|marmosets|sheep|lambs?|rams"
    r"|ewes|goats?|cows?|cattle|calves|horses?|chickens?|chicks|hens|frogs?|guinea pigs?|baboons"
    r"|lizards|birds|quail|pigeons|meerkats|voles|bats|squirrels|llamas|alpacas|camels|dolphins"
    r"|elephants|roundworms|nematodes|tadpoles|salmonids|trout|toads|heifers?|mares?|foals?|sows"
    r"|boars|poultry|broilers|chimpanzees|apes|puppies|kittens|labradors?|retrievers?|terriers?"
    r"|spaniels?|collies?|holsteins?|merinos?)\b"
)
_ADJECTIVE = r"(?:rabbit|canine|porcine|ovine|bovine|feline|equine|avian|primate|pig|dog|sheep)"
# Strains and model organisms that are found in laboratories only.
_STRAIN = (
    r"(?:c57bl/?6\w*|balb/?c|sprague[- ]dawley|wistar|daphnia|caenorhabditis|danio rerio|xenopus"
    r"|galleria mellonella|macaca|göttingen|mongrels?|beagles?|(?:obese|lean) zuckers?|zucker"
    r"|new zealand whites?|long[- ]evans|swiss albino|mini-?pigs?)\b"
)
# “Rat liver microsomes” and “mouse IgG” are no animals.
_PARTS = (
    r" (?:(?!given|fed|the|that|with|were|had|received|treated|injected|and|of|in\b)[\w-]+ ){0,2}?"
    r"(?:cells?|microsomes?|homogenates?|mitochondria|slices|hepatocytes|myocytes"
    r"|cardiomyocytes|fibroblasts|neurons|aort\w+|synaptosomes|membranes|islets|monoclonal|igg"
    r"|antibod\w+|antiserum|leuka?emia|sarcoma|\w+cytes?|macrophages|serum|virus)\b"
)
_STUDIED_AS = (
    r"(?:in|into|among|on|of|using|to|growing|adult|infecting|treated|anaesthetized|anesthetized"
    r"|infected|tested in|given to|pregnant|female|male|newborn|healthy|laboratory|lab|experimental"
    r"|pathogen-free|(?<!-)\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens? of|mongrel|chose the"
    r"|\w+-treated)"
)
_AT_LARGE = (
    r" (?:owner|keeper|breeder|farmer|handler|bite|attack|scan|milk|meat|flu|feed|lover|therap)"
)
_LABORATORY_ANIMALS = cue(
    rf"{_LABORATORY_ANIMAL}(?!{_PARTS})(?! (?:droppings|bites?|trap|poison|infestation|catcher"
    "|lungworm|fever|hepatitis))"
)
_ANIMALS = cue(
    rf"""
    {_STUDIED_AS} (?:\w+ ){{0,2}}?{_ANY_ANIMAL}(?!{_PARTS})(?!{_AT_LARGE})
    {_STRAIN} | gavage | littermates? | (?:pregnant|lactating) dams | dams and (?:pups|offspring)
    cecal ligation | caecal ligation | streptozo\w+-induced | morris water maze | elevated plus
    (?:were|was) (?:sacrificed|euthani[sz]ed) | gestational day | postnatal day | stressed offspring
    experimental autoimmune
    the animals\b | (?:animals|mutants|larvae|embryos) (?:were|received|lacking)\b
    pups (?:separated|from|of|were|born) | into (?:\w+ )?animals\b
    {_ANY_ANIMAL} (?:regained|recovered|survived|showed|gained|lost|lived|learned|responded|grew\
        |developed|walked)\b
    {_ANY_ANIMAL} (?:study|studies|experiments?|infected|fed|given|treated|exposed\
        |immuni[sz]ed|inoculated)
    (?:canine|feline)(?!{_PARTS})(?! (?:tooth|teeth|fossa|retraction|impaction|eminence|guidance))\b
    (?:{_ADJECTIVE}|animal) (?:\S+ ){{0,2}}?models?\b
    (?:rabbit|canine|ovine|feline|equine|baboon|guinea pig|hamster|macaque) \
        (?:arter\w+|veins?|aortas?|hearts?|lungs?|livers?|kidneys?|brains?|retinas?|muscles?|bladders?|nerves?)\b
    (?:paraly[sz]ed|isolated|intact|fetal|neonatal|rabbit|canine) \
        (?:canine|porcine|ovine|feline|corneas?|heart|larynx|lungs?|kidneys?)\b
    animal (?:stud(?:y|ies)|experiments?|research|tests?|trials?) | in (?:\w+ )?animals\b
    (?:laboratory|lab|study|experimental|treated|control) animals | knockout (?:mice|animals)
"""
)
_ANIMALS_IN_PASSING = cue(
    r"""
    human guinea pigs? | guinea pigs? for | rat race | use of animals in | no animals
    not in animals | neither in animals | in neither animals | nor (?:in )?animals
    swine flu | animal-assisted | (?:rat|mouse|dog|cat|monkey) bites?
    (?:maxillary|mandibular|impacted|upper|lower) canines?
    (?:pet|dog|cat|pigeon|bird|horse) (?:and \w+ )?(?:owners?|keepers?)
    (?:sniffer|therapy|assistance|guide|service|support|detection|medical|alert) dogs?
    (?:spar(?:e|es|ing)|replac\w+|without|instead of|alternatives? to|reduc\w+|fewer|avoid\w*\
        |phas\w+ out|ban(?:s|ned)? on|an end to) (?:\S+ ){0,3}?animals?\b
    overr[au]n | infest | pest control | sewers? | landlord | computer mouse
"""
)

# News of animals that are ill, not of animals that were studied.
_OUTBREAK = cue(
    r"""
    outbreak | detected in | tested positive | herds? | flocks? | farms? | cull(?:ed|ing)
    bird flu | avian (?:flu|influenza) | (?-i:H5N1) | rabies | rabid
"""
)

_CELLS = cue(
    rf"""
    in vitro(?! fertili[sz]ation) | (?:cell|tissue|explant) cultures? | cell[- ]lines? | organoids?
    cells? (?:were )?(?:grown|cultured)
    cultured (?:\S+ ){{0,3}}(?:cells?|\w+cytes|\w+blasts|neurons) | \w+ were cultured
    test[- ]tubes? | petri dish\w* | (?:lab|culture) dish\w* | in a dish | patient-derived cells
    (?:grown|derived|built|printed) from (?:\S+ ){{0,3}}(?:tissues?|cells|tumou?rs?)\b | agar\b
    organ bath | human (?:\w+ ){{0,3}}cells (?:exposed|treated|infected|grown|that)\b
    (?:premolars|molars|teeth) extracted
    extracted (?:\w+ ){{0,2}}(?:teeth|molars|premolars|incisors) | cadaver\w*
    oocytes were | (?:skin|immune|brain|blood) cells (?:rejuvenated|reprogrammed|grown|made)
    in culture\b | (?:human|pluripotent) \S+-derived (?:\w+ )?(?:cells|\w+cytes|neurons)
    human (?:\w+ ){{0,2}}(?:tumou?r|cancer|\w+oma|leuka?emia) cells | exosomes
    extracellular vesicles
    chondrocytes | organ-on-a?-?chip | ex vivo | (?:cell|tissue) extracts?
    post-?mortem (?:\w+ ){{0,2}}tissues?
    (?:in|working with|studying|experiments (?:in|on|with)) \
        (?:human|lab-grown|patients’|isolated) (?:(?!stem)\w+ ){{0,2}}(?:cells|tissue|neurons)\b
    cells? (?:\S+ ){{0,4}}?in the lab(?:oratory)?\b
    (?:cells|neurons|tissue|skin samples|biopsies) (?:\w+ ){{0,2}}?(?:from|of|by) (?:\S+ ){{0,5}}?\
        (?:bodies|patients|donors|people|volunteers|women|men|children)\b
    (?:sera|serum samples) from | (?:microsomes?|homogenates?|mitochondria)\b
    (?-i:(?!CAR)[A-Z0-9]{{2,}}[\w-]*) cells\b | (?-i:HeLa|HepG2|Huh7|MCF-7|HEK293)\b
    (?:{_LABORATORY_ANIMAL}|{_ADJECTIVE}|chick){_PARTS}
    (?:human|transformed|transfected|infected|myeloid|erythroid|epithelial|endothelial|neuronal\
        |tumou?r|precursor|progenitor) (?:\w+ ){{0,3}}cells\b(?= (?:were|was|and \
        tissue|to|resistant|in culture|expressing))
    (?:kills?|killed|infect\w*|destroy\w*|attack\w*) (?:\w+ ){{0,2}}cells (?:infected|in the \
        lab|grown)
    (?:fibroblasts|keratinocytes|hepatocytes|osteoblasts|adipocytes|macrophages|platelets\
        |lymphocytes|neutrophils|astrocytes|myocytes|clinical isolates)\b
    biops(?:y|ies) (?:specimens|samples) | (?:tumou?r|tissue|biopsy) (?:samples|specimens)
"""
)


# Blood of forty patients is people when it is measured, and material when it is worked on.
_TAKEN = cue(
    r"""
    (?:blood|plasma|serum|sera|\w+aspirates?|strips|muscle|skin|tissues?|placentas?|marrow|fat\
        |mucosa|samples?|biops(?:y|ies)|specimens?|sperm|eggs|embryos|urine|stool|faeces) \
        (?:\S+ ){0,4}?(?:from|of) (?:\S+ ){0,5}?\
        (?:patients|donors|people|women|men|volunteers|children|adults)\b
"""
)
_LABORATORY_WORK = cue(
    r"""
    in (?:the|a|our|their) lab(?:oratory)?\b | digested | cultured | incubated
    organ bath | homogeni[sz]ed | transfected | co-cultured | grown\b
"""
)


def animals_span(clauses: Clauses) -> str | None:
    """Animals as the ones studied, or None."""
    found = first_span(clauses.all, _LABORATORY_ANIMALS, _ANIMALS_IN_PASSING)
    if found or not clauses.tells_research:
        return found
    quiet = [clause for clause in clauses.all if not _OUTBREAK.search(clause)]
    return first_span(quiet, _ANIMALS, _ANIMALS_IN_PASSING)


def cells_span(clauses: Clauses) -> str | None:
    """Cells, tissue or samples as what was studied, or None."""
    return first_span(clauses.all, _CELLS) or first_span(
        [clause for clause in clauses.all if is_material(clause)], _TAKEN
    )


def is_material(clause: str) -> bool:
    """This clause is about what was taken from people and worked on in a laboratory."""
    return bool(_TAKEN.search(clause) and _LABORATORY_WORK.search(clause))


def is_about_animals(clause: str) -> bool:
    """This clause is about animals that were studied."""
    named = _LABORATORY_ANIMALS.search(clause) or _ANIMALS.search(clause)
    return bool(named) and not _ANIMALS_IN_PASSING.search(clause)
