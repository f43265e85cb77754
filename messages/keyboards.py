"""Buttons: what their data says, and how Telegram is told of them.

All that a press needs is in its data, so that a button outlives a restart of the bot.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from messages import links
from messages.html import one_line
from news.models import ArticleId, Button, Message

VERSION = "1"
DATA_BYTES = 64
LABEL = 48
"""More of a label than this no phone shows."""

Trail = tuple[ArticleId, ...]
"""The way through a list: the last article of each page turned. Empty on the first page."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Twelve digits stay within the 64 bits of a database; more can only come from a forger.
_NUMBER = re.compile(r"[0-9a-z]{1,12}")


@dataclass(frozen=True, slots=True)
class Press:
    """What a button's data says: an action, and what to do it to."""

    action: str
    argument: str = ""


def encode(action: str, *arguments: str) -> str:
    """Data for a button; raises ValueError rather than passing Telegram's limit."""
    data = ":".join((VERSION, action, *arguments))
    if len(data.encode()) > DATA_BYTES:
        raise ValueError(f"button data over {DATA_BYTES} bytes: {data}")
    return data


def decode(data: str) -> Press | None:
    """What the data says, or None if it is none of ours, or of another version."""
    version, _, rest = data.partition(":")
    action, _, argument = rest.partition(":")
    return Press(action, argument) if version == VERSION and action else None


def encode_number(number: int) -> str:
    """A number that is not negative in base 36: short in button data."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def decode_number(text: str) -> int | None:
    """The number, or None for what `encode_number` never wrote."""
    return int(text, 36) if _NUMBER.fullmatch(text) else None


def encode_turn(action: str, argument: str, trail: Trail) -> str:
    """Data that opens a page of a list.

    Where the whole way does not fit, its beginning is forgotten: turning back from there leads
    to the first page at once.
    """
    steps = [encode_number(step) for step in trail]
    room = DATA_BYTES - len(encode(action, argument, "").encode())
    while len(".".join(steps)) > room:
        del steps[0]
    return encode(action, argument, ".".join(steps))


def decode_turn(argument: str) -> tuple[str, Trail]:
    """What follows the action in `encode_turn`; an unreadable way is the first page."""
    what, _, way = argument.partition(":")
    steps = [decode_number(step) for step in way.split(".")]
    return what, tuple(ArticleId(step) for step in steps if step is not None)


def press(text: str, action: str, *arguments: str) -> Button:
    """A button that calls us back."""
    return Button(text=one_line(text, LABEL), data=encode(action, *arguments))


def opening(text: str, url: str) -> tuple[Button, ...]:
    """A row with a button that opens a link; no row if the link is none to pass on."""
    return (Button(text=one_line(text, LABEL), url=url),) if links.safe(url) else ()


def markup(message: Message) -> InlineKeyboardMarkup | None:
    """The rows of buttons as Telegram takes them."""
    rows = [[_telegram_button(button) for button in row] for row in message.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def preview(message: Message) -> LinkPreviewOptions:
    """One small preview of the link the message chose, or none at all."""
    if not message.preview:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=message.preview, prefer_small_media=True)


def one_each(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """One button a row: long names stay readable on a small phone."""
    return tuple((button,) for button in buttons)


def _telegram_button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url)
    return InlineKeyboardButton(button.text, callback_data=button.data)
