"""A message's text and entities as HTML that is safe to put on a page."""

from html import escape

from sandbox.wire import Json

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_CLASSES = {"spoiler": "spoiler", "bot_command": "command", "date_time": "moment"}


def to_html(text: str, entities: list[Json]) -> str:
    """Escaped text in balanced tags; links only to the web, opened apart."""
    units = text.encode("utf-16-le", "surrogatepass")
    out: list[str] = []
    ends: list[tuple[int, str]] = []
    at = 0

    def copy_to(offset: int) -> None:
        nonlocal at
        part = units[at * 2 : offset * 2].decode("utf-16-le", "replace")
        out.append(escape(part))
        at = max(at, offset)

    def close_until(offset: int) -> None:
        while ends and ends[-1][0] <= offset:
            end, tag = ends.pop()
            copy_to(end)
            out.append(tag)

    for entity in entities:
        close_until(entity["offset"])
        copy_to(entity["offset"])
        opening, closing = _tags(entity, units)
        out.append(opening)
        # Tags must nest: what would stick out of the one around it ends with it.
        edge = ends[-1][0] if ends else len(units) // 2
        ends.append((min(entity["offset"] + entity["length"], edge), closing))
    close_until(len(units) // 2)
    copy_to(len(units) // 2)
    return "".join(out)


def _tags(entity: Json, units: bytes) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind in _CLASSES:
        return f'<span class="{_CLASSES[kind]}">', "</span>"
    if kind in {"text_link", "url"}:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        url = entity.get("url") or units[start * 2 : end * 2].decode("utf-16-le", "replace")
        if "://" not in url:
            url = f"https://{url}"
        if url.lower().startswith(("http://", "https://")):
            return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return "", ""
