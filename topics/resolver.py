"""What a reader meant: from typed words to a topic, or to an honest “did you mean”."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import chain

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from news.models import Answer, Known, Several, Topic, TopicSlug, Unknown
from topics.catalog import Catalog
from topics.normal import folded, plain, words
from topics.scan import Hit, longest

LIMIT = 200  # characters of what was typed that are read
NEAREST = 3
IN_A_ROW = 8  # words of the longest phrase that is found within a text
# Of 100: below these a suggestion looks like a joke. Terms are many: “bitch” is near “birth”.
_ALIKE_NAME = 80
_ALIKE_TERM = 90
_ALIKE_FROM = 5  # letters: “cold” is one letter away from COPD, and means something else
# What readers put around a topic.
_FILLERS = frozenset(
    folded(
        "a about alert alerts all any anything article everything feed follow for from i in info"
        " information latest me more my new news on of please post read research send stories study"
        " subscribe the this to topic topics update updates want"
        " de del des du la las le les los noticias nouvelles notizie nachrichten sobre"
        " sur su über zu новости о об про"
    ).split()
)
_JOINTS = frozenset(folded("and or plus with und oder et ou y o e и или").split())
# How names of illnesses are written and how they are heard, where Greek is the reason.
_HEARD = (
    (re.compile(r"^[pg](?=[ns])"), ""),
    (re.compile(r"(?<=[rt])h|(?<=[a-z])h(?=[ao]e?m)"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1"), r"\1"),
)
_HEARD_FROM = 6  # letters
_JOINED = re.compile(r" (?:and|y|e|et|und|и) |[,/(]| & ")
# Ordinary words that are a letter or two away from a topic.
_ORDINARY = frozenset(
    folded(
        "addition alcove artistic bearing cancel canker canter chart copy dancing epoch exorcise"
        " fraction gaping generic heating inflection injection lotion medication migrate motion"
        " nation option paging potion raging ration sheep sleet soaking state stating static steep"
        " stoke stoked strike stroked supplemental traction triple vacation"
    ).split()
)


class _Says(IntEnum):
    """How well a phrase names a topic."""

    PART = 1
    """One of the many things within a broad topic, or only a hint."""
    TERM = 2
    """Says the topic in other words."""
    NAME = 3


class Resolver:
    """Looks up what readers type. Built once from the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._topics = catalog.topics
        self._index: dict[str, Mapping[TopicSlug, _Says]] = {}
        # Most phrases say the same as many others: one answer for all of those.
        self._answers: dict[frozenset[tuple[TopicSlug, _Says]], Mapping[TopicSlug, _Says]] = {}
        self._alone: set[str] = set()
        self._learn_terms(catalog)
        self._learn_names(catalog)
        self._keys = list(self._index)
        self._names = [k for k, says in self._index.items() if _Says.NAME in says.values()]
        self._sounds = _by_sound(self._names)

    def resolve(self, text: str, language: str = "en") -> Answer:
        """The topic typed; several if it may be either; the nearest if it is none."""
        asked = text[:LIMIT]
        typed = plain(asked).replace(" ", "")
        carrying = [word for word in words(asked) if word.form not in _FILLERS]
        key = "".join(word.form for word in carrying)
        for exact in (_key(asked), typed, key, typed.removesuffix("s")):
            if exact in self._index:
                return self._answer([exact], language)
        if alike := self._sounds.get(_sound(key)):
            return self._answer(alike, language)
        # What fillers add must not buy more slips: “I want to die” is not “diet”.
        letters = sum(word.end - word.start for word in carrying)
        if close := self._misspelled(key, _edits_forgiven(letters)):
            return self._answer(close, language)
        return self._mentioned(asked, key)

    def _learn_terms(self, catalog: Catalog) -> None:
        for term in catalog.terms:
            text = plain(term.text) if term.exact else term.text
            for slug in term.topics:
                part = not term.sure or (slug in catalog.broad and len(term.topics) == 1)
                says = _Says.PART if part else _Says.TERM
                self._learn(text, slug, says, exact=term.exact)

    def _learn_names(self, catalog: Catalog) -> None:
        for slug, topic in catalog.topics.items():
            for name in (slug, *topic.names.values(), *catalog.synonyms[slug]):
                self._learn(name, slug, _Says.NAME)
            for name in topic.names.values():
                first, joined, _ = _JOINED.sub("\n", name).partition("\n")
                if joined:  # “Nutrición y dieta” is what “nutrición” means
                    self._learn(first, slug, _Says.TERM)

    def _learn(self, text: str, slug: TopicSlug, says: _Says, *, exact: bool = False) -> None:
        # “AIDS” must not be found as “aid”: acronyms are kept as they are, without case.
        forms = [] if exact else [word.form for word in words(text)]
        key = "".join(forms) or text.replace(" ", "")
        known = self._index.get(key, {})
        said = {**known, slug: max(says, known.get(slug, says))}
        self._index[key] = self._answers.setdefault(frozenset(said.items()), said)
        if not forms:
            self._alone.add(key)

    def _answer(self, keys: Iterable[str], language: str) -> Answer:
        says: dict[TopicSlug, _Says] = {}
        for key in keys:
            for slug, how in self._index[key].items():
                says[slug] = max(how, says.get(slug, how))
        best = max(says.values())
        topics = [self._topics[slug] for slug, how in says.items() if how is best]
        if best is _Says.PART:
            return Unknown(tuple(topics[:NEAREST]))
        if best is _Says.NAME:
            own = [topic for topic in topics if _key(topic.name(language)) in set(keys)]
            topics = own if len(own) == 1 else topics
        return Known(topics[0]) if len(topics) == 1 else Several(tuple(topics))

    def _misspelled(self, key: str, edits: int) -> list[str]:
        """The names nearest to this one, if near enough to be sure what was meant.

        Names only: terms are so many that one is a slip away from “factory”, another from “advice”.
        """
        if not edits or key in _ORDINARY:
            return []
        near = process.extract(key, self._names, scorer=OSA.distance, score_cutoff=edits, limit=10)
        sure = [(found, int(distance)) for found, distance, _ in near if _same_start(key, found)]
        least = min((distance for _, distance in sure), default=0)
        return [found for found, distance in sure if distance == least]

    def _mentioned(self, asked: str, key: str) -> Answer:
        """Topics within a longer text: all of it several topics, or part of it a suggestion."""
        hits = longest(self._hits(asked))
        said = [self._index[hit.phrase] for hit in hits]
        topics = tuple(self._topics[slug] for slug in dict.fromkeys(chain.from_iterable(said)))
        all_named = all(max(slugs.values()) > _Says.PART for slugs in said)
        if len(topics) > 1 and all_named and not _rest(asked, hits):
            return Several(topics)
        others = (topic for topic in self._alike(key) if topic not in topics)
        return Unknown((*topics, *others)[:NEAREST])

    def _hits(self, asked: str) -> Iterator[Hit]:
        """What is known of the words in it, and of those in a row."""
        found = words(asked)
        for at, first in enumerate(found):
            key = ""
            for word in found[at : at + IN_A_ROW]:
                key += word.form
                if key in self._index and key not in self._alone:
                    yield Hit(key, first.start, word.end)

    def _alike(self, key: str) -> list[Topic]:
        if len(key) < _ALIKE_FROM:
            return []
        names = process.extract(key, self._names, scorer=fuzz.ratio, score_cutoff=_ALIKE_NAME)
        terms = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE_TERM)
        alike = (found for found, _, _ in (*names, *terms) if _same_start(key, found))
        slugs = dict.fromkeys(chain.from_iterable(self._index[found] for found in alike))
        return [self._topics[slug] for slug in slugs][:NEAREST]


def _key(text: str) -> str:
    """Folded, and without spaces: “genetherapy” is “Gene Therapy”."""
    return "".join(word.form for word in words(text))


def _by_sound(names: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= _HEARD_FROM:
            found[_sound(name)].append(name)
    return found


def _sound(key: str) -> str:
    """Spelt as it is heard: “arithmia” is arrhythmia, “soriasis” psoriasis."""
    for written, heard in _HEARD:
        key = written.sub(heard, key)
    return key


def _edits_forgiven(letters: int) -> int:
    """Short words have too many neighbours: “lupin” is not lupus."""
    if letters < 6:
        return 0
    return 1 if letters < 12 else 2


def _same_start(typed: str, key: str) -> bool:
    """The first letter is seldom wrong; “hypo” and “hyper” are opposites, not typos."""
    opposite = typed.startswith("hypo") != key.startswith("hypo")
    return typed[0] == key[0] and not opposite


def _rest(text: str, hits: Collection[Hit]) -> list[str]:
    """The words that no hit covers, besides those that carry nothing."""
    return [
        word.form
        for word in words(text)
        if word.form not in _FILLERS | _JOINTS
        and not any(hit.start <= word.start and word.end <= hit.end for hit in hits)
    ]
