"""What a delivery says: the card of one article, or a list of several; and why it came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages import articles, evidence, links, subjects
from messages.html import BUDGET, Span, message, one_line
from messages.keyboards import one_each, opening, press
from messages.stories import tellings_of
from messages.texts import Speaker, Texts
from messages.why import button
from news.models import Article, Button, Delivery, Message, Subscription
from news.ports import Topics

REASONS = 3
"""More reasons than this would bury the news."""
AROUND_LIST = 500
"""What the heading and the reasons of a list may take."""


def alert(delivery: Delivery, *, topics: Topics, texts: Texts) -> Message:
    """The message of a delivery, with a way to stop such messages."""
    say = texts.of(delivery.language)
    reasons = delivery.because[:REASONS]
    why = _Why(reasons, [subjects.name(reason, topics, say.language) for reason in reasons])
    if len(delivery.articles) > 1 or delivery.is_late:
        return _list(delivery, why, say)
    return _card(delivery, why, say)


@dataclass(frozen=True, slots=True)
class _Why:
    """The first few of the reasons, each with its name in the reader's language."""

    reasons: Sequence[Subscription]
    names: Sequence[str]

    def stops(self, say: Speaker) -> tuple[tuple[Button, ...], ...]:
        """A button for each, that ends it."""
        return one_each(
            [
                press(say("button-stop", name=name), "stop", reason.subject)
                for reason, name in zip(self.reasons, self.names, strict=True)
            ]
        )

    def in_words(self, told: Sequence[str], more: int, say: Speaker) -> Span:
        """Why it came; nothing if the chat follows none of it any more."""
        return Span(say("because", names=", ".join(told), more=more) if told else "")


def _card(delivery: Delivery, why: _Why, say: Speaker) -> Message:
    """One article: title, evidence, summary, source, reason."""
    (article,) = delivery.articles
    url = links.safe(article.draft.entry.url)
    told = [
        name + _found(reason, name, article)
        for reason, name in zip(why.reasons, why.names, strict=True)
    ]
    return message(
        Span(articles.title(article, say), bold=True),
        Span("\n" + evidence.in_words(article.draft.evidence, say)),
        Span(f"\n\n{articles.body(article, say)}\n\n"),
        Span(articles.source(article), url=url),
        Span(f" · {articles.date(article, say)}"),
        *articles.also(article, say),
        Span("\n"),
        why.in_words(told, len(delivery.because) - len(told), say),
        buttons=(
            (*opening(say("button-read"), url), button(article, say)),
            tellings_of([article], say),
            *why.stops(say),
        ),
        preview=url,
    )


def _list(delivery: Delivery, why: _Why, say: Speaker) -> Message:
    """Several articles, each title a link; only the last of several lists makes a sound."""
    found = delivery.articles
    room = (BUDGET - AROUND_LIST) // len(found)
    heading = say("heading-late" if delivery.is_late else "heading-several", count=len(found))
    body = message(
        Span(heading, bold=True),
        *(span for article in found for span in articles.item(article, room, say)),
        Span("\n\n"),
        Span(say("more-follow") + "\n" if delivery.more_follow else ""),
        why.in_words(why.names, len(delivery.because) - len(why.names), say),
        buttons=(tellings_of(found, say), *why.stops(say)),
    )
    return replace(body, silent=delivery.more_follow)


def _found(reason: Subscription, name: str, article: Article) -> str:
    """The words that matched, unless they are just the name again."""
    matches = (match for match in article.draft.matches if match.subject == reason.subject)
    words = [one_line(word, 40) for match in matches for word in match.because][:3]
    told = [word for word in words if word.casefold() not in name.casefold()]
    return f" ({', '.join(told)})" if told else ""
