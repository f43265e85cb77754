"""Cues of reviews, guidelines, official decisions and models: work on what others measured."""

from news.models import Design
from stories.clauses import Clauses, cue, first_span
from stories.rules import Rule

_AGENCY = (
    r"(?-i:FDA|F\.D\.A\.|EMA|MHRA|CDC|TGA|WHO|USDA|EPA|NHS England)\b"
    r"|food and drug administration"
    r"|european medicines agency|european commission|health canada|world health organization"
    r"|centers for disease control and prevention|drug regulators?|health regulators?"
    r"|(?:u\.?s\.?|european|eu|uk) regulators?|regulators?|health (?:officials|authorities"
    r"|ministry)"
)
_NARRATIVE = cue(
    r"""
    narrative (?:literature )?review | mini-?review | literature review
    (?:we|this article) reviews?\b | (?:this|the present|our) review | brief review | commentary
    editorial | perspective | viewpoint | opinion piece | state-of-the-art review | review article
    is reviewed | an? (?:\w+ )?review$ | an overview
"""
)

SYNTHESES = (
    Rule(
        Design.META_ANALYSIS,
        cue(
            r"""
            (?:network )?meta-? ?analy(?:s[ie]s|tic|[sz]ed)
            pooled (?:analysis|data|results) (?:of|from) (?:\S+ ){0,3}(?:studies|trials|cohorts)
            combin(?:ed|ing) (?:the )?(?:results|data|findings) (?:of|from) \
                (?:\S+ ){0,3}(?:studies|trials)
        """
        ),
    ),
    Rule(
        Design.SYSTEMATIC_REVIEW,
        cue(
            r"""
            systematic(?:ally)? (?:\S+ ){0,2}?review\w* | scoping review | umbrella review
            rapid review | cochrane (?:\S+ )?review | evidence synthesis
            review(?:ed|ing|s)? (?:of )?(?:\S+ ){0,2}?(?:\d+|two|three|four|five|dozens \
                of|existing|published|previous|available) (?:\S+ ){0,3}?(?:studies|trials\
                |articles|papers|sources|research|evidence)
            (?:look(?:ed|s|ing)? at|examin\w+|assess\w+|analy[sz]\w+|evaluat\w+) \
                (?:of |data from |results of |findings from )?(?:[5-9]|\d\d+|five|six|seven|eight\
                |nine|ten|dozens of) (?:\S+ ){0,3}?(?:studies|trials)\b
        """
        ),
        cue(r"retrospective | narrative | systematic review is needed"),
    ),
)

_DECISIONS = (
    Rule(
        Design.GUIDELINE,
        cue(
            r"""
            (?:new|issu(?:es|ed)|updat(?:es|ed)|releas(?:es|ed)|publish(?:es|ed)|unveil(?:s|ed)\
                |announc(?:es|ed)|draft) (?:\S+ ){0,4}?(?:guidelines?|guidance|recommendations)\b
            (?:position|consensus|scientific|policy) statement | consensus (?:was )?reached
            (?:reach|agree|build|find)(?:s|es|ed)? (?:\w+ )?consensus on
            expert consensus | (?:practice|clinical) guidelines?
            guidelines? (?:\S+ ){0,5}?(?:updated|revised|issued|released)\b
            guidelines? (?:recommends?|advises?|urges?|says?|for)\b
            (?:task force|uspstf|academy|society|college|association|(?-i:NICE)) \
                (?:\S+ ){0,2}?recommends
            guideline for
        """
        ),
        cue(
            r"""
            based on | according to | refut | adheren | in line with | guideline- | calls? for
            despite | \d+ clinical guidelines | current | existing | (?:impact|effects?) of
            complian | follow(?:s|ed|ing)? (?:\S+ )?guideline | used (?:the )?guideline
        """
        ),
    ),
    Rule(
        Design.REGULATOR,
        cue(
            rf"""
            (?:{_AGENCY}) (?:\S+ ){{0,3}}?(?:approv(?:es|ed|ing)|warn(?:s|ed|ing)|clear(?:s|ed)\
                |(?-i:OKs?|OK'd)|authori[sz](?:es|ed)|advis(?:es|ed)|recall(?:s|ed)|reject(?:s\
                |ed)|bans?|banned|backs?|grants?|granted|confirm(?:s|ed)|declar(?:es|ed)\
                |investigat(?:es|ing)|suspend(?:s|ed)|orders?|requires?|urges?|green-?lights?\
                |gives? (?:\S+ )?(?:nod|approval|green light))\b
            (?:approved|cleared|authori[sz]ed|rejected|recalled) by (?:the )?(?:{_AGENCY})
            (?:w[io]ns?|gets?|got|receiv(?:es|ed)|gain(?:s\
                |ed)) (?:\S+ ){{0,3}}?(?:{_AGENCY})? ?(?:\S+ ){{0,2}}?(?:marketing )?(?:approval\
                |clearance|authori[sz]ation)\b
            drug safety communication | boxed warning | class (?:i|ii|iii) recall
            recall(?:s|ed|ing)? (?:\S+ ){{0,4}}?(?:lots?|batch(?:es)?|tablets|capsules|products\
                |bottles|pouches|packs|packets|jars|vials|syringes|inhalers|pumps|devices\
                |over|after|due to|because of|nationwide)\b
            health (?:officials|authorities|department|ministry) (?:\S+ ){{0,2}}?(?:reported\
                |confirmed|announced|recorded)\b
            outbreak notice | (?-i:FDA) (?:approval|clearance) (?:of|for|granted)
        """
        ),
        cue(
            r"""
            yet to | not yet | not (?:been )?approved | seek(?:s|ing)? | await | pending
            already approved | years? ago | would | if approved | adverse event reporting | should
            approved to treat | hop(?:e|es|ing)
        """
        ),
    ),
)

_MODELLING = (
    Rule(
        Design.MODELLING,
        cue(
            r"""
            model+ing (?:study|suggests|analysis|estimates) | mathematical(?:ly)? model\w*
            (?:computer|epidemic|economic|micro|monte carlo) ?(?:simulation|model)s?
            microsimulation | simulation (?:study|model) | in silico\b
            (?:markov|transmission|decision)[- ](?:\w+ )?model
            cost-effectiveness (?:analysis|model) | projection models?
            (?:researchers|scientists|they|we) (?:\w+ )?simulated
        """
        ),
        cue(r"trial-based | mouse | animal"),
    ),
)

OFFICIAL = (*_DECISIONS, *_MODELLING)


def is_narrative(clauses: Clauses) -> bool:
    """It reviews or comments: nothing was studied, so no study design may be claimed."""
    return first_span(clauses.all, _NARRATIVE) is not None
