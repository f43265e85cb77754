"""The alert: one article for one chat, and why it came."""

from messages import articles, evidence, links, subjects
from messages.html import Span, message, one_line
from messages.keyboards import one_each, opening, press
from messages.texts import Speaker, Texts
from news.models import Article, Delivery, Message, Subscription
from news.ports import Topics

SUMMARY = 700
REASONS = 3
"""More reasons than this would bury the news."""


def alert(delivery: Delivery, *, topics: Topics, texts: Texts) -> Message:
    """The card of a delivery: title, evidence, summary, source, reason, and a way to stop."""
    say = texts.of(delivery.language)
    article = delivery.article
    url = links.safe(article.draft.entry.url)
    reasons = delivery.because[:REASONS]
    names = [subjects.name(reason, topics, say.language) for reason in reasons]
    stops = [
        press(say("button-stop", name=name), "stop", reason.subject)
        for name, reason in zip(names, reasons, strict=True)
    ]
    return message(
        Span(articles.title(article, say), bold=True),
        Span("\n" + evidence.in_words(article.draft.evidence, say)),
        Span(_summary(article)),
        Span("\n\n"),
        Span(articles.source(article), url=url),
        Span(f" · {articles.date(article, say)}"),
        Span("\n" + _because(delivery, names, say) if names else ""),
        buttons=(opening(say("button-read"), url), *one_each(stops)),
        preview=url,
    )


def _summary(article: Article) -> str:
    summary = one_line(article.draft.summary, SUMMARY)
    repeats = summary == one_line(article.draft.entry.title, SUMMARY)
    return f"\n\n{summary}" if summary and not repeats else ""


def _because(delivery: Delivery, names: list[str], say: Speaker) -> str:
    shown = ", ".join(
        name + _found(reason, name, delivery.article)
        for name, reason in zip(names, delivery.because, strict=False)
    )
    return say("because", names=shown, more=len(delivery.because) - len(names))


def _found(reason: Subscription, name: str, article: Article) -> str:
    """The words that matched, unless they are just the name again."""
    matches = (match for match in article.draft.matches if match.subject == reason.subject)
    words = [one_line(word, 40) for match in matches for word in match.because][:3]
    told = [word for word in words if word.casefold() not in name.casefold()]
    return f" ({', '.join(told)})" if told else ""
