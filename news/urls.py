"""Addresses as keys: which host a URL is on, and when two spellings are one address."""

from urllib.parse import urlsplit


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
