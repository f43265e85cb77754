"""What shows that two short tellings with rare things in common are of two events all the same."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from stories.acts import acts
from stories.conflicts import COUNTED, DEATH, LATER, STUDY, are_disjoint, differ_plainly, named
from stories.kinds import Kind, kind_of
from stories.medicines import is_medicine
from stories.numbers import meet
from stories.wording import Wording
from stories.words import RARE, weight

_VAGUE = named("survival death cancer birth scan screening gene surgery tumour stress")
"""What one outlet names and another may leave out, or call by something else."""
_TELLING = acts(named("approve reject resign sue buy arrest recover reopen recall widen death"))
"""What no outlet leaves out where it is the news."""
_PRODUCTS = acts(named("approve reject recall"))
_FRAME = 2
"""So many words in the same place at the start and the end of two headlines are a template."""
_SAYS_LITTLE = 0.2


def collide(a: Wording, b: Wording) -> bool:
    """Whether they name what sets their events apart.

    Outlets that tell one event choose other words for it; the next event of its kind comes in the
    same words with something else in their midst.
    """
    return (
        differ_plainly(a, b)
        or _are_counted_apart(a, b)
        or _are_two_acts(a, b)
        or _are_two_products(a, b)
        or _fill_one_template(a, b)
        or _is_one_of_several(a, b)
        or _died_of_two_causes(a, b)
        or any(_have_their_own(kind, a, b) for kind in (Kind.CONDITION, Kind.CAUSE))
    )


def _are_counted_apart(a: Wording, b: Wording) -> bool:
    """24% of the weight and 29%, 14 dead and 21 dead, Kardia-1 and Kardia-2."""
    return any(
        not meet(a.counts[what], b.counts[what]) and not meet(b.counts[what], a.counts[what])
        for what in a.counts.keys() & b.counts.keys()
    )


def _are_two_acts(a: Wording, b: Wording) -> bool:
    """One headline tells of a ban, the other of a lawsuit; or only one of a death at all."""
    own, others = a.title_acts - b.acts, b.title_acts - a.acts
    if own and others and a.title_acts.isdisjoint(b.title_acts):
        return True
    # In studies “death” is what is counted, and whoever tells of it may say “survival”.
    return bool(_TELLING & (own | others)) and not STUDY & (a.all.keys() | b.all.keys())


def _are_two_products(a: Wording, b: Wording) -> bool:
    """Both are of a decision on a product, and they have no name in common but name others."""
    return (
        bool(_PRODUCTS & a.acts & b.acts)
        and a.medicines.isdisjoint(b.medicines)
        and are_disjoint(_names(a), _names(b))
    )


def _fill_one_template(a: Wording, b: Wording) -> bool:
    """Both headlines begin or end alike, and in the rest each says what the other telling lacks."""
    one, other = list(a.title), list(b.title)
    alike = _alike_at_start(one, other)
    at_end = min(_alike_at_start(one[::-1], other[::-1]), min(len(one), len(other)) - alike)
    return (
        alike + at_end >= _FRAME
        and _says_more(one[alike : len(one) - at_end], b)
        and _says_more(other[alike : len(other) - at_end], a)
    )


def _says_more(some: Iterable[str], telling: Wording) -> bool:
    return any(weight(term) > _SAYS_LITTLE and term not in telling.all for term in some)


def _alike_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_one_of_several(a: Wording, b: Wording) -> bool:
    """A second death, or a third case: the other may tell of the one before."""
    return any(
        COUNTED & one.title.keys() and LATER & set(one.headline.split()) - other.tokens
        for one, other in ((a, b), (b, a))
    )


def _died_of_two_causes(a: Wording, b: Wording) -> bool:
    """Both headlines tell of a death, each of another one."""
    one, other = (each.kinds[Kind.CONDITION] - _VAGUE for each in (a, b))
    return bool(DEATH & a.title.keys() & b.title.keys()) and are_disjoint(one, other)


def _have_their_own(kind: Kind, a: Wording, b: Wording) -> bool:
    """Both headlines name something of the kind that the other telling never mentions."""
    return all(one.kinds[kind] - other.all.keys() - _VAGUE for one, other in ((a, b), (b, a)))


def _names(some: Wording) -> AbstractSet[str]:
    """Firms, brands, medicines, people; where it happened is told by one and not by another."""
    return {
        term
        for term in some.capitals - some.small
        if is_medicine(term) or (weight(term) >= RARE and kind_of(term) is None)
    }
