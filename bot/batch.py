"""Answers about articles on stdin: what they are about, whether they tell the same story."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TextIO

from bot.desk import NewsDesk
from news.errors import SettingsError
from news.models import Entry, Phrase, PhraseId, phrase_subject
from stories.identity import Telling, same_story
from topics.catalog import load
from topics.library import Library
from topics.matcher import Matcher
from topics.words import PhraseMatcher

Record = dict[str, Any]


def answer(command: str, lines: TextIO, out: TextIO) -> int:
    """Answer every line of JSON by a line of JSON, in the same order."""
    out.writelines(
        json.dumps(record, ensure_ascii=False) + "\n"
        for record in _COMMANDS[command](_records(lines))
    )
    return 0


def _classify(records: Iterator[Record]) -> Iterator[Record]:
    desk = NewsDesk(Matcher(load()))
    for record in records:
        draft = desk.read(_entry(record))
        yield {
            "id": record["id"],
            "topics": [match.subject for match in draft.matches],
            "because": {match.subject: list(match.because) for match in draft.matches},
            "evidence": {
                "design": draft.evidence.design,
                "subjects": sorted(draft.evidence.subjects),
                "reviewed": draft.evidence.reviewed,
            },
        }


def _same_story(records: Iterator[Record]) -> Iterator[Record]:
    for record in records:
        same = same_story(_telling(record["a"]), _telling(record["b"]))
        yield {"id": record["id"], "same": same}


def _match_words(records: Iterator[Record]) -> Iterator[Record]:
    library = Library(load())
    queries: list[str] = []
    phrases: list[Phrase] = []
    found: dict[str, list[str]] = {}
    matcher: PhraseMatcher | None = None
    for record in records:
        if record["type"] == "query":
            words = library.plain_words(record["query"])
            phrases.append(Phrase(id=PhraseId(len(queries)), text=words))
            queries.append(record["qid"])
            continue
        matcher = matcher or PhraseMatcher(phrases)
        for match in matcher.match(_entry(record)):
            found.setdefault(match.subject, []).append(record["id"])
    for number, qid in enumerate(queries):
        yield {"qid": qid, "ids": found.get(phrase_subject(PhraseId(number)), [])}


_COMMANDS: dict[str, Callable[[Iterator[Record]], Iterator[Record]]] = {
    "classify": _classify,
    "same-story": _same_story,
    "match-words": _match_words,
}


def _records(lines: TextIO) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise SettingsError(f"line {number} of stdin is not JSON: {error.msg}") from None


def _entry(record: Record) -> Entry:
    return Entry(
        key=str(record["id"]), url="", title=record["title"], text=record.get("summary") or ""
    )


def _telling(side: Record) -> Telling:
    day = side.get("date")
    return Telling(
        title=side["title"],
        summary=side.get("summary") or "",
        url=side.get("url"),
        date=date.fromisoformat(day[:10]) if day else None,
    )
