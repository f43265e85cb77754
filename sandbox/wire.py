"""What travels between a bot and Telegram: JSON objects, and refusals."""

from typing import Any

# The Bot API is untyped JSON in both directions; each rule checks what it takes out.
Json = dict[str, Any]

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class Refusal(Exception):  # noqa: N818 - it is not an error of ours but an answer of Telegram's
    """Telegram says no: the code, its words, and what it adds for machines."""

    def __init__(self, code: int, reason: str = "", **parameters: int) -> None:
        prefix = PREFIXES[code]
        told = not reason or reason.startswith(f"{prefix}:")
        self.code = code
        self.description = (reason or prefix) if told else f"{prefix}: {reason}"
        self.parameters = parameters
        super().__init__(self.description)

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """The request is wrong; sending it again will not help."""
    return Refusal(400, reason)


def forbidden(reason: str) -> Refusal:
    """The chat is closed to the bot."""
    return Refusal(403, reason)


def too_many(retry_after: int) -> Refusal:
    """Too fast: not before so many seconds."""
    return Refusal(429, f"retry after {retry_after}", retry_after=retry_after)


def moved(new_chat_id: int) -> Refusal:
    """The group lives on as a supergroup under another id."""
    reason = "group chat was upgraded to a supergroup chat"
    return Refusal(400, reason, migrate_to_chat_id=new_chat_id)


def words(line: str) -> tuple[str, ...]:
    """The names in a line: how the tables of the protocol read best."""
    return tuple(line.split())


def utf16_length(text: str) -> int:
    """A text's length as Telegram counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
