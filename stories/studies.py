"""Cues of studies that measured something themselves, in people or in the laboratory."""

from news.models import Design
from stories.clauses import cue
from stories.rules import Rule

_RANDOMISED = (
    Rule(
        Design.RANDOMISED_TRIAL,
        cue(
            r"""
            randomi[sz]ed(?:,? \S+){0,3}? (?:trials?|study|studies|patients|controlled|to)\b
            (?:were|was) (?:\w+ )?randomi[sz]ed | randomi[sz]ed
            randomly (?:assigned|allocated|divided)
            placebo[ -](?:controlled|group|patients|pills?) | placebo
            (?:dummy|inactive|sham) (?:pills?|drug|treatment|injections?|jabs?|shots?|tablets?\
                |version)
            sugar pills? | sham[- ]\w+ | double[- ]blind\w*
            (?-i:RCTs?)\b
        """
        ),
        cue(
            r"""
            mendelian | random(?:ly)? (?:sampl|select) | placebo effect | animals | mice | rats
            no placebo | (?:mostly|no|few|lack of|limited) randomi
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
            proband | single family
            (?:a|an) (?:[a-z]+ )(?:girl|boy|woman|man|couple|family|infant) \
                (?:who|whose|acquired|presented|had (?:a|been))
            a \d+-(?:year|month|week|day)-old (?:\w+ ){0,2}?(?:presented|was \
                (?:admitted|referred|diagnosed)|developed|(?:wom[ae]n|m[ae]n|male|female) \
                (?:\w+ )?(?:presented|was|with|who|visited|developed|had)|boy|girl)
        """
        ),
        cue(r"""
            in case of | case-control | best[- ]case | cases of .{0,40}(?:rose|rise|surge) | worst
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
            assessed the (?:feasibility|safety)
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
            preclinical | test[- ]tubes? | petri dish | in vitro(?! fertili[sz]ation)
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
