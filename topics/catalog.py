"""The catalog of topics: our edited data, loaded once and checked against itself."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from news.errors import CatalogError
from news.models import Topic, TopicSlug
from topics.language import LANGUAGES
from topics.normal import folded

CATALOG = Path(__file__).with_name("catalog")
SHARED = "shared.toml"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG_LIMIT = 40  # what fits into a button's 64 bytes with room for the rest
_WORDS = frozenset({"terms", "hints", "exact"})
_RULE = _WORDS | {"needs", "unless"}
_TOPIC = _RULE | {"names", "words", "also", "typed", "parents", "broad", "when"}
_PHRASE = _RULE | {"topics"}
_LISTS = _PHRASE | {"also", "typed", "parents"}
_BY_LANGUAGE = frozenset({"names", "words"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A phrase that speaks for topics, or, with no topics, for nothing: it shields its words."""

    text: str
    topics: tuple[TopicSlug, ...]
    sure: bool = True
    """Enough by itself (for a broad topic: near the top); else it needs the title or company."""
    exact: bool = False
    """Counts only as written here: capitals, plural or not."""
    needs: tuple[str, ...] = ()
    """One of these must stand near it."""
    unless: tuple[str, ...] = ()
    """None of these may."""
    language: str = "en"
    """In texts of which language it counts; an English one also elsewhere, if it cannot mislead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Every topic in its order, and every term."""

    topics: Mapping[TopicSlug, Topic]
    terms: tuple[Term, ...]
    synonyms: Mapping[TopicSlug, tuple[str, ...]]
    """Other names for the whole topic, those included that mean it only when they are typed."""
    broad: frozenset[TopicSlug]
    """Topics that are more than any one of their terms."""
    ancestors: Mapping[TopicSlug, tuple[TopicSlug, ...]]
    """All a topic is part of, nearest first."""


def load(folder: Path = CATALOG) -> Catalog:
    """Read the catalog. Raises CatalogError that names the file and line."""
    files = [_File(path) for path in sorted(folder.glob("*.toml"))]
    shelves = [file for file in files if file.path.name != SHARED]
    topics: dict[TopicSlug, Topic] = {}
    for file in shelves:
        for slug, topic in file.topics.items():
            if slug in topics:
                raise file.error(f"[{slug}]", f"the slug {slug!r} is taken")
            topics[slug] = topic
    return Catalog(
        topics=MappingProxyType(topics),
        terms=_terms(files, topics),
        synonyms=MappingProxyType({k: v for file in shelves for k, v in file.synonyms.items()}),
        broad=frozenset[TopicSlug]().union(*(file.broad for file in shelves)),
        ancestors=MappingProxyType({slug: _ancestors(slug, topics, shelves) for slug in topics}),
    )


class _File:
    """One file of the catalog, able to say where something in it stands.

    It keeps what it says, and not how: all files as they are parsed would take twice the memory.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # `Any`: TOML has no types of ours; the shapes are checked below.
            content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise CatalogError(f"{path.name}: {error}") from error
        sections = {TopicSlug(k): v for k, v in content.items() if isinstance(v, dict)}
        for slug, section in sections.items():
            self._check(section, _TOPIC, f"[{slug}]")
        group = str(content.get("group", ""))
        self.topics = {slug: self._topic(slug, s, group) for slug, s in sections.items()}
        self.terms = (*self._own_terms(sections), *self._phrases(content.get("phrase", ())))
        self.synonyms = {
            slug: (*s.get("also", ()), *s.get("typed", ())) for slug, s in sections.items()
        }
        self.broad = frozenset(slug for slug, s in sections.items() if s.get("broad"))

    def error(self, about: str, reason: str, *, within: str = "") -> CatalogError:
        """The error, with the first line that mentions what it is about, after its section's."""
        text = self.path.read_text(encoding="utf-8")
        start = max(text.find(within), 0)
        at = max(text.find(about, start), start)
        line = text.count("\n", 0, at) + 1
        return CatalogError(f"{self.path.name}:{line}: {reason}")

    def _topic(self, slug: TopicSlug, section: Mapping[str, Any], group: str) -> Topic:
        if not _SLUG.fullmatch(slug) or len(slug) > _SLUG_LIMIT:
            raise self.error(f"[{slug}]", f"{slug!r} is no slug")
        names = section.get("names", {})
        if not names.get("en"):
            raise self.error(f"[{slug}]", f"{slug!r} has no English name")
        return Topic(
            slug=slug,
            names=MappingProxyType(dict(names)),
            parents=tuple(TopicSlug(parent) for parent in section.get("parents", ())),
            group=group,
        )

    def _own_terms(self, sections: Mapping[TopicSlug, Mapping[str, Any]]) -> Iterator[Term]:
        for slug, section in sections.items():
            own = [*_rule_terms(section, (slug,))]
            for when in section.get("when", ()):
                self._check(when, _RULE, f"[{slug}.when]")
                own += _rule_terms(when, (slug,))
            yield from own
            yield from _names_as_terms(section, slug, own)

    def _phrases(self, phrases: Iterable[Mapping[str, Any]]) -> Iterator[Term]:
        for phrase in phrases:
            self._check(phrase, _PHRASE, "[[phrase]]")
            yield from _rule_terms(phrase, tuple(TopicSlug(s) for s in phrase.get("topics", ())))

    def _check(self, section: Mapping[str, Any], known: frozenset[str], about: str) -> None:
        for key, value in section.items():
            if key not in known:
                raise self.error(key, f"{about} has an unknown key {key!r}", within=about)
            if reason := _shape(key, value):
                raise self.error(key, f"{about} {key}: {reason}", within=about)
            for language in value if key in _BY_LANGUAGE else ():
                if language not in LANGUAGES:
                    where = f"{key}.{language}"
                    raise self.error(where, f"{about} {where}: no language we know", within=about)


def _shape(key: str, value: Any) -> str:
    """What is wrong with the shape of a value; nothing if it is as it should be."""
    if key in _LISTS and not _is_list_of(str, value):
        return "no list of texts"  # a bare text would pass for a list of its letters
    if key in _BY_LANGUAGE and not isinstance(value, dict):
        return "nothing by language"
    if key == "names" and not all(isinstance(name, str) for name in value.values()):
        return "no texts by language"
    if key == "words" and not all(_is_list_of(str, listed) for listed in value.values()):
        return "no lists of texts by language"
    if key == "when" and not _is_list_of(dict, value):
        return "no list of rules"
    if key == "broad" and not isinstance(value, bool):
        return "neither true nor false"
    return ""


# Each is asked for when its topic is read, and again when it is compared with all others.
_form = lru_cache(1 << 12)(folded)


def _is_list_of(kind: type, value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _rule_terms(rule: Mapping[str, Any], topics: tuple[TopicSlug, ...]) -> Iterator[Term]:
    needs, unless = tuple(rule.get("needs", ())), tuple(rule.get("unless", ()))
    for kind in sorted(_WORDS & rule.keys()):
        for text in rule[kind]:
            yield Term(
                text=text,
                topics=topics,
                sure=kind != "hints",
                exact=kind == "exact",
                needs=needs,
                unless=unless,
            )


def _names_as_terms(
    section: Mapping[str, Any], slug: TopicSlug, own: Iterable[Term]
) -> Iterator[Term]:
    """What a topic is called is sure, unless its own rules say otherwise."""
    known = {("en", _form(term.text)) for term in own}
    names, words = section["names"], section.get("words", {})
    said = [("en", name) for name in (*section.get("also", ()), names["en"])]
    said += [(language, word) for language, listed in words.items() for word in listed]
    said += [(language, name) for language, name in names.items() if language != "en"]
    for language, text in said:
        form = (language, _form(text))
        if form not in known:
            known.add(form)
            yield Term(text=text, topics=(slug,), language=language)


def _terms(files: Sequence[_File], topics: Mapping[TopicSlug, Topic]) -> tuple[Term, ...]:
    seen: dict[tuple[str, ...], Term] = {}
    for file in files:
        for term in file.terms:
            form = _form(term.text)
            _check_term(term, form, topics, file)
            key = (form, term.text if term.exact else "", term.language, *term.needs)
            if key in seen:
                owners = " and ".join(sorted({*seen[key].topics, *term.topics})) or "no topic"
                reason = f"{term.text!r} stands twice ({owners}); shared phrases go to {SHARED}"
                raise file.error(f'"{term.text}"', reason)
            seen[key] = term
    return tuple(seen.values())


def _check_term(term: Term, form: str, topics: Mapping[TopicSlug, Topic], file: _File) -> None:
    if not form:
        raise file.error(f'"{term.text}"', f"{term.text!r} has no words")
    for slug in term.topics:
        if slug not in topics:
            raise file.error(f'"{slug}"', f"{slug!r} is no topic")


def _ancestors(
    slug: TopicSlug, topics: Mapping[TopicSlug, Topic], files: Iterable[_File]
) -> tuple[TopicSlug, ...]:
    """Breadth first, so that the nearest come first."""
    found: dict[TopicSlug, None] = {}
    waiting = list(topics[slug].parents)
    for parent in waiting:  # grows while it is read
        if parent not in topics or parent == slug:
            reason = f"{parent!r} is no topic" if parent != slug else "is part of itself"
            raise _home(slug, files).error(f"[{slug}]", f"[{slug}] parents: {reason}")
        if parent not in found:
            found[parent] = None
            waiting += topics[parent].parents
    return tuple(found)


def _home(slug: TopicSlug, files: Iterable[_File]) -> _File:
    return next(file for file in files if slug in file.topics)
