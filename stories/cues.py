r"""Cues: patterns in plain words that are searched only where they can be found.

A search tries every alternative at every word, and most texts hold none of them. So each cue knows
fragments of which one must stand in whatever it finds, and looks for those first: `in` is about
thirty times quicker than a search. And a search that minds the case, in a text in lower case, is
four times quicker than one that does not: it passes over alternatives by their first letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Fragments = frozenset[str]
_ANYTHING: Fragments = frozenset({""})

_SYMBOLS = re.compile(
    r"\\. | \[(?:\\.|[^\]])*\] | \(\?[-a-z]*[:=!] | \(\?<[=!] | [()|]"
    r"| [*+?]\?? | \{[^}]*\}\?? | .",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A pattern, and lower-case fragments of which its finds hold at least one."""

    pattern: re.Pattern[str]
    fragments: Fragments

    def search(self, text: str, lowered: str) -> re.Match[str] | None:
        for fragment in self.fragments:
            if fragment in lowered:
                return self.pattern.search(text)
        return None


@dataclass(frozen=True, slots=True)
class Cue:
    """What to search for in lower case, and what only in the case it is written in."""

    plain: _Part | None
    cased: _Part | None

    def search(self, text: str) -> str | None:
        """The first words that match, as they stand in the text, or None."""
        lowered = _lower(text)
        first = self.plain.search(lowered, lowered) if self.plain else None
        other = self.cased.search(text, lowered) if self.cased else None
        if other and not (first and first.start() <= other.start()):
            first = other
        return text[first.start() : first.end()] if first else None


def cue(words: str) -> Cue:
    r"""A cue that starts at a word, in any case but for what stands in `(?-i:…)`.

    Its alternatives stand on lines of their own or between “ | ”; a line that ends in a backslash
    goes on below; a space stands for any white space. Gaps are bounded, `(?:\S+ ){0,4}`, so that
    a search stays linear in the text.
    """
    whole_lines = re.sub(r"\\\n\s*", "", words.strip())
    spaced = [
        line.replace(" ?", r"\s*").replace(" ", r"\s+")
        for line in re.split(r"\n\s*|\s\|\s", whole_lines)
    ]
    return Cue(
        plain=_part([_lower_letters(line) for line in spaced if "(?-i:" not in line], re.NOFLAG),
        cased=_part([line for line in spaced if "(?-i:" in line], re.IGNORECASE),
    )


def _part(alternatives: Sequence[str], flags: re.RegexFlag) -> _Part | None:
    if not alternatives:
        return None
    either = "|".join(alternatives)
    return _Part(re.compile(rf"(?<!\w)(?:{either})", flags), fragments_of(either))


def _lower(text: str) -> str:
    """In lower case and of the same length: “İ” would become two characters."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _lower_letters(pattern: str) -> str:
    r"""The pattern for lower-case text; `\S` stays what it is."""
    return re.sub(
        r"\\.|[A-Z]", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), pattern
    )


def fragments_of(pattern: str) -> Fragments:
    """Fragments of which each match of the pattern holds one; the empty one if none is sure."""
    return _shortest(_of_options(iter(_SYMBOLS.findall(pattern))))


def _of_options(symbols: Iterator[str]) -> Fragments:
    """What a match of one of the options before the closing bracket holds."""
    options: list[Fragments] = []
    parts: list[Fragments] = []
    run = ""
    for symbol in symbols:
        if symbol == ")":
            break
        if symbol == "|":
            options.append(_surest([*parts, frozenset({run})]))
            parts, run = [], ""
        elif symbol[0] == "(":
            parts += [frozenset({run}), _of_group(symbol, symbols)]
            run = ""
        elif symbol[0] in "?*{":
            # What may be missing proves nothing: the last letter, or the last group.
            parts = [*parts, frozenset({run[:-1]})] if run else parts[:-1]
            run = ""
        elif len(symbol) == 1 and symbol not in ".+^$":
            run += symbol.lower()
        else:
            parts += [frozenset({run}), _ANYTHING]
            run = ""
    return frozenset().union(*options, _surest([*parts, frozenset({run})]))


def _of_group(opening: str, symbols: Iterator[str]) -> Fragments:
    inside = _of_options(symbols)
    is_part_of_the_match = opening[-1] in ":("
    return inside if is_part_of_the_match else _ANYTHING


def _surest(parts: list[Fragments]) -> Fragments:
    """The part that is rarest in texts: the longest, and of short ones the sign, not the letter."""
    return max(parts, key=lambda part: (min(map(len, part)), not "".join(part).isalnum()))


def _shortest(fragments: Fragments) -> Fragments:
    """Without those that hold another one."""
    return frozenset(f for f in fragments if not any(o in f for o in fragments if o != f))
