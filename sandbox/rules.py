"""What Telegram refuses, and in which words. Each rule returns what it has checked."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from sandbox import markup
from sandbox.detection import with_detected
from sandbox.entities import MOST_ENTITIES, trimmed
from sandbox.wire import Json, bad_request, utf16_length, words

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
BUTTON_LIMIT = 100
DATA_LIMIT = 64
COMMAND_LIMIT = 100
TOAST_LIMIT = 200

ACTIONS = words(
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat "
    "switch_inline_query_chosen_chat copy_text callback_game pay"
)
CHAT_ACTIONS = words(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note"
)
REACTIONS = words(
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 "
    "🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 "
    "😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 "
    "🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
VARIATION = "\N{VARIATION SELECTOR-16}"

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def message_text(source: str, parse_mode: str) -> tuple[str, list[Json]]:
    """A message's visible text with its entities."""
    text, entities = _formatted(source, parse_mode)
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(source: str, parse_mode: str) -> tuple[str, list[Json]]:
    """A document's caption, which may be empty."""
    text, entities = _formatted(source, parse_mode)
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def _formatted(source: str, parse_mode: str) -> tuple[str, list[Json]]:
    if _SURROGATE.search(source):
        raise bad_request("strings must be encoded in UTF-8")
    entities: list[Json] = []
    match parse_mode.lower():
        case "":
            text = source
        case "html":
            text, entities = markup.parse(source)
        case _:
            # Markdown is refused on purpose: a bot that escapes for HTML must never send it.
            raise bad_request("unsupported parse_mode")
    text, entities = trimmed(text, entities)
    return text, with_detected(text, entities)[:MOST_ENTITIES]


def keyboard(reply_markup: Json) -> list[list[Json]]:
    """The rows of an inline keyboard; none for any other markup."""
    rows = reply_markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: array of arrays expected")
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return [[_button(button) for button in row] for row in rows if row]


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _bad_button("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _bad_button('Can\'t find field "text"')
    if not text.strip():
        raise _bad_button("text must be non-empty")
    present = [name for name in ACTIONS if button.get(name) is not None]
    if not present or button.get("callback_data") == "":
        raise _bad_button("Text buttons are unallowed in the inline keyboard")
    if len(present) > 1:
        raise _bad_button("exactly one action must be used")
    if "callback_data" in present:
        _check_data(button["callback_data"])
    if "url" in present:
        _check_url(button["url"])
    return button


def _check_data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode("utf-8", "replace")) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: object) -> None:
    if not isinstance(url, str) or not url:
        raise bad_request("BUTTON_URL_INVALID")
    reason = _fault_of(url)
    if reason:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _fault_of(url: str) -> str:
    scheme = url.partition("://")[0].lower() if "://" in url else "http"
    if scheme not in {"http", "https", "tg", "ton", "tonsite"}:
        return "Unsupported URL protocol"
    try:
        host = urlsplit(url if "://" in url else f"http://{url}").hostname
    except ValueError:
        return "Wrong HTTP URL"
    if not host:
        return "URL host is empty"
    wrong = scheme.startswith("http") and "." not in host
    return "Wrong HTTP URL" if wrong or any(c.isspace() for c in url) else ""


def _bad_button(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def commands(stated: Sequence[object]) -> list[Json]:
    """The commands of a menu."""
    if len(stated) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in stated]


def _command(stated: object) -> Json:
    if not isinstance(stated, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(stated.get("command", "")).removeprefix("/")
    description = str(stated.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def language(code: str) -> str:
    """A two-letter language, or empty for all others."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def limited(text: str, limit: int, what: str) -> str:
    """A text of the profile."""
    if utf16_length(text) > limit:
        raise bad_request(f"{what} is too long")
    return text


def reactions(stated: Sequence[object]) -> list[str]:
    """At most one emoji, of those everybody may use."""
    emoji = [one.get("emoji") if isinstance(one, dict) else None for one in stated]
    known = [str(one) for one in emoji if str(one).replace(VARIATION, "") in REACTIONS]
    if len(known) != len(stated):
        raise bad_request("REACTION_INVALID")
    if len(known) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    return known
