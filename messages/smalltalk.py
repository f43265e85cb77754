"""Short answers to words that are neither a topic nor a command."""

from messages.html import Span, message
from messages.texts import Speaker
from news.models import Message


def in_danger(say: Speaker) -> Message:
    """To somebody in distress: what this is, and where people are. Nothing to press."""
    return message(Span(say("in-danger")))


def how_to_end(say: Speaker) -> Message:
    """To somebody who has had enough."""
    return message(Span(say("how-to-end")))


def pointer(say: Speaker) -> Message:
    """To a greeting, thanks, or a call for help: what can be done here."""
    return message(Span(say("pointer")))
