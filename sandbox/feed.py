"""The sample news feed over HTTP: to read, and to publish in."""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Protocol
from xml.etree import ElementTree as ET

from aiohttp import ETag, web
from yarl import URL

from sandbox.stories import Newsstand, Published, Story, sample_stories

TITLE_LIMIT = 300
SUMMARY_LIMIT = 4_000
PAGE_STYLE = (
    "body{font:1.1rem/1.6 Georgia,serif;max-width:38rem;margin:12vh auto;padding:0 1.25rem;"
    "color:#1d2b2a;background:#fbfaf7}h1{line-height:1.25}p.about{color:#55625f;font-size:.95rem}"
    "@media(prefers-color-scheme:dark){body{color:#e6ebe8;background:#151b1b}"
    "p.about{color:#a3b1ad}}"
)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Host(Protocol):
    """The sandbox, as far as the feed needs it."""

    def announce(self, event: str, data: Mapping[str, object]) -> None:
        """Tell every open chat page what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes, and where in the sandbox."""

    title: str
    about: str
    feed: str
    home: str = ""
    stories: str
    """The folder of the pages of its stories."""


NEWS = Outlet(
    title="Sandbox Health News",
    about="Invented health news, for trying out the bot.",
    feed="feed.xml",
    stories="stories",
)


def rss(out: Sequence[Published], root: URL, outlet: Outlet = NEWS) -> bytes:
    """The feed as RSS 2.0; `root` is where the sandbox itself can be reached."""
    feed = ET.Element("rss", version="2.0")
    channel = ET.SubElement(feed, "channel")
    _add(channel, "title", outlet.title)
    _add(channel, "link", str(root / outlet.home))
    _add(channel, "description", outlet.about)
    _add(channel, "language", "en")
    if out:
        _add(channel, "lastBuildDate", format_datetime(out[0].at))
    for published in out:
        _add_item(channel, published, root, outlet)
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _add_item(channel: ET.Element, published: Published, root: URL, outlet: Outlet) -> None:
    story = published.story
    item = ET.SubElement(channel, "item")
    _add(item, "title", story.title)
    _add(item, "link", address(story, root, outlet))
    # Readers take a description for HTML, so what is meant as text says so.
    _add(item, "description", escape(story.summary, quote=False))
    _add(item, "guid", f"sandbox:{story.slug}", isPermaLink="false")
    _add(item, "pubDate", format_datetime(published.at))
    for category in story.categories:
        _add(item, "category", category)
    _add(item, "source", story.publisher, url=str(root / outlet.feed))


def story_page(published: Published) -> str:
    """A story as a small page to read."""
    story = published.story
    page = ET.Element("html", lang="en")
    head = ET.SubElement(page, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "meta", name="viewport", content="width=device-width")
    _add(head, "title", story.title)
    _add(head, "style", PAGE_STYLE)
    body = ET.SubElement(page, "body")
    _add(body, "h1", story.title)
    _add(body, "p", f"{story.publisher} · {published.at:%d %B %Y}", **{"class": "about"})
    _add(body, "p", story.summary)
    _add(body, "p", "Invented for the sandbox: not real news.", **{"class": "about"})
    return "<!doctype html>\n" + ET.tostring(page, encoding="unicode", method="html")


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    # ElementTree escapes, but lets through the characters that XML cannot hold at all.
    ET.SubElement(parent, tag, attributes).text = NOT_XML.sub("", text)


def address(story: Story, root: URL, outlet: Outlet = NEWS) -> str:
    """Where a story can be read."""
    return story.link or str(root / outlet.stories / story.slug)


def page(markup: str) -> web.Response:
    """A page that can show nothing from elsewhere, and run nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
    headers = {"Content-Security-Policy": policy}
    return web.Response(text=markup, content_type="text/html", headers=headers)


def conditional(request: web.Request, body: bytes) -> web.Response:
    """A feed, or 304 to a reader who has it already."""
    etag = hashlib.sha256(body).hexdigest()[:32]
    known = {tag.value for tag in request.if_none_match or ()}
    if known & {etag, "*"}:
        response = web.Response(status=304)
    else:
        content_type = {"Content-Type": "application/rss+xml; charset=utf-8"}
        response = web.Response(body=body, headers=content_type)
    response.etag = ETag(value=etag)
    return response


class FeedPages:
    """Answers the requests about the feed of one sandbox."""

    def __init__(self, host: Host, stand: Newsstand) -> None:
        self._host = host
        self._stand = stand

    async def feed(self, request: web.Request) -> web.Response:
        """The feed."""
        return conditional(request, rss(self._stand.out, request.url.origin()))

    async def story(self, request: web.Request) -> web.Response:
        """The page of a story that is out."""
        published = self._stand.find_published(request.match_info["slug"])
        if published is None:
            raise web.HTTPNotFound(text="No such story is published.")
        return page(story_page(published))

    async def stories(self, request: web.Request) -> web.Response:
        """The titles that are out and those that wait."""
        root = request.url.origin()
        out = [
            {"slug": story.slug, "title": story.title, "link": address(story, root)}
            for story in (published.story for published in self._stand.out)
        ]
        waiting = [{"slug": story.slug, "title": story.title} for story in self._stand.waiting]
        return web.json_response({"published": out, "waiting": waiting})

    async def publish(self, request: web.Request) -> web.Response:
        """Publish the story asked for: one somebody wrote, one by its slug, or the next."""
        asked = await _fields(request)
        story = self._written(asked) if "title" in asked else self._chosen(asked.get("slug"))
        self._stand.publish(story, datetime.now(UTC).replace(microsecond=0))
        answer = {
            "title": story.title,
            "link": address(story, request.url.origin()),
            "left": len(self._stand.waiting),
        }
        self._host.announce("feed", answer)
        return web.json_response(answer)

    def _chosen(self, slug: str | None) -> Story:
        story = self._stand.find_waiting(slug)
        if story is None and slug:
            raise _refusal(web.HTTPConflict, f"No story called “{slug}” is waiting.")
        if story is None:
            raise _refusal(web.HTTPConflict, "Every story is published. Write one of your own.")
        return story

    def _written(self, asked: Mapping[str, str]) -> Story:
        title, summary, link = (
            NOT_XML.sub("", asked.get(name, "")).strip() for name in ("title", "summary", "link")
        )
        if not title or len(title) > TITLE_LIMIT or len(summary) > SUMMARY_LIMIT:
            limits = f"A title of 1–{TITLE_LIMIT} characters, a summary of up to {SUMMARY_LIMIT}."
            raise _refusal(web.HTTPBadRequest, limits)
        if link and not link.startswith(("http://", "https://")):
            raise _refusal(web.HTTPBadRequest, "A link begins with http:// or https://.")
        return Story(
            slug=f"your-story-{secrets.token_hex(4)}",
            title=title,
            summary=summary,
            publisher="You",
            link=link,
        )


async def _fields(request: web.Request) -> Mapping[str, str]:
    try:
        asked: object = await request.json() if request.can_read_body else {}
    except ValueError as error:
        raise _refusal(web.HTTPBadRequest, "The body is not JSON.") from error
    if not isinstance(asked, dict):
        raise _refusal(web.HTTPBadRequest, "The body is not a JSON object.")
    fields = {name: value for name, value in asked.items() if value is not None}
    if not all(isinstance(value, str) for value in fields.values()):
        raise _refusal(web.HTTPBadRequest, "Slug, title, summary and link are texts.")
    return fields


def _refusal(kind: type[web.HTTPClientError], reason: str) -> web.HTTPClientError:
    body = web.json_response({"error": reason}).text
    return kind(text=body, content_type="application/json")


def routes(host: Host) -> list[web.RouteDef]:
    """All addresses of the feed, with a newsstand of their own."""
    stand = Newsstand(sample_stories(), datetime.now(UTC).replace(microsecond=0))
    pages = FeedPages(host, stand)
    return [
        web.get("/feed.xml", pages.feed),
        web.get("/stories/{slug}", pages.story),
        web.get("/sim/stories", pages.stories),
        web.post("/sim/publish", pages.publish),
    ]
