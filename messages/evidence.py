"""The evidence behind an article, in plain words: a label to read before the summary."""

from collections.abc import Iterator

from messages.html import one_line
from messages.texts import Speaker
from news.models import Design, Evidence, Review, Studied

QUOTED = 160
"""More of a quotation than this is no help to find it."""

_ORDER = (Studied.PEOPLE, Studied.ANIMALS, Studied.CELLS)


def in_words(evidence: Evidence, say: Speaker) -> str:
    """Like “In people · randomised trial · peer-reviewed”; it always says something."""
    words = [*_kind(evidence, say), *_caution(evidence, say), *_review(evidence, say)]
    line = " · ".join(words)
    return line[:1].upper() + line[1:]


def is_stated(evidence: Evidence) -> bool:
    """Whether there is anything to say beyond that nothing was stated."""
    return evidence != Evidence(spans=evidence.spans)


def basis(evidence: Evidence, say: Speaker) -> Iterator[str]:
    """A line for each of the three axes: what is said of it, and the words it rests on."""
    subjects = "-".join(each.value for each in _ORDER if each in evidence.subjects)
    design, reviewed = evidence.design, evidence.reviewed
    said = {
        "design": "" if design is Design.NOT_STATED else say(f"design-{design.value}"),
        "subjects": say(f"studied-{subjects}") if subjects else "",
        "reviewed": "" if reviewed is Review.NOT_STATED else say(f"reviewed-{reviewed.value}"),
    }
    for axis, value in said.items():
        quoted = one_line(evidence.spans.get(axis, ""), QUOTED)
        stated = ("quoted" if quoted else "unquoted") if value else "no"
        yield say(f"basis-{axis}", stated=stated, value=value, words=quoted)


def _kind(evidence: Evidence, say: Speaker) -> list[str]:
    subjects = set(evidence.subjects)
    if evidence.design is Design.ANIMAL:
        subjects.discard(Studied.ANIMALS)  # “animal study” has said it
    studied = "-".join(each.value for each in _ORDER if each in subjects)
    words = [say(f"studied-{studied}")] if studied else []
    if evidence.design is not Design.NOT_STATED:
        words.append(say(f"design-{evidence.design.value}"))
    return words or [say("design-not-stated")]


def _caution(evidence: Evidence, say: Speaker) -> list[str]:
    if evidence.subjects and Studied.PEOPLE not in evidence.subjects:
        return [say("not-in-people")]
    return []


def _review(evidence: Evidence, say: Speaker) -> list[str]:
    if evidence.reviewed is Review.NOT_STATED:
        return []
    return [say(f"reviewed-{evidence.reviewed.value}")]
