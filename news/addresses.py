"""What people type as a web address, as an address that can be asked."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

LONGEST = 2_048

_NAME = r"(?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,})"
_NUMBERS = r"\d+(?:\.\d+){3}|\[[0-9a-f:.]+\]"
_HOST = rf"(?:{_NAME}|{_NUMBERS}|localhost)(?::\d+)?"
# One that nobody would type who means a topic: “e.coli” could be a host, “e.coli/feed” is one.
_CERTAIN = re.compile(rf"(?:[a-z][a-z0-9+.-]*://|feed:|www\.|{_HOST}/)\S+", re.IGNORECASE)
_HOST_ALONE = re.compile(rf"(?!\w\.){_HOST}/?", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed:(?://)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AROUND = " \t\n<>()\"'“”„«»‘’`"
_PLAIN_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_SENTENCE_END = ".,;!?"
_AS_IT_IS = "/%:@!$&'()*+,;=~"


def address_in(text: str) -> str:
    """The address that a text begins with, as it is written there; empty if it does not."""
    begins = _CERTAIN.match(text.lstrip(_AROUND))
    return begins[0] if begins else ""


def host_in(text: str) -> str:
    """The same, where an address is asked for and the name of a site is one too."""
    alone = text.strip(_AROUND)
    return address_in(text) or (alone if _HOST_ALONE.fullmatch(alone) else "")


def web_address(typed: str) -> str:
    """The address that is meant, complete and in ASCII; empty if it is none to ask.

    Only http and https, without user name and password, and nothing that two programs could read
    differently.
    """
    visible = "".join(filter(str.isprintable, typed))
    typed = visible.lstrip(_AROUND).rstrip(_AROUND + _SENTENCE_END)
    bare = _FEED_SCHEME.sub("", typed, count=1)
    try:
        address = _in_ascii(urlsplit(bare if _SCHEME.match(bare) else f"https://{bare}"))
    except ValueError:
        return ""
    return address if len(address) <= LONGEST else ""


def _in_ascii(parts: SplitResult) -> str:
    """Put together again. Raises ValueError for what is not to be asked."""
    host = (parts.hostname or "").encode("idna").decode().lower().rstrip(".")
    is_plain = parts.scheme in {"http", "https"} and _PLAIN_HOST.fullmatch(host)
    if not is_plain or "@" in parts.netloc or "\\" in parts.geturl():
        raise ValueError("not an address to ask")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if parts.port is None else f"{shown}:{parts.port}"
    path = quote(parts.path, safe=_AS_IT_IS) or "/"
    return urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe=f"{_AS_IT_IS}?"), ""))
