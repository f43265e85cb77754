"""Addresses as keys: which host a URL is on, and when two spellings are one address."""

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The host (with its port, if it has one) that a request to `url` goes to."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def url_key(url: str) -> str:
    """The same for every usual spelling of one address: no scheme, `www.`, fragment or last `/`."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return host_of(url).removeprefix("www.") + parts.path.rstrip("/") + query
