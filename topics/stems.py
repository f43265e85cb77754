"""The stem that the forms of a word share, in the languages that bend their words."""

import unicodedata
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # it comes without types

_ALGORITHMS = {
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
}
STEMMED = frozenset(_ALGORITHMS)
LONGEST = 40  # letters: what is longer is no word, and must not fill the cache
_REMEMBERED = 1 << 13
# Letters a stem must have, or the word is kept whole. Short stems are shared by strangers: German
# “Leber” (liver) and “leben” (to live), Spanish “parto” (birth) and “parte” (part). Russian words
# change too often for this: “рак” is “рака” in most sentences.
_SHORTEST = {"de": 4, "ru": 3}
_SHORTEST_ELSEWHERE = 5
_ENDING = 3
_PLURAL_IN_S = frozenset({"es", "fr", "pt"})
# Everyday words whose stem is that of a medical one: “своего рода” (of a kind), “роды” (birth).
_KEPT = {"ru": frozenset({"род", "рода", "роде", "родом", "роду"})}


def stem(word: str, language: str) -> str:
    """The stem of a word of one of the languages `STEMMED`, without case and accents."""
    return _remembered(word, language) if len(word) <= LONGEST else bare(word)


def is_form(word: str, term: str) -> bool:
    """Whether a word that shares its stem with a term is a form of it, not only of its family.

    Stemmers go further than grammar: Spanish “enfermaron” (they fell ill) has the stem of
    “enfermería” (nursing). Endings change three letters of a word, seldom more.
    """
    return bare(term)[:-_ENDING] in bare(word)


@lru_cache(_REMEMBERED)
def _remembered(word: str, language: str) -> str:
    whole = unicodedata.normalize("NFC", word.casefold()).replace("ё", "е")
    if language == "pt" and whole.endswith("ões"):
        whole = f"{whole[:-3]}ão"  # pulmões, pulmão
    if whole in _KEPT.get(language, ()):
        return bare(whole)
    # A stemmer has a state while it works: each its own, so that threads may share this function.
    short = bare(snowballstemmer.stemmer(_ALGORITHMS[language]).stemWord(whole))
    if len(short) >= _SHORTEST.get(language, _SHORTEST_ELSEWHERE):
        return short
    return _singular(bare(whole)) if language in _PLURAL_IN_S else bare(whole)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def bare(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(part for part in parts if not unicodedata.combining(part))
