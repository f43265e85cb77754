"""Answers about articles on stdin: what they are about, whether they tell the same story."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from bot.desk import NewsDesk
from news.errors import SettingsError
from news.feeds import Entry
from news.models import Phrase, PhraseId, Telling, phrase_subject
from stories.identity import same_story
from topics.catalog import load
from topics.matcher import Matcher
from topics.rings import load_rings
from topics.sought import Interpreter
from topics.words import PhraseMatcher

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """What a line of stdin says; whoever asks it for what is not there learns the line."""

    line: int
    said: Any

    def __getitem__(self, name: str) -> Any:
        if not isinstance(self.said, dict) or name not in self.said:
            raise self.wrong(f"no {name!r} in it")
        return self.said[name]

    def text(self, name: str, *, or_else: str | None = None) -> str:
        """A field that is text; `or_else` if it is null or left out."""
        if or_else is not None and self.said.get(name) is None:
            return or_else
        if not isinstance(text := self[name], str):
            raise self.wrong(f"{name!r} is not text")
        return text

    def day(self, name: str) -> date | None:
        """A field that is an ISO date, or a moment on it; None if it is null or left out."""
        try:
            return date.fromisoformat(day[:10]) if (day := self.text(name, or_else="")) else None
        except ValueError:
            raise self.wrong(f"{name!r} is not a date like 2026-01-31") from None

    def within(self, name: str) -> "Record":
        """A field that is a record itself."""
        return Record(self.line, self[name])

    def wrong(self, reason: str) -> SettingsError:
        """What to raise about this line."""
        return SettingsError(f"line {self.line} of stdin: {reason}")


def answer(command: str, lines: TextIO, out: TextIO) -> int:
    """Answer every line of JSON by a line of JSON, in the same order."""
    out.writelines(
        json.dumps(record, ensure_ascii=False) + "\n"
        for record in _COMMANDS[command](_records(lines))
    )
    return 0


def _classify(records: Iterator[Record]) -> Iterator[Answer]:
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


def _same_story(records: Iterator[Record]) -> Iterator[Answer]:
    for record in records:
        same = same_story(_telling(record.within("a")), _telling(record.within("b")))
        yield {"id": record["id"], "same": same}


def _match_words(records: Iterator[Record]) -> Iterator[Answer]:
    catalog = load()
    topics = Matcher(catalog)
    words = PhraseMatcher(interpreter=Interpreter.of(catalog, load_rings()))
    queries: list[Any] = []
    found: dict[str, list[Any]] = {}
    is_reading = False
    for record in records:
        if record["type"] == "query":
            if is_reading:
                raise record.wrong("a query after the first item")
            words.add(Phrase(id=PhraseId(len(queries)), text=record.text("query")))
            queries.append(record["qid"])
            continue
        is_reading, entry = True, _entry(record)
        for match in words.match(entry, topics.match(entry)):
            found.setdefault(match.subject, []).append(record["id"])
    for number, qid in enumerate(queries):
        yield {"qid": qid, "ids": found.get(phrase_subject(PhraseId(number)), [])}


_COMMANDS: dict[str, Callable[[Iterator[Record]], Iterator[Answer]]] = {
    "classify": _classify,
    "same-story": _same_story,
    "match-words": _match_words,
}


def _records(lines: TextIO) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Record(number, json.loads(line))
        except (json.JSONDecodeError, RecursionError) as error:
            reason = getattr(error, "msg", "nested too deeply")
            raise SettingsError(f"line {number} of stdin is not JSON: {reason}") from None


def _entry(record: Record) -> Entry:
    return Entry(
        key=str(record["id"]),
        url="",
        title=record.text("title"),
        text=record.text("summary", or_else=""),
    )


def _telling(side: Record) -> Telling:
    return Telling(
        title=side.text("title"),
        summary=side.text("summary", or_else=""),
        url=side.text("url", or_else="") or None,
        date=side.day("date"),
    )
