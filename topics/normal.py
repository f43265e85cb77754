"""The one way words are compared: no case, accents, hyphens, plurals or British spellings."""

import re
import unicodedata
from dataclasses import dataclass

# A word is letters and digits with the accents that belong to them; a possessive ending is read
# with its word and forgotten. Underscores separate, as readers type them for spaces.
_WORD = re.compile(r"((?:[^\W_][\u0300-\u036f]*)+)(?:['’][sS]\b)?")
_AMERICAN = {
    "ageing": "aging",
    "centre": "center",
    "centres": "centers",
    "fibre": "fiber",
    "fibres": "fibers",
    "grey": "gray",
    "litre": "liter",
    "mould": "mold",
    "programme": "program",
    "programmes": "programs",
}
_SPELLINGS = (
    (re.compile(r"(?<=[a-z])our(?=$|s$|ed$|ing$|al$|ful$)"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"ulph"), "ulf"),
)
_SPELLED_ALIKE_FROM = 6  # shorter words are left alone: “toe”, “poet”, “four”
_PLURAL_ES = ("ches", "shes", "sses", "xes", "zzes")
_NO_PLURAL = ("ss", "us", "is")
_KEPT = frozenset({"heroine", "heroines"})  # not the drug


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its text."""

    form: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order, each folded, with their places in `text`."""
    return [Word(fold(found[1]), *found.span(1)) for found in _WORD.finditer(text)]


def folded(text: str) -> str:
    """The folded words of a text, single spaces between them."""
    return " ".join(word.form for word in words(text))


def plain(text: str) -> str:
    """The words of a text as they are followed: no case, no punctuation, single spaces."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(found[1] for found in _WORD.finditer(composed))


def fold(word: str) -> str:
    """One word without case, accents, British spelling and plural."""
    return _singular(_american(_bare(word)))


def _bare(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _american(word: str) -> str:
    if word in _AMERICAN:
        return _AMERICAN[word]
    if len(word) >= _SPELLED_ALIKE_FROM:
        for british, american in _SPELLINGS:
            word = british.sub(american, word)
    return word


def _singular(word: str) -> str:
    """A stem that singular and plural share; not always a word (“diseas”, “therapi”)."""
    if word in _KEPT:
        return word
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"  # therapies, babies
    elif word.endswith(_PLURAL_ES):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL):
        word = word[:-1]
    elif len(word) > 6 and word.endswith("is"):
        word = word[:-2]  # diagnosis, diagnoses
    if len(word) > 5 and word.endswith("e"):
        word = word[:-1]  # disease, diseases; virus, viruses
    if len(word) > 3 and word.endswith("y"):
        word = f"{word[:-1]}i"  # therapy, therapies: “therapi”
    return word
