"""Screens that are not about articles or topics: start, help, settings, privacy, trouble."""

from datetime import datetime
from typing import Literal

from messages.commands import described
from messages.html import Span, message
from messages.keyboards import press
from messages.texts import Speaker
from news.models import Button, Chat, Message

OPEN_END = 9999
"""A pause that ends in this year ends when the reader says so."""


Hint = Literal[
    "admins-only",
    "ask-search",
    "ask-topic",
    "cannot-check",
    "old-button",
    "only-text",
    "only-unwanted",
    "unfit-words",
]


def start(kind: str, say: Speaker) -> str:
    """The greeting of somebody who follows nothing yet: the heading over the topic tiles."""
    return say("start", kind=kind)


def start_again(count: int, say: Speaker) -> Message:
    """The greeting of somebody who follows something."""
    buttons = (
        press(say("button-mine"), "mine", "0"),
        press(say("button-add-topics"), "shelves"),
    )
    return message(Span(say("start-back", count=count)), buttons=[buttons])


def help_(kind: str, say: Speaker) -> Message:
    """Every command with one line about it."""
    lines = [f"/{name} – {about}" for name, about in described(say)]
    text = "\n".join([say("help"), *lines, "", say("help-foot", kind=kind)])
    return message(Span(text))


def settings(chat: Chat | None, count: int, now: datetime, say: Speaker) -> Message:
    """How things stand, and the buttons to change them."""
    state, until = _alerts(chat, now, say)
    text = say("settings", count=count, alerts=state, until=until, language=say("language-name"))
    other = "button-pause" if state == "on" else "button-resume"
    held = press(say(other), "pause" if state == "on" else "resume")
    topics = press(say("button-mine"), "mine", "0")
    return message(
        Span(text), buttons=[(topics,), (held,), (press(say("button-privacy"), "privacy"),)]
    )


def is_held(chat: Chat | None, now: datetime) -> bool:
    """Whether the chat gets no alerts at the moment because somebody wanted it so."""
    if chat is None:
        return False
    paused = chat.paused_until is not None and chat.paused_until > now
    return paused or chat.stopped_at is not None


def paused(until: datetime, say: Speaker) -> Message:
    """Alerts are held; other spans and the way back are one tap away."""
    text = say("paused-open") if until.year >= OPEN_END else say("paused", until=say.date(until))
    spans = [press(say(f"button-pause-{span}"), "pause", span) for span in ("day", "week", "open")]
    return message(Span(text), buttons=[tuple(spans), _resume(say)])


def resumed(say: Speaker) -> Message:
    """Alerts come again."""
    return message(Span(say("resumed")))


def stopped(say: Speaker) -> Message:
    """No more alerts; the topics are kept."""
    return message(Span(say("stopped")), buttons=[_resume(say)])


def stopped_already(say: Speaker) -> Message:
    """There is nothing to pause."""
    return message(Span(say("stopped-already")), buttons=[_resume(say)])


def privacy(say: Speaker) -> Message:
    """What is stored, and why."""
    return message(Span(say("privacy")))


def export_caption(say: Speaker) -> str:
    """The line under the exported document."""
    return say("export")


def erase(count: int, say: Speaker) -> Message:
    """Asks once before everything about the chat is deleted."""
    erase_all = press(say("button-erase"), "erase")
    return message(
        Span(say("erase", count=count)),
        buttons=[(erase_all,), (press(say("button-keep"), "keep"),)],
    )


def erased(say: Speaker) -> Message:
    """It is done."""
    return message(Span(say("erased")))


def kept(say: Speaker) -> Message:
    """It was not done."""
    return message(Span(say("kept")))


def unknown_command(nearest: str | None, say: Speaker) -> Message:
    """No such command; perhaps this one."""
    if nearest is None:
        return message(Span(say("unknown-command")))
    return message(Span(say("unknown-command-near", nearest=f"/{nearest}")))


def forgotten_slash(command: str, say: Speaker) -> Message:
    """A command without its slash: shown with it, ready to be tapped."""
    return message(Span(say("forgotten-slash", command=f"/{command}")))


def hint(key: Hint, say: Speaker) -> Message:
    """One plain sentence, where there is nothing to press."""
    return message(Span(sentence(key, say)))


def sentence(key: Hint, say: Speaker) -> str:
    """The same as plain text, for the small window over a pressed button."""
    return say(key)


def failed(code: str, say: Speaker) -> Message:
    """A bug got in the way; the operator finds it by the code."""
    return message(Span(say("failed", code=code)))


def _alerts(chat: Chat | None, now: datetime, say: Speaker) -> tuple[str, str]:
    if not is_held(chat, now) or chat is None:
        return "on", ""
    if chat.stopped_at is not None or chat.paused_until is None:
        return "stopped", ""
    open_end = chat.paused_until.year >= OPEN_END
    return ("open", "") if open_end else ("paused", say.date(chat.paused_until))


def _resume(say: Speaker) -> tuple[Button, ...]:
    return (press(say("button-resume"), "resume"),)
