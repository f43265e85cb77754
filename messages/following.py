"""Screens about what a chat follows: topics to choose, followed, stopped, and what was meant."""

from collections.abc import Iterator, Sequence

from messages import articles, links, subjects
from messages.html import Span, message
from messages.keyboards import encode_number, one_each, press
from messages.texts import Speaker
from news.models import Button, Message, Phrase, Subscription, Topic
from news.ports import Topics
from news.reader_ports import Preview

CHOICES = 8
"""What one can choose from without getting lost."""
A_LOT = 20
"""Articles a day that nobody reads."""
COVERED = 4
"""How many narrower topics are named before “and 12 more”."""


def followed(
    name: str, covered: Sequence[str], undo: Subscription, say: Speaker, *, weekly: int = 0
) -> Message:
    """You follow this from now on, it includes those, and one press takes it back.

    `weekly`: how many articles there were a week; 0 if that is not known.
    """
    included = _enumerated(covered, say) or "none"
    return message(
        Span(say("followed", name=name, covered=included, weekly=weekly)),
        buttons=[(press(say("button-undo"), "off", undo.subject),)],
    )


def already_followed(name: str, subscription: Subscription, say: Speaker) -> Message:
    """Nothing changed: it was followed before."""
    stop = press(say("button-stop", name=name), "off", subscription.subject)
    return message(Span(say("followed-already", name=name)), buttons=[(stop,)])


def with_held_alerts(screen: Message, say: Speaker) -> Message:
    """The screen, and that alerts are paused or stopped, so that nobody waits in vain."""
    held = message(Span(say("followed-held")))
    resume = (press(say("button-resume"), "resume"),)
    return Message(text=f"{screen.text}\n{held.text}", buttons=(*screen.buttons, resume))


def unfollowed(name: str, undo: Subscription, say: Speaker) -> Message:
    """It is no longer followed, and one press takes that back."""
    again = press(say("button-undo"), "on", undo.subject)
    return message(Span(say("unfollowed", name=name)), buttons=[(again, _mine(say))])


def not_followed(name: str, say: Speaker) -> Message:
    """Nothing changed: it was not followed."""
    return message(Span(say("unfollowed-already", name=name)), buttons=[(_mine(say),)])


def full(limit: int, say: Speaker) -> Message:
    """No room for another one."""
    return message(Span(say("full", limit=limit)), buttons=[(_mine(say),)])


def which(topics: Sequence[Topic], words: str, action: str, say: Speaker) -> Message:
    """Several topics fit the words; the reader chooses. `action` is what a press does."""
    text = say("several", words=subjects.quoted(words))
    return message(Span(text), buttons=one_each(topic_buttons(topics, action, say)))


def did_you_mean(
    topics: Sequence[Topic], phrase: Phrase, preview: Preview, say: Speaker
) -> Message:
    """No topic fits: the nearest ones, and the words as they are with what they bring."""
    key = "unknown-near" if topics else "unknown"
    head = say(key, words=subjects.quoted(phrase.text))
    return message(
        Span(f"{head}\n{say('unknown-offer')}\n\n"),
        *foretold(preview, say),
        buttons=(*one_each(topic_buttons(topics, "on", say)), words_offer(phrase, say)),
    )


def foretold(preview: Preview, say: Speaker) -> Iterator[Span]:
    """How many articles it would have been lately, two of them, and that it is a lot if it is."""
    if preview.is_more and preview.count <= 1:
        return  # the words are so common that too few of the articles could be looked at
    many = "yes" if preview.is_more else "no"
    yield Span(say("preview", count=preview.count, days=preview.days, many=many))
    for article in preview.examples:
        yield Span("\n• ")
        yield Span(articles.title(article, say), url=links.safe(article.draft.entry.url))
    if preview.daily >= A_LOT:
        yield Span("\n" + say("preview-many", daily=round(preview.daily)))


def words_offer(phrase: Phrase, say: Speaker) -> tuple[Button, ...]:
    """The row that follows the words as they are: the only label that begins with “Follow”."""
    label = say("button-words", words=subjects.quoted(phrase.text))
    return (press(label, "words", encode_number(phrase.id)),)


def topic_buttons(topics: Sequence[Topic], action: str, say: Speaker) -> list[Button]:
    """One button for each topic, as many as a reader can choose from."""
    shown = topics[:CHOICES]
    return [press(topic.name(say.language), action, topic.slug) for topic in shown]


def stops(mine: Sequence[Subscription], topics: Topics, say: Speaker) -> list[Button]:
    """A stop button for each subscription, feeds last."""
    return [_stop(each, topics, say) for each in sorted(mine, key=subjects.is_feed)]


def nothing_like(words: str, say: Speaker) -> Message:
    """The chat follows nothing like these words; a press shows what it does follow."""
    text = say("not-among-yours", words=subjects.quoted(words))
    return message(Span(text), buttons=[(_mine(say),)])


def which_of_mine(found: Sequence[Button], say: Speaker) -> Message:
    """Several that are followed fit; the reader chooses which to stop, or looks at all of them."""
    rows = one_each(found[:CHOICES])
    rest = (_mine(say),) if len(found) > CHOICES else ()
    return message(Span(say("several-mine")), buttons=(*rows, rest))


def _stop(subscription: Subscription, topics: Topics, say: Speaker) -> Button:
    name = subjects.name(subscription, topics, say.language)
    kind = "button-stop-feed" if subjects.is_feed(subscription) else "button-stop"
    return press(say(kind, name=name), "off", subscription.subject)


def _enumerated(names: Sequence[str], say: Speaker) -> str:
    shown = ", ".join(names[:COVERED])
    more = len(names) - COVERED
    return say("covered-more", names=shown, more=more) if more > 0 else shown


def _mine(say: Speaker) -> Button:
    return press(say("button-mine"), "mine", "0")
