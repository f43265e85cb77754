"""Screens about feeds that a chat follows as such: how to, found or not, followed, stopped."""

from collections.abc import Sequence

from messages import subjects
from messages.html import Span, message, one_line
from messages.keyboards import one_each, press
from messages.texts import Speaker
from news.feeds import Trouble
from news.fetches import Failed
from news.models import Button, Message, Subscription

_WHY = {Trouble.GONE: Trouble.MISSING, Trouble.HOSTILE: Trouble.UNREADABLE}
"""What makes no difference to a reader."""


def how_to(say: Speaker) -> Message:
    """How a feed is followed."""
    return message(Span(say("own-how-to")))


def off(say: Speaker) -> Message:
    """The operator wants no readers' feeds."""
    return message(Span(say("own-off")))


def unfit(say: Speaker) -> Message:
    """It was written as an address, but it is none that we ask."""
    return message(Span(say("own-unfit")))


def full(stops: Sequence[Button], say: Speaker) -> Message:
    """No room for another feed; those there are, to stop one."""
    return message(Span(say("own-full", count=len(stops))), buttons=one_each(stops))


def not_found(failed: Failed, host: str, say: Speaker) -> Message:
    """No feed, and why. `host` is what the reader typed: no other address is named."""
    if failed.trouble is Trouble.THROTTLED and not failed.host:
        return message(Span(say("own-busy")))
    why = _WHY.get(failed.trouble, failed.trouble)
    return message(Span(say("own-not-found", why=why, host=one_line(host, subjects.NAME))))


def followed(name: str, feed: Subscription, entries: int | None, say: Speaker) -> Message:
    """You follow this feed from now on; what it carries, if that is known, and what will come."""
    head = say("own-followed", name=name)
    carries = "" if entries is None else "\n" + say("own-carries", count=entries)
    return _choice(f"{head}{carries}", name, feed, has_topics=True, say=say)


def already_followed(name: str, feed: Subscription, *, has_topics: bool, say: Speaker) -> Message:
    """Nothing changed: what comes of it, and how to change that."""
    head = say("own-followed-already", name=name)
    return _choice(head, name, feed, has_topics=has_topics, say=say)


def chosen(name: str, feed: Subscription, *, has_topics: bool, say: Speaker) -> Message:
    """What comes of it from now on."""
    head = say("own-chosen", name=name)
    return _choice(head, name, feed, has_topics=has_topics, say=say)


def unfollowed(name: str, url: str, say: Speaker) -> Message:
    """It is no longer followed. Its address brings it back: a button could not, once it is gone."""
    again = f"\n{say('own-again')}\n/follow {url}" if url else ""
    return message(Span(say("unfollowed", name=name) + again), buttons=[(_mine(say),)])


def not_followed(say: Speaker) -> Message:
    """The chat does not follow that feed. Whether anybody does is not said."""
    return message(Span(say("own-not-yours")), buttons=[(_mine(say),)])


def mine(names: Sequence[str], stops: Sequence[Button], say: Speaker) -> Message:
    """The feeds that the chat follows, numbered, each with its stop button."""
    if not names:
        return message(Span(say("own-none")), buttons=[(_mine(say),)])
    lines = [f"{number}. {name}" for number, name in enumerate(names, start=1)]
    text = "\n".join([say("own-mine", count=len(names)), *lines])
    return message(Span(text), buttons=one_each(stops))


def _choice(head: str, name: str, feed: Subscription, *, has_topics: bool, say: Speaker) -> Message:
    lines = [head, say("own-narrow" if feed.is_narrow else "own-wide")]
    wide = press(say("button-wide"), "wide", feed.subject)
    narrow = press(say("button-narrow"), "narrow", feed.subject)
    stop = press(say("button-stop", name=name), "off", feed.subject)
    rows = [(wide if feed.is_narrow else narrow,), (stop,)]
    if feed.is_narrow and not has_topics:
        lines.append(say("own-narrow-none"))
        rows.append((press(say("button-add-topics"), "shelves"),))
    return message(Span("\n".join(lines)), buttons=rows)


def _mine(say: Speaker) -> Button:
    return press(say("button-mine"), "mine", "0")
