"""How an article is introduced: its title, its source, its date; and all that in a list."""

import re
from datetime import UTC, datetime, timedelta
from itertools import chain

from messages import evidence, links
from messages.html import Span, cut, one_line, width
from messages.texts import Speaker
from news.feeds import Shows
from news.models import Article, Coverage

TITLE = 300
SUMMARY = 700
EXTRACT = 300
"""A short extract with a link and the source's name: what press publishers commonly put up with."""
SHORTEST_TITLE = 20
"""What a long list leaves of a title where all else is wordy."""
PUBLISHER = 40
OTHERS = 3
"""So many others who tell the story are named on a card …"""
OTHERS_IN_LIST = 2
"""… and so many in a list."""
HOST = 60
BELIEVED_FROM = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed is older: an earlier date is a field left empty."""
CLOCKS_DIFFER = timedelta(days=1)
"""A date may lie so far in the future, for time zones and clocks."""

# Chinese and Japanese put no space after a sentence.
_SENTENCE_END = re.compile(r"""[.!?…]['"”’»)\]]*(?=\s)|[。！？]['"”’」』]*""")


def title(article: Article, say: Speaker) -> str:
    """The publisher's title on one line."""
    return one_line(article.draft.entry.title, TITLE) or say("untitled")


def summary(article: Article) -> str:
    """As much of what the article says as its publisher's terms let us show, if that is news."""
    said = " ".join(article.draft.summary.split())
    if said == " ".join(article.draft.entry.title.split()):
        return ""
    match article.source.shows:
        case Shows.TITLE:
            return ""
        case Shows.EXTRACT:
            return one_line(_extract(said), SUMMARY)
        case Shows.FULL:
            return one_line(said, SUMMARY)


def body(article: Article, say: Speaker) -> str:
    """The summary, or that there is none to show, and why."""
    may_not = article.source.shows is Shows.TITLE and bool(article.draft.summary)
    return summary(article) or say("title-only", why="terms" if may_not else "source")


def publisher(article: Article) -> str:
    """Who published it; the host where the register has no name."""
    named = article.source.publisher or article.source.title
    return one_line(named, PUBLISHER) or _host(article)


def source(article: Article) -> str:
    """Who published it and the host the link leads to, like “STAT (statnews.com)”."""
    name, host = publisher(article), _host(article)
    return name if host in {"", name.lower()} else f"{name} ({host})"


def date(article: Article, say: Speaker) -> str:
    """When it was published; where that is not credible, when we found it, and it says so."""
    published_at, seen_at = article.draft.entry.published_at, article.first_seen_at
    if published_at and BELIEVED_FROM <= published_at <= seen_at + CLOCKS_DIFFER:
        return say.date(article.dated_at)
    return say("found", date=say.date(seen_at))


def also(article: Article, say: Speaker, *, named: int = OTHERS) -> tuple[Span, ...]:
    """A line with the others who tell the story, each name a link; nothing if there are none."""
    shown = article.also[:named]
    if not shown:
        return ()
    names = [Span(outlet(each), url=links.safe(each.url)) for each in shown]
    between = [Span("\n" + say("also") + " "), *(Span(", ") for _ in names[1:])]
    left = article.also_count - len(shown)
    more = (Span(" " + say("also-more", count=left)),) if left else ()
    return *chain.from_iterable(zip(between, names, strict=True)), *more


def outlet(telling: Coverage) -> str:
    """Who published it; the host where the register has no name."""
    return one_line(telling.publisher, PUBLISHER) or _short(links.host(telling.url))


def item(article: Article, room: int, say: Speaker) -> tuple[Span, ...]:
    """An article in a list, within `room`: the title links to its source."""
    foot = f"\n{publisher(article)} · {date(article, say)}"
    room -= width(foot) + width("\n\n")
    label = _label(article, room - SHORTEST_TITLE, say)
    room -= width(label)
    others = also(article, say, named=OTHERS_IN_LIST)
    if (left := room - sum(width(span.text) for span in others)) < SHORTEST_TITLE:
        others, left = (), room
    name = cut(title(article, say), left)
    url = links.safe(article.draft.entry.url)
    return Span("\n\n"), Span(name, url=url), Span(label + foot), *others


def _extract(text: str) -> str:
    """The text if it is short; else its first sentences, or words, and a mark that more follows."""
    if len(text) <= EXTRACT:
        return text
    beginning = text[: EXTRACT - len(" …")]
    ends = [found.end() for found in _SENTENCE_END.finditer(beginning)]
    if ends and ends[-1] >= EXTRACT // 2:
        return f"{beginning[: ends[-1]]} …"
    words = beginning.rpartition(" ")[0]
    return f"{words if len(words) >= EXTRACT // 2 else beginning}…"


def _label(article: Article, room: int, say: Speaker) -> str:
    stated = article.draft.evidence
    return cut(f"\n{evidence.in_words(stated, say)}", room) if evidence.is_stated(stated) else ""


def _host(article: Article) -> str:
    return _short(links.host(article.draft.entry.url))


def _short(host: str) -> str:
    # The end of a host says whose it is; a long beginning is how fakes hide that.
    return host if len(host) <= HOST else f"…{host[-HOST:]}"
