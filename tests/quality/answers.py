"""What the bot answers to the items of the sample: by the same commands that scripts use."""

import json
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from bot.batch import answer

Item = Mapping[str, Any]


def classified(items: Iterable[Item]) -> list[Item]:
    """Topics and evidence of each item, in order."""
    return _answers("classify", ({"id": n, **_read(item)} for n, item in enumerate(items)))


def same(items: Iterable[Item]) -> list[bool]:
    """Whether each pair tells one story."""
    pairs = (
        {"id": n, "a": _read(item["a"]), "b": _read(item["b"])} for n, item in enumerate(items)
    )
    return [told["same"] for told in _answers("same-story", pairs)]


def matched(queries: Mapping[str, Sequence[Item]]) -> Mapping[str, list[bool]]:
    """Per query which of its items a follower of these words would have been sent."""
    asked = [{"type": "query", "qid": query, "query": query} for query in queries]
    items = [
        {"type": "item", "id": f"{query} {n}", **_read(item)}
        for query, listed in queries.items()
        for n, item in enumerate(listed)
    ]
    told = {told["qid"]: set(told["ids"]) for told in _answers("match-words", [*asked, *items])}
    return {
        query: [f"{query} {n}" in told[query] for n in range(len(listed))]
        for query, listed in queries.items()
    }


def _read(item: Item) -> dict[str, Any]:
    """What the bot gets to see of it."""
    return {name: item.get(name) for name in ("title", "summary", "url", "date")}


def _answers(command: str, lines: Iterable[Item]) -> list[Item]:
    asked = StringIO("".join(json.dumps(line) + "\n" for line in lines))
    told = StringIO()
    answer(command, asked, told)
    return [json.loads(line) for line in told.getvalue().splitlines()]
