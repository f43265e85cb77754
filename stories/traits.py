"""What articles that may tell one story have in common: the keys to look them up by."""

from stories.kinds import kind_of
from stories.numbers import is_small
from stories.wording import Wording, wording

_MOST = 16
"""Of more, the rest would bring strangers."""
_FEWEST = 8
"""Among so many there may be everyday words, if the title has them: “harm”, “good”, “death”."""
_TELLING = 0.35
"""The weight of a word that is not an everyday one."""
_LENGTH = 40
_DEED = 1.2
"""What is done to a medicine: a headline and a line may have no more in common than this."""


def traits(title: str, text: str) -> tuple[str, ...]:
    """The words, names and figures that tell most, the most telling first.

    Two articles that share two of these may tell one story; `same_story` says whether they do.
    """
    said = wording(title, text)
    worth = _worth(said)
    keys: list[str] = []
    for key in sorted(worth, key=lambda key: (-worth[key], key)):
        is_telling = said.all.get(key, 1.0) >= _TELLING
        if is_telling or (key in said.title and len(keys) < _FEWEST):
            keys.append(key[:_LENGTH])
    return tuple(dict.fromkeys(keys))[:_MOST]


def _worth(said: Wording) -> dict[str, float]:
    """A rare word most; a bit more what the title says, and what names a thing."""
    return (
        {
            term: weight + 0.3 * (term in said.title) + 0.2 * (kind_of(term) is not None)
            for term, weight in said.all.items()
        }
        | {f"{medicine} {act}": _DEED for medicine in said.medicines for act in said.title_acts}
        | {figure: 0.5 if is_small(figure) else 1.0 for figure in said.figures}
    )
