"""Which links we pass on to readers, and the host we show for them."""

import re
from urllib.parse import urlsplit

LONGEST = 2000
_HOST = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z0-9-]+")


def safe(url: str) -> str:
    """The link as it is if a reader may be sent there, or else nothing."""
    return url if host(url) else ""


def host(url: str) -> str:
    """The host a link leads to, in ASCII so that no look-alike letters deceive; or nothing.

    Telegram refuses a whole message for one button with a bad link, so we are stricter than it:
    http or https, a host with a dot, no user name before it, nothing a browser would read anew.
    """
    if len(url) > LONGEST or not url.isprintable() or set(url) & set(' \\"<>'):
        return ""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").encode("idna").decode("ascii").lower()
        _ = parts.port  # read only to be checked: it raises for anything but a port number
    except ValueError:
        return ""
    plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return name.removeprefix("www.") if plain and _HOST.fullmatch(name) else ""
