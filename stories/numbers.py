"""The figures of a text, however they are written: “one in five” is 20 per cent."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRITTEN = {word: float(number) for number, word in enumerate(_ONES)} | {
    word: 10.0 * number for number, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
}
_PARTS = {"half": 50, "halve": 50, "halves": 50, "halved": 50, "halving": 50} | {
    "third": 33,
    "thirds": 33,
    "quarter": 25,
    "quarters": 25,
    "fifth": 20,
    "fifths": 20,
}
_PER_CENT = {"%", "percent", "percentage", "pc"}
_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)(k|mn?|bn)?")
_MARKED = re.compile(r"([^\W\d_]{3,})(\d{1,4})")
"""Trials and strains are numbered like this: Breast05, Covid19."""
_THOUSANDS = re.compile(r",(?=\d{3}(?:\D|$))")
_HUNDRED = 100
_YEARS = frozenset(map(str, range(1900, 2050)))
SMALL = 12
"""Up to here numbers say little: two drugs, three months, the first of ten."""


def figures(tokens: Sequence[str], above: float = SMALL) -> Iterator[str]:
    """The numbers that tell: `20%`, `412`, `2000000`; small counts are left out."""
    at = 0
    while at < len(tokens):
        value, length = _number(tokens, at)
        if value is None:
            at += 1
            continue
        at += length
        if _is_per_cent(tokens, at):
            yield f"{value:.3g}%"
        elif at < len(tokens) - 1 and value == 1 and tokens[at] in {"in", "of"}:
            yield from _one_in(tokens, at + 1)
        elif value > above:
            yield f"{value:.15g}"
    yield from (f"{_PARTS[token]}%" for token in tokens if token in _PARTS)


def _number(tokens: Sequence[str], at: int) -> tuple[float | None, int]:
    """The number that begins there, and how many tokens it takes."""
    value = _value(tokens[at])
    if value is None:
        return None, 1
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if following in _SCALES:
        return value * _SCALES[following], 2
    unit = _WRITTEN.get(following, 0.0)
    if tokens[at] in _WRITTEN and value >= 20 and 0 < unit < 10:  # twenty-five
        return value + unit, 2
    return value, 1


def _value(token: str) -> float | None:
    if token in _WRITTEN:
        return _WRITTEN[token]
    digits = _DIGITS.fullmatch(token)
    if digits is None or len(token) > 15:
        return None
    plain = _THOUSANDS.sub("", digits[1]).replace(",", ".")
    scale = _SCALES.get(digits[2], 1.0)
    return float(plain) * scale if plain.count(".") < 2 else None


def _is_per_cent(tokens: Sequence[str], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at] in _PER_CENT or (tokens[at] == "per" and tokens[at + 1 : at + 2] == ["cent"])
    )


def _one_in(tokens: Sequence[str], at: int) -> Iterator[str]:
    value, _ = _number(tokens, at)
    if value:
        yield f"{100 / value:.2g}%"


def meet(some: AbstractSet[str], others: AbstractSet[str]) -> AbstractSet[str]:
    """Those of `some` that are in `others`, exactly or rounded: 20,055 newborns are 20,000."""
    return {one for one in some if one in others or any(_is_rounded(one, o) for o in others)}


def counted(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The numbers with the words beside them: 68 “dead”, 24% “loss”, “Kardia” 2."""
    at = 0
    while at < len(tokens):
        value, length = _number(tokens, at)
        if value is None and (marked := _MARKED.fullmatch(tokens[at])):
            yield marked[1], f"{float(marked[2]):.15g}"
        if value is not None:
            after = at + length
            if _is_share(tokens[after : after + 2]):
                at = after + 2  # “four in ten patients” are not ten
                continue
            mark = "%" if _is_per_cent(tokens, after) else ""
            after += bool(mark) + (tokens[after : after + 1] == ["per"])
            for beside in (*tokens[max(at - 1, 0) : at], *tokens[after : after + 2]):
                yield beside, f"{value:.15g}{mark}"
        at += length


def _is_share(following: Sequence[str]) -> bool:
    return len(following) > 1 and following[0] == "in" and _value(following[1]) is not None


def is_unusual(figure: str) -> bool:
    """Whether hardly two stories of a week give it: 22.7%, 3,127, 61,300, but not 7,000 or 50%."""
    digits = figure.rstrip("%")
    if figure.endswith("%"):
        return "." in digits
    return float(digits) >= _HUNDRED and len(digits.rstrip("0")) > 1 and digits not in _YEARS


def is_small(figure: str) -> bool:
    """Whether many stories give such a figure: a percentage, or a number below a hundred."""
    return figure.endswith("%") or float(figure) < _HUNDRED


def _is_rounded(one: str, other: str) -> bool:
    if one.endswith("%") or other.endswith("%"):
        return False
    low, high = sorted((float(one), float(other)))
    return low >= _HUNDRED and any(
        float(f"{exact:.{digits}g}") == rounded
        for rounded, exact in ((low, high), (high, low))
        for digits in (1, 2)
    )
