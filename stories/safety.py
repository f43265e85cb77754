"""Warnings and recalls: news that somebody may have to act on today."""

import re

from stories.cues import cue

# Read in the title only: there a notice says what it is, and a study what it found.
_PRODUCT = r"(?:lots?|batch(?:es)?|tablets?|capsules?|vials?|syringes?|injections?|inhalers?|pumps?\
|devices?|implants?|monitors?|tests?|kits?|medicines?|drugs?|products?|foods?|formula|supplements?\
|drops?|creams?|solutions?|vaccines?|masks?|pens?)"
_NOTICE = cue(
    rf"""
    recall(?:s|ed|ing)? (?:\S+ ){{0,8}}{_PRODUCT}\b | {_PRODUCT} (?:\S+ ){{0,4}}recall(?:s|ed)?\b
    recall of (?!patients|events|memor) | class (?:i|ii|1|2) (?:\S+ )?recall
    (?:drug|device|product|food|voluntary|urgent|nationwide|company) recall
    boxed warning | black box warning | drug safety (?:communication|update)
    (?:medical|field) (?:device )?safety (?:alert|notice|communication)
    (?:medicines?|drug|device|product|patient) safety alert | early alert
    (?:falsified|counterfeit|contaminated|tainted) {_PRODUCT}\b
    (?:do not|stop) us(?:e|ing) (?!of)
"""
)
_MEMORY = re.compile(r"\brecall (?:bias|period)|\bmemor|\bword recall", re.IGNORECASE)


def is_safety_notice(title: str) -> bool:
    """Whether a title announces a recall or a warning about something people use."""
    return bool(_NOTICE.search(title)) and not _MEMORY.search(title)
