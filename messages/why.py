"""Why an alert came: by which words, and which of its words say how strong its evidence is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from messages import articles, evidence, links, subjects
from messages.html import Span, message, one_line
from messages.keyboards import encode_number, one_each, press
from messages.texts import Speaker
from news.feeds import Shows
from news.models import Article, Button, Evidence, Message, Subject, Subscription
from news.ports import Topics

WORDS = 80
ALSO = 8
"""More other topics than this no reader checks."""


def button(article: Article, say: Speaker) -> Button:
    """The button under an alert that asks why it came."""
    return press(say("button-why"), "why", encode_number(article.id))


def reasons(
    article: Article, because: Sequence[Subscription], topics: Topics, say: Speaker
) -> Message:
    """What the chat follows that it is about, what else it is about, and its evidence, quoted."""
    followed = list(_followed(article, because, topics, say)) or [say("why-unfollowed")]
    also = _also(article, {each.subject for each in because}, topics, say)
    url = links.safe(article.draft.entry.url)
    return message(
        Span(say("heading-why"), bold=True),
        Span("\n"),
        Span(articles.title(article, say), url=url),
        _lines(followed),
        _lines(list(also)[:ALSO]),
        _lines(list(evidence.basis(_quotable(article), say))),
        _lines([say("why-read")]),
    )


def which(found: Sequence[Article], say: Speaker) -> Message:
    """An alert with several articles: the reader chooses which they ask about."""
    choices = [press(articles.title(each, say), "why", encode_number(each.id)) for each in found]
    return message(Span(say("why-which")), buttons=one_each(choices))


def none_came(say: Speaker) -> Message:
    """There is no alert to ask about."""
    return message(Span(say("why-none")))


def gone(say: Speaker) -> Message:
    """The article is there no longer."""
    return message(Span(say("why-gone")))


def _followed(
    article: Article, because: Sequence[Subscription], topics: Topics, say: Speaker
) -> Iterator[str]:
    for each in because:
        name = subjects.name(each, topics, say.language)
        yield say("why-follow", name=name, words=_words(article, each.subject) or "none")


def _also(article: Article, known: set[Subject], topics: Topics, say: Speaker) -> Iterator[str]:
    """Topics only: what words others follow is nobody's business."""
    for match in article.draft.matches:
        topic = topics.get(match.subject)
        if topic and match.subject not in known:
            words = _words(article, match.subject)
            yield say("why-also", name=topic.name(say.language), words=words)


def _quotable(article: Article) -> Evidence:
    """Its evidence, with no more of its words than its publisher's terms let us show."""
    found, title = article.draft.evidence, article.draft.entry.title
    if article.source.shows is not Shows.TITLE:
        return found
    return replace(found, spans={axis: span for axis, span in found.spans.items() if span in title})


def _words(article: Article, subject: Subject) -> str:
    """The words of the article that make it so, each in quotation marks."""
    found = (match.because for match in article.draft.matches if match.subject == subject)
    return ", ".join(f"“{one_line(word, WORDS)}”" for words in found for word in words)


def _lines(lines: Sequence[str]) -> Span:
    """A paragraph; nothing if there is nothing to say."""
    return Span("\n\n" + "\n".join(lines) if lines else "")
