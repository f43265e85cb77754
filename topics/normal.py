"""The one way words are compared: no case, accents, hyphens, plurals or British spellings."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from topics.stems import LONGEST, STEMMED, bare, stem

# Scripts without spaces between words, or, in Korean, with endings written onto them: Thai, Lao,
# Burmese, Khmer; kana, Han, Hangul. Each of their signs counts as a word, so that a phrase of them
# is found wherever it stands.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    r"\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# Otherwise a word is letters and digits with the accents that belong to them; a possessive ending
# is read with its word and forgotten. Underscores separate, as readers type them for spaces.
_ACCENTS = r"\u0300-\u036f"
_LETTER = rf"[^\W_{_UNSPACED}]"
_POSSESSIVE = r"(?:['’][sS]\b)?"
_WORD = re.compile(  # most words are ASCII, and quicker read as such
    rf"((?:[a-zA-Z0-9]+|{_LETTER})(?:{_LETTER}|[{_ACCENTS}])*|[{_UNSPACED}]){_POSSESSIVE}"
)
_TYPED = re.compile(rf"((?:[^\W_][{_ACCENTS}]*)+){_POSSESSIVE}")
_SIGN = re.compile(rf"[{_UNSPACED}]")
_REMEMBERED = 1 << 12
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


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text."""

    form: str
    start: int
    end: int


def words(text: str, language: str = "en") -> list[Word]:
    """The words of a text in order, each folded, with their places in `text`."""
    return [
        Word(fold(found[1], language), found.start(1), found.end(1))
        for found in _WORD.finditer(text)
    ]


def folded(text: str, language: str = "en") -> str:
    """The folded words of a text, single spaces between them."""
    return " ".join(word.form for word in words(text, language))


def plain(text: str) -> str:
    """The words of a text as they are followed: no case, no punctuation, single spaces."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(found[1] for found in _TYPED.finditer(composed))


def fold(word: str, language: str = "en") -> str:
    """One word without case, accents and what its grammar adds; English spelled as in America."""
    if language in STEMMED:
        return stem(word, language)
    return _folded_english(word) if len(word) <= LONGEST else _english(word)


def _english(word: str) -> str:
    # Accents mean other sounds in kana: “が” is not “か”.
    return word if _SIGN.match(word) else _singular(_american(bare(word)))


_folded_english = lru_cache(_REMEMBERED)(_english)


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
