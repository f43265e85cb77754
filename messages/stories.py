"""Who tells a story: to readers, who may doubt it, and to operators, who may part it."""

from collections.abc import Sequence
from typing import Literal

from messages import links
from messages.articles import outlet
from messages.html import Span, message, one_line
from messages.keyboards import (
    DATA_BYTES,
    decode_number,
    encode,
    encode_number,
    one_each,
    press,
)
from messages.texts import Speaker
from news.models import Article, ArticleId, Button, Coverage, Message
from news.story_ports import Join, Joined, Retelling

TELLINGS = 12
"""Articles that one message shows, with a button under it for each."""
JOINS = 5
"""Joins on a page, with two buttons each."""
LAST_PAGE = 10_000
TITLE = 120

Answer = Literal["join-separated", "join-confirmed", "join-gone"]


# ── For readers ──────────────────────────────────────────────────────────────────────────────────


def tellings_of(found: Sequence[Article], say: Speaker) -> tuple[Button, ...]:
    """A row with the button that opens who else tells these stories; no row if nobody does."""
    numbers = [encode_number(article.id) for article in found if article.also]
    room = DATA_BYTES - len(encode("also", "").encode())
    while len(".".join(numbers)) > room:
        numbers.pop()
    return (press(say("button-also"), "also", ".".join(numbers)),) if numbers else ()


def asked_for(argument: str) -> Sequence[ArticleId]:
    """The articles that the button of `tellings_of` names."""
    numbers = [decode_number(each) for each in argument.split(".")]
    return [ArticleId(number) for number in numbers if number is not None]


def tellings(stories: Sequence[Sequence[Retelling]], say: Speaker) -> Message:
    """The articles of each story, and a button for each that joined it."""
    if not stories:
        return message(Span(say("tellings-gone")))
    every = [(each, place == 0) for story in stories for place, each in enumerate(story)]
    shown = list(enumerate(every[:TELLINGS], start=1))
    lines = [
        span
        for number, (each, is_first) in shown
        for span in _line(number, each.article, is_first=is_first, say=say)
    ]
    doubts = [
        press(say("button-doubt", number=number), "doubt", encode_number(each.article.article_id))
        for number, (each, _) in shown
        if each.is_joined
    ]
    return message(
        Span(say("heading-tellings", count=len(stories)), bold=True),
        *lines,
        Span("\n\n" + say("tellings-more") if len(every) > len(shown) else ""),
        Span("\n\n" + say("tellings-ask") if doubts else ""),
        buttons=one_each(doubts),
    )


def doubted(is_counted: bool, say: Speaker) -> Message:
    """What became of a reader's word."""
    return message(Span(say("doubt-noted" if is_counted else "doubt-gone")))


def _line(number: int, telling: Coverage, *, is_first: bool, say: Speaker) -> tuple[Span, ...]:
    """Stories are set apart by an empty line; the title links to its source."""
    return (
        Span(("\n\n" if is_first else "\n") + f"{number}. {outlet(telling)}: "),
        _title(telling, say),
    )


def _title(telling: Coverage, say: Speaker) -> Span:
    return Span(one_line(telling.title, TITLE) or say("untitled"), url=links.safe(telling.url))


# ── For operators ────────────────────────────────────────────────────────────────────────────────


def joins(found: Joined, page: int, *, answer: Answer | None = None, say: Speaker) -> Message:
    """A page of the articles that joined a story; `answer` says what a press has done."""
    said = (Span("\n\n" + say(answer)),) if answer else ()
    none = () if found.joins else (Span("\n\n" + say("joins-none")),)
    return message(
        Span(say("heading-joins"), bold=True),
        *said,
        *_listed(found.joins, say),
        *none,
        buttons=(*_judging(found.joins, page, say), _turning(page, found.more, say)),
    )


def notice(doubts: Sequence[Join], say: Speaker) -> Message:
    """Readers doubt these, which the operators have not been told yet."""
    return message(
        Span(say("heading-doubts"), bold=True),
        *_listed(doubts, say),
        Span("\n\n" + say("joins-see-all")),
        buttons=_judging(doubts, 0, say),
    )


def judged(argument: str) -> tuple[ArticleId | None, int]:
    """What a press on one of its buttons names: the article, and the page it was on."""
    number, _, page = argument.partition(":")
    article = decode_number(number)
    return None if article is None else ArticleId(article), page_of(page)


def page_of(argument: str) -> int:
    """Which page a button asks for; a forged one, none that is too far for a database."""
    return min(decode_number(argument) or 0, LAST_PAGE)


def _listed(found: Sequence[Join], say: Speaker) -> list[Span]:
    return [span for number, join in enumerate(found, start=1) for span in _item(number, join, say)]


def _item(number: int, join: Join, say: Speaker) -> tuple[Span, ...]:
    doubts = f"\n{say('join-reports', count=join.reports)}" if join.reports else ""
    return (
        Span(f"\n\n{number}. {say('join-first', publisher=outlet(join.first))}\n"),
        _title(join.first, say),
        Span(f"\n{say('join-then', publisher=outlet(join.article))}\n"),
        _title(join.article, say),
        Span(doubts),
    )


def _judging(found: Sequence[Join], page: int, say: Speaker) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        tuple(
            press(
                say(key, number=number),
                verdict,
                encode_number(join.article.article_id),
                encode_number(page),
            )
            for verdict, key in (("separate", "button-separate"), ("same", "button-same"))
        )
        for number, join in enumerate(found, start=1)
    )


def _turning(page: int, more: bool, say: Speaker) -> tuple[Button, ...]:
    def turn(key: str, to: int) -> Button:
        return press(say(key), "stories", encode_number(to))

    back = (turn("button-back", page - 1),) if page else ()
    return (*back, turn("button-more", page + 1)) if more else back
