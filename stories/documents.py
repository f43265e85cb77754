"""Cues of reviews, guidelines, official decisions and models: work on what others measured."""

from news.models import Design
from stories.clauses import Clauses, first_span
from stories.cues import cue
from stories.rules import Rule

_AGENCY = (
    r"(?:(?-i:FDA|F\.D\.A\.|EMA|CHMP|PRAC|MHRA|CDC|ECDC|UKHSA|TGA|NICE|WHO|USDA|EPA|HPRA|BfArM"
    r"|CDSCO|Anvisa|Swissmedic|Medsafe|ANSM|NMPA|PMDA|SAHPRA|NAFDAC|FSIS|NHS England)\b"
    r"|(?:u\.?s\.? )?food (?:and|&) drug administration|food standards agency"
    r"|european medicines agency|european commission|health canada|world health organi[sz]ation"
    r"|centers for disease control|therapeutic goods administration|medicines agency"
    r"|public health agency(?: of canada)?|health security agency|human medicines committee"
    r"|(?:drug|health|medicines|food|device) (?:watchdog|agency)|regulators?"
    r"|health (?:officials|authorities|ministry|department|minister)|department of health"
    r"|ministry of health|federal health agenc(?:y|ies)"
    r"|committee on vaccination and immuni[sz]ation)"
)
# What an agency does as an agency …
_DECIDES = (
    r"(?:approv(?:es|ed|ing)|clear(?:s|ed)|(?-i:OKs?|OK'd)|authori[sz](?:es|ed)|grants?|granted"
    r"|backs?|endors(?:es|ed)|recommend(?:s|ed)|green-?lights?|green-?lit|fast-track(?:s|ed)"
    r"|gives? (?:\S+ )?(?:nod|approval|green light)|expands?|extends?|lifts?|adds?"
    r"|reject(?:s|ed)|reprimand(?:s|ed)|declin(?:es|ed)|refus(?:es|ed)|deni(?:es|ed)"
    r"|turn(?:s|ed) down|bans?|banned"
    r"|recall(?:s|ed)|suspend(?:s|ed)|revokes?|pulls?|withdr[ae]ws?|halts?|pauses?|delays?|delayed"
    r"|limits?|restricts?|ends?|(?:puts?|plac(?:es|ed)) (?:\S+ )?hold"
    r"|warn(?:s|ed|ing)|advis(?:es|ed)|urg(?:es?|ed|ing)|requir(?:es?|ing)|orders?|propos(?:es|ed)"
    r"|finali[sz](?:es|ed)|issu(?:es|ed)|announc(?:es|ed)|declar(?:es|ed)|alert|flag(?:s|ged)"
    r"|investigat(?:es|ing)|probes?|start(?:s|ed) (?:\w+ )?(?:review|probe|investigation|inquiry)"
    r"|confirm(?:s|ed)|report(?:s|ed)|record(?:s|ed))\b"
)
# … and what it speaks of as one; on other things it is one voice among many.
_OFFICIAL_MATTER = (
    r"(?:cases|outbreak|recall\w*|deaths?|infections?|infected|hospitali[sz]\w+|side effects?"
    r"|unsafe|approv\w+|cleared|risks?|harm\w*|contaminat\w+|shortage|licen[cs]e|applications?"
    r"|spillover)\b"
)
_NARRATIVE = cue(
    r"""
    narrative (?:literature )?review | mini-?review | literature review
    (?:we|this article) reviews?\b | (?:this|the present|our) review | brief review | commentary
    editorial\b | (?:a|this|in) perspective$ | this perspective | perspectives?: | : an? perspective
    viewpoint | we discuss | we argue | opinion piece | state-of-the-art review | review article
    is reviewed | an? (?:\w+ )?review$ | an overview
"""
)

SYNTHESES = (
    Rule(
        Design.META_ANALYSIS,
        cue(
            r"""
            (?:network )?meta-? ?analy(?:s[ie]s|tic|[sz]ed)
            (?:pool|combin|merg)(?:ed|ing) (?:\S+ ){0,6}?(?:studies|trials|cohorts|surveys)\b
            (?:brought|brings|bringing|put) together (?:\S+ ){0,4}?(?:studies|trials|cohorts)\b
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
            (?:sift|trawl|comb|search|pick|look)(?:ed|s|ing) through (?:\S+ ){0,4}?\d+ \
                (?:\S+ ){0,3}?(?:studies|trials|papers|articles|reports)\b
            we searched (?:\S+ ){0,3}?(?-i:MEDLINE|PubMed|Embase|EMBASE|Medline|Scopus|CINAHL)
            cochrane (?:authors|reviewers|experts|team|analysis|report)
            (?:sum(?:s|med)? up|summari[sz]\w+|looked across|gathered|weighed) (?:\S+ ){0,4}?\d+ \
                (?:\S+ ){0,2}?(?:studies|trials|papers|tests)\b
            (?-i:PRISMA)\b | cochrane database | selection criteria: | databases were searched
            we included \d+ (?:\S+ ){0,3}?(?:studies|trials)
            (?:from|across|in) (?:\S+ ){0,2}?(?:[5-9]|\d\d+|five|six|seven|eight|nine|ten|eleven\
                |twelve|\w+teen) (?:\w+ ){0,2}?(?:studies|trials|papers)\b
            (?:[5-9]|\d\d+|five|six|seven|eight|nine|ten) (?:\w+ )?(?:studies|trials|papers\
                |experiments) (?:were )?(?:analy[sz]ed|reviewed|examined|included|found)
            (?:look(?:ed|s|ing)? at|examin\w+|assess\w+|analy[sz]\w+|evaluat\w+) \
                (?:of |data from |results of |findings from )?(?:[5-9]|\d\d+|five|six|seven|eight\
                |nine|ten|dozens of) (?:\S+ ){0,3}?(?:studies|trials)\b
        """
        ),
        cue(r"retrospective | narrative | systematic review is needed"),
    ),
    Rule(
        Design.META_ANALYSIS,
        cue(r"""
            pooled (?:data|results) from | integrated analysis
            individual (?:participant|patient) data
        """),
    ),
)

_DECISIONS = (
    Rule(
        Design.GUIDELINE,
        cue(
            r"""
            (?:new|issu(?:es|ed)|updat(?:es|ed)|releas(?:es|ed)|publish(?:es|ed)|unveil(?:s|ed)\
                |announc(?:es|ed)|draft) (?:\S+ ){0,4}?(?:guidelines?|guidance|recommendations)\b
            consensus (?:was )?reached
            (?:reach|agree|build|find)(?:s|es|ed)? (?:\w+ )?consensus on
            (?:new|updat|revis|issu)\w* (?:\w+ )?advice | advice (?:\S+ ){0,4}?(?:was|is) updated
            (?:joint|consensus|position|policy|scientific) \
                (?:statement|document|paper|recommendations)
            recommendations (?:of|from|by) the (?:\S+ ){0,4}?(?:group|force|society|panel|committee\
                |association|college) | committee opinion | guideline summary
            delphi | recommendations for (?:the )?(?:\w+ )?(?:management|treatment|diagnosis|use\
                |screening|prevention|monitoring|care)
            (?-i:[A-Z][A-Z]+(?:/[A-Z]+)*) recommendations | good practice (?:paper|statement)
            (?:academy|society|college|association|federation|task force) \
                (?:of (?:\w+ ){1,4})?(?:now |also )?(?:recommends|urges|advises|endorses|backs)\b
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
            {_AGENCY} (?:\S+ ){{0,3}}?{_DECIDES}
            (?-i:UK|US|U\.S\.|EU|Britain|Canada|Australia|Japan|China|India|Europe) \
                (?:approves|clears|authori[sz]es|bans|suspends|rejects)\b
            {_AGENCY} (?:\S+ )?sa(?:ys|id|y) (?:\S+ ){{0,8}}?{_OFFICIAL_MATTER}
            {_OFFICIAL_MATTER} (?:\S+ ){{0,12}}?{_AGENCY} (?:\S+ )?sa(?:ys|id|y)\b
            (?:state|county|city|local|federal|provincial) health (?:officials|authorities\
                |department) (?:said|say)\b
            the (?:agency|regulator|watchdog) (?:said|says|advised|urged|warned|announced)\b
            (?:puts?|plac(?:es|ed)) (?:\S+ ){{0,2}}?(?:clinical )?hold on | clinical hold
            label(?:l?ing)? (?:change|update) | fast[- ]track designation
            black[- ]box warning | (?:safety|public health) alert
            (?:approved|cleared|authori[sz]ed|rejected|recalled|turned down|banned|refused) by \
                (?:the )?{_AGENCY}
            (?:w[io]ns?|gets?|got|receiv(?:es|ed)|gain(?:s\
                |ed)) (?:\S+ ){{0,3}}?(?:{_AGENCY})? ?(?:\S+ ){{0,2}}?(?:marketing )?(?:approval\
                |clearance|authori[sz]ation)\b
            drug safety communication | boxed warning | class (?:i|ii|iii) recall
            recall(?:s|ed|ing)? (?:\S+ ){{0,4}}?(?:lots?|batch(?:es)?|tablets|capsules|products\
                |bottles|pouches|packs|packets|jars|vials|syringes|inhalers|pumps|devices\
                |over|after|due to|because of|nationwide)\b
            outbreak notice | (?-i:FDA) (?:approval|clearance) (?:of|for|granted)
        """
        ),
        cue(
            rf"""
            {_AGENCY} (?:\S+ )?(?:researchers|scientists|study|survey|analysis|report finds)
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
            model+ing (?:study|suggests|analysis|estimates|shows?|finds|found|predicts)
            simulations? (?:suggests?|shows?|showed|find|predict) | we (?:\w+ )?(?:forecast|project)
            projected (?:burden|number|deaths|cases|prevalence|incidence|trends|costs?)
            scientists project | (?:study|researchers|experts) (?:project|forecast)s?\b
            the model (?:combined|predict|estimat|assum|show)
            cost-effectiveness of | mathematical(?:ly)? model\w*
            (?:agent-based|individual-based|compartmental|neural mass|network|mechanistic|dynamic\
                |pharmacokinetic|finite[- ]element) (?:\w+ )?(?:models?|simulations?)\b
            model+ing (?:of )?(?:the )?(?:impact|effects?|spread|burden|costs?)
            was used to project | simulations? of
            (?:computer|epidemic|economic|micro|monte carlo) ?(?:simulation|model)s?
            microsimulation | simulation (?:study|model) | in silico\b
            (?:markov|transmission|decision)[- ](?:\w+ )?model
            cost-effectiveness (?:analysis|model) | projection models?
            (?:researchers|scientists|they|we) (?:\w+ )?simulated
        """
        ),
        cue(r"trial-based | mouse | animal | alongside | randomi[sz]ed | profit | earnings"),
    ),
)

OFFICIAL = (*_DECISIONS, *_MODELLING)


def is_narrative(clauses: Clauses) -> bool:
    """It reviews or comments: nothing was studied, so no study design may be claimed."""
    return first_span(clauses.all, _NARRATIVE) is not None
