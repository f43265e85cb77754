"""Small catalogs for these tests: a few terms, and the topics they speak for."""

from collections.abc import Mapping
from types import MappingProxyType

from news.models import Topic, TopicSlug
from tests.topics.entries import an_entry
from topics.catalog import Catalog, Term
from topics.matcher import Matcher


def a_term(
    text: str,
    *topics: str,
    language: str = "en",
    sure: bool = True,
    exact: bool = False,
    needs: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
) -> Term:
    """A term that speaks for these topics."""
    return Term(
        text=text,
        topics=tuple(map(TopicSlug, topics)),
        language=language,
        sure=sure,
        exact=exact,
        needs=needs,
        unless=unless,
    )


def a_matcher(*terms: Term, broad: str = "", parents: Mapping[str, str] | None = None) -> Matcher:
    """A matcher of these terms; each topic has at most one parent."""
    parents = parents or {}
    slugs = dict.fromkeys([*(slug for term in terms for slug in term.topics), *parents.values()])
    topics = {
        TopicSlug(slug): Topic(slug=TopicSlug(slug), names={"en": slug}, parents=(), group="")
        for slug in slugs
    }
    return Matcher(
        Catalog(
            topics=MappingProxyType(topics),
            terms=terms,
            synonyms={},
            broad=frozenset(map(TopicSlug, broad.split())),
            ancestors={
                slug: (TopicSlug(parents[slug]),) if slug in parents else () for slug in topics
            },
        )
    )


def found_by(matcher: Matcher, title: str, text: str = "", *categories: str) -> set[str]:
    """What such an entry is about."""
    return {match.subject for match in matcher.match(an_entry(title, text, *categories))}
