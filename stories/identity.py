"""Whether two articles tell the same news. Where it is not plain, they do not."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from news.models import Sign, Telling
from stories.furniture import own_words
from stories.words import weight, words

WINDOW = timedelta(days=14)
"""The same words a month later are another bulletin: a new toll, a new season."""

# Tuned on labelled pairs for a precision of .97 and more: a wrong merge hides news for good.
_ALIKE = 0.40
"""Enough for two articles that both have a text of their own."""
_ALIKE_TITLES = 0.8
"""Enough where one is little more than a title: “Court rules on X” and “X appeals” are close."""
_PAIRS = 0.25
"""Two words in the same order say more than two words; this much more."""
_TEXT = 400
"""Characters of a text that are compared: leads are alike, what follows wanders."""
_OWN_WORDS = 15
"""Fewer in the text, and there is only the title to go by …"""
_SHARED_WEIGHT = 4.0
"""… which then has to share at least this: four rare words, or ten names of diseases."""

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ns_\w+|ref|src|source|partner|feed\w*|rss|from|at_\w+",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z]\S*|of|the|and|for)"
_OUTLET = re.compile(rf" (?:[|»]|--|—|–|-) {_NAME}(?: {_NAME}){{0,4}}$| ?\|[^|]{{0,60}}$")
_LABEL = re.compile(
    r"(?:(?:study|video|watch|audio|podcast|breaking|exclusive|news|updated?|report|press release"
    r"|news release) ?[:—–-]+ ?)+",
    re.IGNORECASE,
)
_TITLE_WORDS = 4
"""Shorter titles (“Health in brief”) come back with other news under them."""

_Key = TypeVar("_Key", str, tuple[str, str])


def same_story(a: Telling, b: Telling) -> bool:
    """Would someone who has read one of them call the other one no news?

    Symmetric, and every telling tells its own story.
    """
    if a == b or _have_one_address(a.url, b.url):
        return True
    if not _are_of_one_time(a.date, b.date):
        return False
    one, other = _wording(a.title, a.summary), _wording(b.title, b.summary)
    return _titles_are_equal(one, other) or _read_alike(one, other)


def signs(title: str, url: str) -> tuple[Sign, ...]:
    """What only another telling of the same story has too: its page, and all words of its title.

    Short titles are no sign. Cheap to look up, so that no new article is compared with all.
    """
    page, bare = _page(url), _bare_title(title)
    of_page = (Sign(f"page:{page}"),) if page else ()
    of_title = (Sign(f"title:{' '.join(bare)}", only_across_feeds=True),)
    return of_page + (of_title if len(bare) > _TITLE_WORDS else ())


def _have_one_address(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return False
    page = _page(a)
    return page is not None and page == _page(b)


def _page(url: str) -> str | None:
    """The address without what differs between links to one page; None for a front page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # “http://[” is an address to someone
        return None
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":443").removesuffix(":80")
    asked = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    path = parts.path.rstrip("/")
    return f"{host}{path}?{urlencode(sorted(asked))}" if path or asked else None


def _are_of_one_time(a: date | None, b: date | None) -> bool:
    """Undated articles can be compared with each other, not with dated ones."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= WINDOW


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a telling and its pairs of neighbours, with what each weighs."""

    title: Sequence[str]
    words: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    has_text: bool


# Each new article is compared with all of the last days; reading those anew would cost tenfold.
@lru_cache(maxsize=512)
def _wording(title: str, summary: str) -> _Wording:
    text = own_words(summary)[:_TEXT]
    # Grammar left out, “cut the risk” and “cut risk” are one pair.
    telling = [(word, weight(word)) for word in words(f"{title} {text}") if weight(word)]
    return _Wording(
        title=_bare_title(title),
        words=dict(telling),
        pairs={(one, two): of_one + of_two for (one, of_one), (two, of_two) in pairwise(telling)},
        has_text=len(set(words(text))) >= _OWN_WORDS,
    )


def _bare_title(title: str) -> list[str]:
    """Its words, without the outlet's name after it or a label before it."""
    headline = _OUTLET.sub("", " ".join(title.split()))
    headline = headline[label.end() :] if (label := _LABEL.match(headline)) else headline
    return re.findall(r"\w+", unicodedata.normalize("NFKC", headline).casefold())


def _titles_are_equal(one: _Wording, other: _Wording) -> bool:
    return len(one.title) >= _TITLE_WORDS and one.title == other.title


def _read_alike(one: _Wording, other: _Wording) -> bool:
    alike = _overlap(one.words, other.words)
    if one.has_text and other.has_text:
        return alike + _PAIRS * _overlap(one.pairs, other.pairs) >= _ALIKE
    return alike >= _ALIKE_TITLES and _shared(one.words, other.words) >= _SHARED_WEIGHT


def _overlap(a: Mapping[_Key, float], b: Mapping[_Key, float]) -> float:
    """The weight of what both have, between 0 and 1."""
    each = math.fsum(a.values()) * math.fsum(b.values())
    return _shared(a, b) / math.sqrt(each) if each else 0.0


def _shared(a: Mapping[_Key, float], b: Mapping[_Key, float]) -> float:
    """`fsum`, so that it is the same whichever comes first."""
    return math.fsum(map(a.__getitem__, a.keys() & b.keys()))
