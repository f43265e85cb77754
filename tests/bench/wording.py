"""How long it takes to find who follows the words of an entry, where very many are followed."""

import time
from collections.abc import Iterator
from itertools import islice
from random import Random

from news.models import Phrase, PhraseId
from tests.bench.editing import entries
from tests.bench.figures import Figure
from tests.bench.sizes import Sizes
from topics.catalog import load
from topics.normal import plain
from topics.rings import load_rings
from topics.sought import Interpreter
from topics.words import PhraseMatcher

_SYLLABLES = ("ba", "do", "fen", "gri", "la", "mo", "nu", "pra", "rin", "so", "ti", "vex")


async def words(sizes: Sizes) -> list[Figure]:
    """An entry against all followed words, and what it takes to follow one more."""
    interpreter = Interpreter.of(load(), load_rings())
    matcher, taken = PhraseMatcher(interpreter=interpreter), []
    for number, text in enumerate(islice(_queries(Random(1), sizes), sizes.phrases)):
        started_at = time.perf_counter()
        matcher.add(Phrase(id=PhraseId(number), text=text))
        taken.append((time.perf_counter() - started_at) * 1_000)
    found = []
    for entry in entries(sizes.texts):
        started_at = time.perf_counter()
        matcher.match(entry)
        found.append((time.perf_counter() - started_at) * 1_000)
    count = f"{sizes.phrases:,}"
    return [
        Figure(part="words", name=f"{count} followed words in an article", unit="ms", values=found),
        Figure(part="words", name=f"one more after up to {count}", unit="ms", values=taken),
    ]


def _queries(chance: Random, sizes: Sizes) -> Iterator[str]:
    """Distinct ones: half words in a row, half pairs; of names, of words of the entries."""
    names = [word for ring in load_rings() for word in ring.same]
    said = [word for entry in entries(sizes.texts) for word in plain(entry.text).split()]
    strange = ["".join(chance.choices(_SYLLABLES, k=4)) for _ in range(20_000)]
    asked = set[str]()
    while True:
        kinds = chance.choices((names, said, strange), weights=(50, 2, 48), k=2)
        first, second = map(chance.choice, kinds)
        query = f'"{first} {second}"' if chance.random() < 0.5 else f"{first} {second}"
        if query not in asked:
            asked.add(query)
            yield query
