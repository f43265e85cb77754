"""Addresses as keys and as links: what host, what page, what a reader may safely press."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

URL_LIMIT: Final = 2_048

_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}
_TRACKING: Final = re.compile(
    r"utm_\w+|at_(?:medium|campaign)|fbclid|gclid|dclid|msclkid|igshid|yclid"
    r"|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|ref_src|cmpid|emc|af",
    re.IGNORECASE,
)
# Where a reader came from, by names that some sites use for what is shown: good for comparing
# two addresses, too bold for changing the one that is opened.
_ORIGIN: Final = re.compile(
    rf"{_TRACKING.pattern}|ns_\w+|ref|src|source|partner|feed\w*|rss|from|at_\w+", re.IGNORECASE
)


def host_of(url: str) -> str:
    """The host (with its port, if it has one) that a request to `url` goes to."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def is_page(url: str) -> bool:
    """Whether the address is one page of a site, and not its front page."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def url_key(url: str) -> str:
    """The same for every usual spelling of one address: no scheme, `www.`, fragment or last `/`."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return host_of(url).removeprefix("www.") + parts.path.rstrip("/") + query


@lru_cache(maxsize=1_024)  # each article is compared with many
def page_key(url: str) -> str | None:
    """The same for all links to one page, wherever they stood; None for a front page."""
    try:
        parts = urlsplit(canonical_url(url))
    except ValueError:  # “http://[” is an address to someone
        return None
    host = parts.netloc.removeprefix("www.")
    asked = [pair for pair in parse_qsl(parts.query) if not _ORIGIN.fullmatch(pair[0])]
    path = parts.path.rstrip("/")
    return f"{host}{path}?{urlencode(sorted(asked))}" if path or asked else None


def canonical_url(url: str) -> str:
    """The address without what differs between two links to one page.

    Off go the fragment, tracking parameters, default ports and upper case in the host. A text that
    is no address comes back stripped, and otherwise as it was.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.netloc:
        return url
    return urlunsplit(
        (
            parts.scheme,
            _canonical_host(parts.netloc, _DEFAULT_PORTS.get(parts.scheme, ":")),
            parts.path or "/",
            _without_tracking(parts.query),
            # Some sites route by `#!/page` or `#/page`: there the fragment is the page.
            parts.fragment if parts.fragment.startswith(("!", "/")) else "",
        )
    )


def safe_link(url: str) -> str:
    """The address if a reader can press it without surprise, else the empty string.

    Only http and https, with a host, without user name and password, and nothing that a browser
    and we could read differently.
    """
    url = url.strip().replace(" ", "%20")
    if len(url) > URL_LIMIT or not url.isprintable() or "\\" in url:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where the port is no number
    except ValueError:
        return ""
    is_safe = parts.scheme in _DEFAULT_PORTS and parts.hostname and "@" not in parts.netloc
    return url if is_safe else ""


def _canonical_host(netloc: str, default_port: str) -> str:
    userinfo, at, host = netloc.rpartition("@")
    return userinfo + at + host.lower().removesuffix(default_port)


def _without_tracking(query: str) -> str:
    # On the raw text: decoding and encoding again would change addresses that work as they are.
    return "&".join(
        parameter
        for parameter in query.split("&")
        if not _TRACKING.fullmatch(parameter.partition("=")[0])
    )
