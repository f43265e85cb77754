"""What is done in health news: approved, recalled, banned, gone to court over."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from stories.words import terms, tokens

# One line for each act. Not here what means too much: “back”, “clear”, “decline”.
_ACTS = """
approve approves approved approval clearance allow allows allowed permit permits permitted
recommend recommends recommended endorse endorses endorsed
/ reject rejects rejected rejection
/ recall recalls recalled recalling pull pulls pulled withdraw withdraws withdrawn
/ ban bans banned outlaw outlaws outlawed prohibit
/ sue sues sued lawsuit court
/ resign resigns resigned resignation quit quits
/ strike strikes walkout
/ launch launches launched roll rolled rollout
/ reopen reopens
/ charge charged arrest arrests arrested
/ buy buys bought acquire acquires acquired acquisition
/ widen widens widened expand expands expanded
/ death
/ recover recovers recovered
"""


def acts(some: Iterable[str]) -> AbstractSet[str]:
    """The acts that these terms (see `stories.words`) name, each by one of its words."""
    return frozenset(_BY_TERM[term] for term in some if term in _BY_TERM)


_BY_TERM = {
    term: line.split()[0]
    for line in _ACTS.split("/")
    for word in line.split()
    for term in terms(tokens(word))
}
