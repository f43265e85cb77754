"""A chat as a person sees it, for the page, for tests, and as plain text."""

from datetime import UTC, datetime

from sandbox.model import Chat, Message, User
from sandbox.rendering import to_html
from sandbox.wire import Json


def transcript(chat: Chat, bot: User) -> list[Json]:
    """The messages of a chat, oldest first."""
    return [_seen(message, bot) for message in chat.messages.values()]


def as_text(chat: Chat, bot: User) -> str:
    """The same, to read in a terminal."""
    return "\n\n".join(_as_text(message, bot) for message in chat.messages.values()) + "\n"


def chat_json(chat: Chat, bot: User) -> Json:
    """What the list of chats says about a chat."""
    last = next(reversed(chat.messages.values()), None)
    return chat.as_json() | {
        "title": chat.title,
        "blocked": chat.standing(bot.id) == "kicked",
        "standing": chat.standing(bot.id),
        "moved_to": chat.moved_to,
        "count": len(chat.messages),
        "last": {"text": last.text[:80], "date": last.date} if last else None,
    }


def _seen(message: Message, bot: User) -> Json:
    seen: Json = {
        "message_id": message.id,
        "date": message.date,
        "from_bot": message.sender is bot,
        "from": message.sender.first_name,
        "text": message.text,
        "html": to_html(message.text, message.entities),
        "entities": message.entities,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "edited": message.edited_at is not None,
        "silent": message.silent,
        "preview": _preview(message),
        "reply_to": message.reply_to.id if message.reply_to else None,
        "thread_id": message.thread_id,
        "reactions": message.reactions,
        "service": message.service,
    }
    if message.document:
        content = message.document.content.decode("utf-8", "replace")
        seen["document"] = {"name": message.document.name, "content": content}
    return seen


def _button(button: Json) -> Json:
    seen = {"text": button["text"]}
    for ours, theirs in (("data", "callback_data"), ("url", "url")):
        if theirs in button:
            seen[ours] = button[theirs]
    return seen


def _preview(message: Message) -> str | None:
    """The link a preview is shown of: the one asked for, else the first in the text."""
    if message.preview.get("is_disabled"):
        return None
    if url := message.preview.get("url"):
        return str(url)
    for entity in message.entities:
        if entity["type"] == "text_link":
            return str(entity["url"])
        if entity["type"] == "url":
            units = message.text.encode("utf-16-le", "surrogatepass")
            start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            return units[start:end].decode("utf-16-le", "replace")
    return None


def _as_text(message: Message, bot: User) -> str:
    at = datetime.fromtimestamp(message.date, UTC)
    who = bot.first_name if message.sender is bot else message.sender.first_name
    lines = [f"{at:%H:%M:%S} {who} #{message.id}:", message.text]
    if message.document:
        lines.append(f"<{message.document.name}, {len(message.document.content)} bytes>")
    if message.service:
        lines.append(f"<{message.service}>")
    lines += [" ".join(f"[{button['text']}]" for button in row) for row in message.buttons]
    return "\n".join(line for line in lines if line)
