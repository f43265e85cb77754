"""Cues of studies that measured something themselves, in people or in the laboratory."""

from news.models import Design
from stories.cues import cue
from stories.rules import Rule

_RANDOMISED = (
    Rule(
        Design.RANDOMISED_TRIAL,
        cue(
            r"""
            randomi[sz]ation | look-?alike (?:pills?|patch(?:es)?|tablets?|capsules?|injections?)
            randomi[sz]ed(?:,? \S+){0,3}? (?:trials?|study|studies|patients|controlled|to)\b
            (?:were|was) (?:\w+ )?randomi[sz]ed | randomi[sz]ed
            randomly (?:assigned|allocated|divided|chosen to|put)
            (?:assigned|allocated|split|divided) (?:\S+ ){0,3}?(?:at random|by lot|by chance\
                |by minimi[sz]ation|in a 1:1|1:1) | allocat(?:ed|ion) (?:was|were) concealed
            sealed(?:,? \w+)? envelopes? | coin[- ]toss | toss of a coin | drawn by lot
            parallel[- ]group | in random order | random order
            (?:blinded|masked) to (?:\w+ )?(?:treatment|group|allocation|assignment)
            placebo[ -](?:controlled|group|patients|pills?) | placebo
            fake (?:acupuncture|surgery|procedures?|stimulation|treatment)
            (?:side|eye|knee|arm|treatment|order|sequence|intervention) (?:was|were) \
                (?:chosen|decided|selected|determined|given) (?:at random|by lot|randomly)
            (?:picked|chosen|decided) by (?:lottery|lot|coin)
            (?:dummy|inactive|inert|sham) (?:\w+ )?(?:pills?|drugs?|treatments?|injections?|jabs?\
                |shots?|tablets?|versions?|capsules?|sprays?|patch(?:es)?|procedures?|surgery)
            sham or (?:real|true|active) | neither (?:they|patients|volunteers|participants) nor \
                (?:their|the) doctors | knew (?:which|whether they)
            sugar pills? | sham[- ]\w+ | double[- ]blind\w*
            (?-i:RCTs?)\b
        """
        ),
        cue(
            r"""
            mendelian | random(?:ly)? (?:sampl|select) | placebo effect | animals | mice | rats
            specimens | samples | molars | premolars | teeth\b | cadaver | blocks | discs | slices
            plots
            placebo response | no placebo | (?:mostly|no|few|lack of|limited) randomi
        """
        ),
        done=True,
    ),
)

_CASES = (
    Rule(
        Design.CASE_REPORT,
        cue(
            r"""
            case (?:reports?|presentation|series|history) | clinical case
            (?:rare|first|unusual) case of
            (?:report|describe|present|encountered) (?:\S+ ){0,3}?(?:case|cases|patient|family)\b
            proband | single family | pedigree | index patient
            members of (?:the|a|this|one) family
            (?:report|describe|present) (?:\S+ ){0,3}?(?:siblings|brothers|sisters|twins|cousins)
            (?:man|woman|boy|girl|baby|toddler|teenager|mother|father|patient) (?:\S+ ){0,2}?\
                (?:cured|in remission|receives (?:\S+ ){0,4}transplant|regains|walks again\
                |can (?:now )?(?:hear|see|walk|speak|talk|move|feel)|born (?:deaf|blind|without)\
                |(?:the )?first to)\b
            first (?:person|patient|man|woman|child|baby) (?:in the world )?\
                (?:to|treated|given|cured)\b
            (?:transplant|implant)\w* (?:\S+ ){0,8}?in(?:to)? (?:an? )?(?:\w+ )?(?:patient|person)\b
            (?:lets|allows|helps|enables) (?:an? )?(?:paraly[sz]ed|blind|deaf|mute|locked-in) \
                (?:man|woman|boy|girl|patient)
            an? (?:\w+ )?(?:patient|man|woman|boy|girl|infant|child|neonate) (?:with|on|who) \
                (?:\S+ ){0,8}?(?:developed|presented|died|was (?:admitted|treated|referred|found\
                |diagnosed))\b
            the patient (?:\w+ly )?(?:was|had|died|developed|underwent|presented|recovered|received\
                |remained|reported|responded|denied)\b
            fatal case
            cases? of (?:\S+ ){1,8}?in an? (?:\S+ ){0,3}?(?:patient|recipient|man|woman\
                |child|boy|girl|infant)
            ^(?:two|three|four) (?:\w+ )?(?:cases|patients|infants|children|siblings|brothers\
                |sisters) with\b
            this \d+-year-old
            image of the (?:month|week|quarter) | clinical (?:image|picture|vignette)
            an? (?:\w+ )?(?:man|woman|boy|girl) (?:in (?:his|her) (?:\w+ )?\d0s|aged \d+)
            (?:a|an) (?:[a-z]+ )(?:girl|boy|woman|man|couple|family|infant) \
                (?:who|whose|acquired|presented|had (?:a|been))
            a \d+-(?:year|month|week|day)-old (?:\w+ ){0,2}?(?:presented|was \
                (?:admitted|referred|diagnosed)|developed|(?:wom[ae]n|m[ae]n|male|female) \
                (?:\w+ )?(?:presented|was|with|who|visited|developed|had)|boy|girl)
        """
        ),
        cue(r"""
            in case of | case-control | best[- ]case | cases of .{0,40}(?:rose|rise|surge) | worst
            phase (?:[1-3]|i{1,3})\b | (?:clinical|stage) trial
        """),
        done=True,
    ),
)

_TRIALS = (
    Rule(
        Design.TRIAL,
        cue(
            r"""
            (?:clinical|human|pilot|open-label|single-arm|intervention|feasibility|crossover\
                |cross-over|non-inferiority|drug|vaccine|community|controlled) (?:trials?|study)\b
            (?:late|mid|early)[- ]stage (?:\S+ ){0,3}?(?:trial|study) | first-in-(?:human|man)
            phase (?:[1-4]|i{1,3}|iv)(?:[ab])?(?:/(?:[1-4]|i{1,3}))?\b(?=.{0,60}(?:trial|study\
                |data|result|clinical))
            trial(?:-based| results?| data| patients| participants| finds| found| shows?| of)\b
            in (?:(?:a|the|this|two|three|\d+) )?(?:\w+ ){0,2}trials?\b
            (?:new|large|major|small|two|three|\d+|head-to-head\
                |\w+-(?:week|month|year|arm|centre|center|blind)) (?:\S+ )?trials?\b
            (?-i:[A-Z][A-Z-]*[a-z]*[A-Z]\w*) trial\b | (?:allocated|assigned) (?:\w+ )?to\b
            before-(?:and-)?after (?:evaluation|study|design|comparison)
            assessed the (?:feasibility|safety) | open-label | single-arm | dose[- ](?:escalation\
                |finding|ranging|expansion) | quasi-experiment\w*
            (?:intervention|comparison|control) (?:group|arm|ward|school|village)s? (?:was|were|had\
                |received|\(n)
            healthy (?:\w+ )?(?:volunteers|men|women|adults|subjects|participants) \
                (?:received|were given|took|ingested)
            before and after (?:the )?(?:programme|program|intervention|treatment|training|course)
            pharmacokinetics (?:\S+ ){0,6}?in healthy
        """
        ),
        cue(
            r"""
            (?:previous|earlier|prior) (?:\S+ ){0,3}(?:trials?|stud(?:y|ies)) | clinicaltrials\.gov
            trial and error | in court | murder | jury | lawsuit | mouse | mice | rats | animal
        """
        ),
        done=True,
    ),
)

_OBSERVATIONAL = (
    Rule(
        Design.OBSERVATIONAL,
        cue(
            r"""
            (?:cohort|case-control|cross-sectional|longitudinal|registry|biobank|population-based\
                |observational|epidemiologic\w*|nationwide|prospective|retrospective\
                |register-based) (?:\S+ ){0,2}?(?:stud(?:y|ies)|analysis|data|review|survey|cohort)
            followed (?:up )?(?:from|since|over|for) (?:the |an? )?(?:womb|birth|childhood|infancy\
                |\w+ (?:years|decades|months)|decades|years|\d{4})
            records (?:of|from) (?:\S+ ){0,6}?(?:practices|hospitals|clinics|patients|men|women\
                |children|people|adults)\b
            kept (?:\w+ )?diar(?:y|ies) | kept tabs on | odds ratios? | person-years
            hazard ratios? | (?-i:NHANES)
            (?:hospital|health|medicare|medicaid|national|nationwide|prescription|death|birth\
                |electronic|vaccination|cancer|swedish|danish|finnish|norwegian|nordic|dutch\
                |korean) (?:\S+ )?(?:records|registry|registries|registers?|birth cohort)\b
            (?:insurance|medicare|medicaid|billing) claims | medicare (?:data|beneficiaries)
            claims (?:data|from \d) | (?:registry|registers?|insurance) (?:data|showed?)
            interviews (?:were|was|of|took) | (?:food|diet|sleep|symptom) diar(?:y|ies)
            telephone (?:poll|survey) | online (?:poll|survey) | questioned every
            (?:survey|poll) (?:of|among) | polled | prevalence of (?:\S+ ){1,8}?(?:in|among)\b
            consecutive (?:\S+ ){0,3}?(?:patients|cases|women|men|children|admissions)
            cohort | case-control | cross-sectional | retrospective(?:ly)? | biobank | follow-up of
            (?:descriptive|prevalence) study | clinical series | consecutive (?:patients|cases)
            case notes | (?:records|charts) (?:of (?:\S+ ){1,6})?were reviewed
            (?:survey|questionnaire)\w* (?:\S+ ){0,12}response rate
            stratified random | surveyed | survey of | (?:semi-structured|in-depth) interviews
            interviews with | interviewed | questionnaires? | focus groups | seroprevalence
            genome-wide association | gwas\b | health records | medical records
            (?:followed|tracked) (?:\S+ ){0,3}?(?:\d|people|patients|women|men|children|adults)
            stud(?:y|ied) (?:of )?(?:more than |nearly |about |almost |over )?\d[\d,]{2,} \
                (?:\S+ ){0,3}?(?:people|patients|women|men|children|adults|participants)
        """
        ),
        cue(r"mice | rats | animals | a survey shows | court records"),
        done=True,
    ),
)

HUMAN = (*_RANDOMISED, *_CASES, *_TRIALS, *_OBSERVATIONAL)
LABORATORY = (
    Rule(
        Design.LABORATORY,
        cue(
            r"""
            lab(?:oratory)? tests? (?:reveal|show|find|found)\w* | artificial saliva
            simulated body
            binding (?:was|of \d) | (?-i:pH) \d
            structure[- ]activity | compounds? (?:was|were) (?:prepared|screened|tested)
            preclinical | biomechanical | bench[- ]top | on a (?:test )?bench | cadaver\w*
            agar plates?
            extracted (?:\w+ ){0,2}(?:teeth|molars|premolars) | isolates (?:were|from)
            mechanical testing | finite[- ]element | whole-genome sequencing of | test[- ]tubes?
            petri dish | in vitro(?! fertili[sz]ation)
            (?:cell|tissue) cultures? | cell[- ]lines? | organoids?
            laboratory (?:study|experiments?) | lab(?:oratory)? models | (?-i:NMR) | spectroscop\w+
            crystal structure | x-ray crystallography | western blot\w*
            subcellular locali[sz]ation
            (?:were|was) (?:isolated|purified|cloned|sequenced|cultured) | cytotoxic\w*
            chromatograph\w+ | mass spectrometry | (?:were|was) synthesi[sz]ed | linkage map
            tissue[- ]engineered | immunohistochem\w+ | immunochem\w+ | in situ hybridi[sz]ation
            pulsed-field | (?-i:PFGE)\b | (?:by|using|with) (?:\S+ ){0,3}(?-i:PCR)\b
            (?-i:PCR)[- ](?:amplif|product)
            (?:enhances|binding|enzyme|catalytic|promoter) (?:\S+ )?(?:binding )?activity
            gene expression | transcription factors? | signal+ing pathways?
            (?-i:mRNA) (?:expression|levels?|was|were)
            phosphorylation | plasma membrane | isolated the | perfusion system
            monoclonal antibod(?:y|ies) (?:\S+ ){0,2}(?:against|raised|stain)
            cryo-?(?:em|electron)\b | (?:atomic|crystal|three-dimensional) structure
        """
        ),
        cue(r"patients received | in vivo study"),
    ),
)
