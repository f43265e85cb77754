"""What the answers to the sample come to, in a page of text."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from news.models import TopicSlug
from tests.quality.answers import Item, classified, matched, same
from tests.quality.sample import read
from tests.quality.scores import Score, compare, mean, total
from topics.catalog import load

AXES = ("design", "subjects", "reviewed")
NOTHING = "not-stated"
HUMAN_DESIGNS = frozenset({"randomised-trial", "trial", "observational", "case-report"})


def topics(items: list[Item]) -> Iterator[str]:
    """By language, and those topics that are right least often."""
    ancestors = load().ancestors
    answers = [set(answer["topics"]) for answer in classified(items)]
    scores: dict[str, list[Score]] = {}
    by_topic: dict[str, list[Score]] = {}
    for item, said in zip(items, answers, strict=True):
        wanted = _closed(item["topics"], ancestors)
        also = _closed(item.get("ok", ()), ancestors) - wanted
        scores.setdefault(item["language"], []).append(compare(said, wanted, also))
        for topic in said | wanted:
            one = compare(said & {topic}, wanted & {topic}, also & {topic})
            by_topic.setdefault(topic, []).append(one)
    per_topic = {topic: total(found) for topic, found in by_topic.items()}
    yield f"topics, {len(items)} items: {total(one for s in scores.values() for one in s)}"
    yield f"  mean F1 of {len(per_topic)} topics: {mean(s.f1 for s in per_topic.values()):.3f}"
    for language, found in sorted(scores.items()):
        yield f"  {language} ({len(found)}): {total(found)}"
    worst = sorted(per_topic, key=lambda topic: (per_topic[topic].f1, topic))[:10]
    yield "  lowest: " + ", ".join(f"{topic} {per_topic[topic].f1:.2f}" for topic in worst)


def words(items: list[Item]) -> Iterator[str]:
    """Over all queries, and the queries that find the wrong things."""
    told = matched({item["query"]: [*item["yes"], *item["no"]] for item in items})
    scores = {
        item["query"]: compare(
            {str(n) for n, found in enumerate(told[item["query"]]) if found},
            {str(n) for n in range(len(item["yes"]))},
            set(),
        )
        for item in items
    }
    yield f"followed words, {len(items)} queries: {total(scores.values())}"
    yield f"  mean F1 of the queries: {mean(score.f1 for score in scores.values()):.3f}"
    wrong = [query for query, score in scores.items() if score.f1 < 1]
    yield f"  not all right: {', '.join(wrong) or 'none'}"


def stories(items: list[Item]) -> Iterator[str]:
    """Pairs that tell one story, and pairs that only look so."""
    found: Counter[tuple[bool, bool]] = Counter(
        (item["same"], said) for item, said in zip(items, same(items), strict=True)
    )
    score = Score(found=found[True, True], wrong=found[False, True], missed=found[True, False])
    yield f"same story, {len(items)} pairs: {score}"
    yield f"  joined wrongly: {found[False, True]}, not joined: {found[True, False]}"


def evidence(items: list[Item]) -> Iterator[str]:
    """The errors that must not be, then how often each axis is right, and who is taken for whom."""
    answers = [answer["evidence"] for answer in classified(items)]
    read_as = list(zip(items, answers, strict=True))
    yield f"evidence, {len(items)} items"
    yield f"  people claimed and not stated: {_count(read_as, claims_people)}"
    yield f"  animals or cells taken for people: {_count(read_as, humanises)}"
    for axis in AXES:
        right = mean(float(_is_right(i, a, axis)) for i, a in read_as)
        spoken = [(i, a) for i, a in read_as if _says(a, axis)]
        stated = [(i, a) for i, a in read_as if _says(i, axis)]
        precision = mean(float(_is_right(i, a, axis)) for i, a in spoken)
        coverage = mean(float(_says(a, axis)) for _, a in stated)
        yield f"  {axis}: right {right:.3f}, when it speaks {precision:.3f}, covers {coverage:.3f}"
    all_right = mean(float(all(_is_right(i, a, axis) for axis in AXES)) for i, a in read_as)
    yield f"  all three right: {all_right:.3f}"
    confused = Counter(
        (i["design"], a["design"]) for i, a in read_as if not _is_right(i, a, "design")
    )
    for (truth, said), times in confused.most_common(8):
        yield f"  {truth} read as {said}: {times}"


def claims_people(item: Item, answer: Item) -> bool:
    """People are said to have been studied, and no reading of the item says so."""
    return "people" in answer["subjects"] and not any("people" in s for s in _subjects(item))


def humanises(item: Item, answer: Item) -> bool:
    """Animals, cells or a bench were studied, and the answer shows people."""
    is_bench = bool(item["subjects"]) or item["design"] in {"animal", "laboratory"}
    if not is_bench or any("people" in subjects for subjects in _subjects(item)):
        return False
    is_human = answer["design"] in HUMAN_DESIGNS - _right(item, "design")
    return "people" in answer["subjects"] or is_human


def _count(read_as: list[tuple[Item, Item]], is_wrong: Callable[[Item, Item], bool]) -> int:
    return sum(is_wrong(item, answer) for item, answer in read_as)


def _is_right(item: Item, answer: Item, axis: str) -> bool:
    if axis == "subjects":
        return set(answer["subjects"]) in _subjects(item)
    return answer[axis] in _right(item, axis)


def _right(item: Item, axis: str) -> frozenset[str]:
    return frozenset({item[axis], *item.get("ok", {}).get(axis, ())})


def _subjects(item: Item) -> list[set[str]]:
    return [set(item["subjects"]), *map(set, item.get("ok", {}).get("subjects", ()))]


def _says(answer: Item, axis: str) -> bool:
    return answer[axis] not in (NOTHING, [])


def _closed(slugs: Iterable[str], ancestors: Mapping[TopicSlug, tuple[TopicSlug, ...]]) -> set[str]:
    closed: set[str] = set()
    for slug in slugs:
        closed |= {slug, *ancestors[TopicSlug(slug)]}
    return closed


REPORTS: Mapping[str, Callable[[list[Any]], Iterator[str]]] = {
    "topics": topics,
    "words": words,
    "stories": stories,
    "evidence": evidence,
}


def page(parts: Iterable[str]) -> str:
    """The figures of these parts."""
    return "\n".join(line for part in parts for line in REPORTS[part](read(part)))
