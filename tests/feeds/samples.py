"""Small feeds in our own words."""

from news.feeds import Feed, FeedId, Source, Validators

URL = "https://news.example.org/health/feed.xml"


def a_source(url: str = URL, language: str = "en") -> Source:
    return Source(url=url, title="Example Health", language=language)


def a_feed(url: str, validators: Validators | None = None) -> Feed:
    return Feed(id=FeedId(1), source=a_source(url), validators=validators or Validators())


# Its backslash is taken for a part of a pattern, which is an error in itself.
PROLOG_FEEDPARSER_FAILS_ON = '<!DOCTYPE rss [\n<!ENTITY path "C:\\data">]>'


def rss(*items: str, channel: str = "", prolog: str = '<?xml version="1.0"?>') -> bytes:
    """An RSS 2.0 feed with these items."""
    listed = "".join(f"<item>{item}</item>" for item in items)
    feed = f"{prolog}<rss version='2.0'><channel><title>Example Health</title>{channel}{listed}"
    return f"{feed}</channel></rss>".encode()


def item(number: int = 1) -> str:
    """A complete item."""
    return (
        f"<title>Vaccine trial {number} reports</title><guid>id-{number}</guid>"
        f"<link>https://news.example.org/{number}</link>"
        f"<description>Fewer people caught measles in trial {number}.</description>"
        f"<pubDate>Mon, {number % 28 + 1:02} Jun 2026 08:00:00 GMT</pubDate>"
    )


def slow_to_read(length: int = 60_000) -> bytes:
    """A feed whose author takes feedparser's e-mail pattern quadratic time."""
    return rss(f"<title>Slow</title><author>{'a' * length}</author>")
