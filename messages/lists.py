"""Pages of articles: the newest, of a topic, or found; turned in place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from messages import articles
from messages.following import topic_buttons, words_offer
from messages.html import BUDGET, Span, message, one_line, width
from messages.keyboards import Trail, encode_number, encode_turn, one_each, press
from messages.stories import tellings_of
from messages.subjects import quoted
from messages.texts import Speaker
from news.models import Button, Message, Phrase, Topic
from news.ports import Page

PAGE_SIZE = 5
"""Articles on a page unless the reader asked for more."""
LONGEST_PAGE = 20

HEADING = 120

MINE, ALL = "mine", "all"

_NUMBER = re.compile(r"([+-]?)0*([0-9]+)(?:[.,][0-9]+)?")

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of a list: what it is called, how it is turned, and what else can be done."""

    heading: str
    page: Page
    empty: str
    """What to say, and to suggest, where there is nothing."""
    action: str
    argument: str = ""
    """With `action`: what a press to turn the page asks for."""
    trail: Trail = ()
    buttons: Rows = ()
    foot: str = ""
    """What is to be said at the end; room is kept for it."""


def page_size(asked: str) -> int | None:
    """The size of a page that somebody asks for, within our bounds; None if it is no number."""
    number = _NUMBER.fullmatch(asked)
    if number is None:
        return None
    minus, digits = number.groups()
    return 1 if minus == "-" else min(max(int(digits[:3]), 1), LONGEST_PAGE)


def sized(what: str, size: int) -> str:
    """What a page is of, for button data, with its size if that is not the usual one."""
    return what if size == PAGE_SIZE else f"{what}.{size}"


def unsized(argument: str) -> tuple[str, int]:
    """What `sized` wrote: what the page is of, and its size."""
    what, _, asked = argument.partition(".")
    return what, page_size(asked) or PAGE_SIZE


def latest(
    page: Page,
    scope: str,
    trail: Trail,
    *,
    follows_any: bool,
    say: Speaker,
    size: int = PAGE_SIZE,
    foot: str = "",
) -> Message:
    """The newest: of the chat's topics, or of all sources; the other is a press away."""
    other, label = (ALL, "button-all-sources") if scope == MINE else (MINE, "button-my-topics")
    switch = (Button(text=say(label), data=encode_turn("latest", sized(other, size), ())),)
    shown = Listing(
        heading=say(f"heading-latest-{scope}"),
        page=page,
        empty=say(f"empty-latest-{scope}"),
        action="latest",
        argument=sized(scope, size),
        trail=trail,
        buttons=(switch,) if follows_any else (),
        foot=foot,
    )
    return _listing(shown, say)


def topic(
    page: Page,
    topic: Topic,
    trail: Trail,
    *,
    is_followed: bool,
    say: Speaker,
    size: int = PAGE_SIZE,
) -> Message:
    """The page of a topic: its newest articles, and its alerts on or off."""
    name = topic.name(say.language)
    stop = press(say("button-stop", name=name), "stop", topic.slug)
    get = press(say("button-get"), "get", topic.slug)
    shown = Listing(
        heading=name,
        page=page,
        empty=say("empty-topic"),
        action="topic",
        argument=sized(topic.slug, size),
        trail=trail,
        buttons=((stop if is_followed else get,),),
    )
    return _listing(shown, say)


def search(page: Page, words: str, phrase: Phrase | None, trail: Trail, *, say: Speaker) -> Message:
    """Articles with all the words; `phrase` remembers them where there is a page to turn."""
    shown = Listing(
        heading=say("heading-search", words=quoted(words)),
        page=page,
        empty=say("empty-search"),
        action="search",
        argument=encode_number(phrase.id) if phrase else "",
        trail=trail,
    )
    return _listing(shown, say)


def unknown_topic(page: Page, phrase: Phrase, nearest: Sequence[Topic], *, say: Speaker) -> Message:
    """No topic has this name: articles with the words, the nearest topics, the words to follow."""
    shown = Listing(
        heading=say("heading-words", words=quoted(phrase.text), found=len(page.articles)),
        page=page,
        empty=say("empty-search"),
        action="search",
        argument=encode_number(phrase.id),
        buttons=(*one_each(topic_buttons(nearest, "topic", say)), words_offer(phrase, say)),
    )
    return _listing(shown, say)


def _listing(shown: Listing, say: Speaker) -> Message:
    """The page as a message: each title links to its source."""
    found = shown.page.articles
    foot = f"\n\n{shown.foot}" if shown.foot else ""
    room = (BUDGET - HEADING - width(foot)) // max(len(found), 1)
    items = [span for article in found for span in articles.item(article, room, say)]
    body = items or [Span(f"\n\n{shown.empty}")]
    rows = (_turning(shown, say), tellings_of(found, say), *shown.buttons)
    heading = Span(one_line(shown.heading, HEADING), bold=True)
    return message(heading, *body, Span(foot), buttons=rows)


def _turning(shown: Listing, say: Speaker) -> tuple[Button, ...]:
    def turn(key: str, trail: Trail) -> Button:
        return Button(text=say(key), data=encode_turn(shown.action, shown.argument, trail))

    newer = (turn("button-newer", shown.trail[:-1]),) if shown.trail else ()
    if not shown.page.more or not shown.page.articles:
        return newer
    last = shown.page.articles[-1].id
    return (*newer, turn("button-older", (*shown.trail, last)))
