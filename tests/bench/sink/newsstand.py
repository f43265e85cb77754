"""A feed that tells what is published in it."""

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.bench.sink.http import Request, Response

LINK = "https://news.example/story/"
"""What the link of every story begins with; its number follows."""


class Newsstand:
    """Stories with links by number, the newest first."""

    def __init__(self) -> None:
        self._items: list[str] = []

    def publish(self, title: str, summary: str) -> int:
        """Tell one more story; its number."""
        number = len(self._items)
        self._items.insert(
            0,
            f"<item><title>{escape(title)}</title><link>{LINK}{number}</link>"
            f"<guid isPermaLink='false'>story-{number}</guid>"
            f"<description>{escape(escape(summary))}</description>"
            f"<pubDate>{format_datetime(datetime.now(UTC))}</pubDate></item>",
        )
        return number

    def read(self, request: Request) -> Response:
        """The feed, or that nothing has changed."""
        validator = f'"{len(self._items)}"'
        if request.known == validator:
            return Response(status=304, body=b"", validator=validator)
        body = (
            "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
            f"<title>Example</title><link>{LINK}</link><description>Invented</description>"
            f"<language>en</language>{''.join(self._items)}</channel></rss>"
        )
        return Response(body=body.encode(), kind="application/rss+xml", validator=validator)
