"""The words of a text as newsrooms mean them: without endings, one name for one thing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from stories.medicines import BRANDS, is_medicine
from stories.newsroom import SHORTHAND
from stories.synonyms import SYNONYMS
from stories.vocabulary import COMMON, EVERYDAY, FOREIGN, GRAMMAR, NEWSPAPER, PLAIN, TOPICAL

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)?|%")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
# In capitals these are names, in small letters grammar.
_CAPITALS = {"US": "america", "WHO": "worldhealth", "MS": "sclerosis"}
_CAPITAL = re.compile(rf"\b(?:{'|'.join(_CAPITALS)})\b")
_ENDINGS = ("ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "ly", "s", "e", "y")
_OUR = re.compile(r"(?<=\w\w\w)our")
_STEM = 8
"""Letters that are kept: “hormone” and “hormonal” count as one."""
_NUMBERED = frozenset(
    ("type", "phas", "vitamin", "hepatiti", "stag", "omega", "covid", "week", "part", "day")
)
"""Words that mean something only with the number after them: type 2, vitamin D, phase III."""
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}
_LONGEST_PHRASE = 5
RARE = 1.0
"""The weight of a word in none of our tables: a name, or a thing seldom in the news."""


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in order, in small letters."""
    text = _DOTTED.sub(lambda name: name.group().replace(".", ""), text)
    if not text.isupper():
        text = _CAPITAL.sub(lambda name: _CAPITALS[name.group()], text)
    text = unicodedata.normalize("NFKC", text).casefold()
    return [_POSSESSIVE.sub("", word) for word in _TOKEN.findall(text)]


def terms(words: Sequence[str]) -> list[str]:
    """What these words name, in order: synonyms are one, a phrase is one; numbers are left out."""
    return list(_named([_stem(word) for word in words]))


def weight(term: str) -> float:
    """Nothing for grammar, little for what every health story says, much for what is rare."""
    return _WEIGHTS.get(term, RARE)


def is_english(words: Sequence[str]) -> bool:
    """Whether these may be English; several languages of our feeds are told by their grammar."""
    foreign = sum(word in _FOREIGN or not word.isascii() for word in words)
    return foreign <= sum(word in _GRAMMAR for word in words)


def _named(stems: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(stems):
        length = _phrase_at(stems, at)
        if length > 1:
            yield _PHRASES[tuple(stems[at : at + length])]
        elif stems[at] in _NUMBERED and _is_number(stems[at + 1 : at + 2]):
            length = 2
            yield f"{stems[at]}-{_ROMAN.get(stems[at + 1], stems[at + 1])}"
        elif any(map(str.isalpha, stems[at])):
            yield _NAMES.get(stems[at], stems[at])
        at += max(length, 1)


def _is_number(following: Sequence[str]) -> bool:
    """Whether the next word is 2, II, B12 or D."""
    return any(
        any(map(str.isdigit, word)) or word in _ROMAN or (len(word) == 1 and word != "i")
        for word in following
    )


def _phrase_at(stems: Sequence[str], at: int) -> int:
    if stems[at] not in _PHRASE_STARTS:
        return 0
    for length in range(min(_LONGEST_PHRASE, len(stems) - at), 1, -1):
        if tuple(stems[at : at + length]) in _PHRASES:
            return length
    return 0


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    if not word.isalpha() or is_medicine(word):
        return word
    if word.endswith(("virus", "viruses")):
        return word.removesuffix("es")  # cut to “hantavir” it would be built like a medicine
    if len(word) == 4 and word[-1] == "s" and word[-2] not in "sui":
        return word[:3]
    word = _american(word) if len(word) > 5 else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    stem = word[:_STEM]
    return f"{stem[:-2]}iz" if len(stem) > 4 and stem.endswith("is") else stem


def _american(word: str) -> str:
    """Behavior, anemia, hospitalization; the other words in “-ise” lose that ending anyway."""
    word = _OUR.sub("or", word)
    return word.replace("ae", "e").replace("oe", "e").replace("isation", "ization")


def _lines() -> Iterator[tuple[str, Sequence[str]]]:
    for line in filter(None, (SYNONYMS + SHORTHAND + BRANDS).split("\n")):
        name, _, others = line.partition(":")
        yield _stem(name), others.split()


def _names() -> tuple[Mapping[str, str], Mapping[tuple[str, ...], str]]:
    names: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for name, others in _lines():
        for other in others:
            stems = tuple(map(_stem, other.split("_")))
            if len(stems) > 1:
                phrases[stems] = name
            elif stems[0] != name:
                names[stems[0]] = name
    return names, phrases


_FOREIGN = frozenset(FOREIGN.split())
_GRAMMAR = frozenset(GRAMMAR.split())
_NAMES, _PHRASES = _names()
_PHRASE_STARTS = frozenset(stems[0] for stems in _PHRASES)
# Of a word in two tables the later one says how common it is.
_WEIGHTS = {
    term: share
    for share, table in (
        (0.0, FOREIGN),
        (0.75, TOPICAL),
        (0.4, PLAIN + NEWSPAPER + COMMON),
        (0.15, EVERYDAY),
        (0.0, GRAMMAR),
    )
    for word in table.split()
    for term in terms(tokens(word))
}
