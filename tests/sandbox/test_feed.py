"""The sample feed, asked over HTTP as the bot and the chat page ask."""

import io
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from sandbox import feed
from sandbox.feed import rss, story_page
from sandbox.stories import Published, Story, sample_stories

UCLA = "https://medicalxpress.com/news/2025-09-gene-therapy-lifelong-transfusions-rare.html"
HOSTILE = '<script>alert("1")</script> & ]]> <b>0.05</b>'
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Client = TestClient[web.Request, web.Application]


class Listener:
    """Stands where the sandbox stands, and remembers what it was told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Mapping[str, object]]] = []

    def announce(self, event: str, data: Mapping[str, object]) -> None:
        self.heard.append((event, data))


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest_asyncio.fixture
async def client(listener: Listener) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(feed.routes(listener))
    async with TestClient(TestServer(app)) as client:
        yield client


async def read_feed(client: Client) -> Any:
    answer = await client.get("/feed.xml")
    assert answer.status == 200
    return feedparser.parse(
        io.BytesIO(await answer.read()),
        response_headers={"content-type": answer.headers["Content-Type"]},
        sanitize_html=False,
    )


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────


async def test_at_the_start_the_feed_is_valid_and_carries_the_past_days(client: Client) -> None:
    parsed = await read_feed(client)

    assert parsed.version == "rss20"
    assert not parsed.bozo
    dates = [entry.published_parsed for entry in parsed.entries]
    assert len(dates) == sum(story.days_ago is not None for story in sample_stories())
    assert dates == sorted(dates, reverse=True)
    for entry in parsed.entries:
        assert entry.id.startswith("sandbox:")
        assert entry.link.startswith(str(client.make_url("/stories/")))
        assert entry.summary
        assert entry.tags
        assert entry.source.title


async def test_a_reader_that_has_the_feed_is_told_so_until_something_is_published(
    client: Client,
) -> None:
    etag = (await client.get("/feed.xml")).headers["ETag"]
    known = {"If-None-Match": f'"other", {etag}'}

    same = await client.get("/feed.xml", headers=known)
    await client.post("/sim/publish")
    changed = await client.get("/feed.xml", headers=known)

    assert (same.status, await same.read(), same.headers["ETag"]) == (304, b"", etag)
    assert changed.status == 200
    assert changed.headers["ETag"] != etag


async def test_a_story_has_a_page_once_it_is_out(client: Client) -> None:
    link = "/stories/evening-walks-type-2-diabetes"

    early = await client.get(link)
    await client.post("/sim/publish", json={"slug": "evening-walks-type-2-diabetes"})
    page = await client.get(link)

    assert early.status == 404
    assert page.status == 200
    assert "Short walks after dinner" in await page.text()
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


# ── Publishing ───────────────────────────────────────────────────────────────────────────────────


async def test_the_real_story_is_published_first(client: Client, listener: Listener) -> None:
    waiting = sum(story.days_ago is None for story in sample_stories())

    answer = await (await client.post("/sim/publish")).json()

    newest = (await read_feed(client)).entries[0]
    assert newest.link == answer["link"] == UCLA
    assert newest.title == answer["title"]
    assert answer["left"] == waiting - 1
    assert listener.heard == [("feed", answer)]


async def test_stories_come_out_in_their_order_until_none_is_left(client: Client) -> None:
    order = [story.title for story in sample_stories() if story.days_ago is None]

    told = [(await (await client.post("/sim/publish")).json())["title"] for _ in order]
    refused = await client.post("/sim/publish")

    assert told == order
    assert refused.status == 409
    assert "Every story is published" in (await refused.json())["error"]
    entries = (await read_feed(client)).entries
    assert [entry.title for entry in entries[: len(order)]] == order[::-1]
    assert len({entry.id for entry in entries}) == len(sample_stories())


async def test_a_story_can_be_chosen_but_only_once(client: Client) -> None:
    chosen = {"slug": "recall-frozen-berries"}

    first = await client.post("/sim/publish", json=chosen)
    second = await client.post("/sim/publish", json=chosen)

    assert first.status == 200
    assert second.status == 409
    stories = await (await client.get("/sim/stories")).json()
    assert stories["published"][0]["slug"] == "recall-frozen-berries"
    assert "recall-frozen-berries" not in {story["slug"] for story in stories["waiting"]}
    assert stories["waiting"][0]["slug"] == "alpha-thalassemia-gene-therapy"


async def test_each_sandbox_has_a_newsstand_of_its_own(client: Client, listener: Listener) -> None:
    await client.post("/sim/publish")

    app = web.Application()
    app.add_routes(feed.routes(listener))
    async with TestClient(TestServer(app)) as other:
        entries = (await read_feed(other)).entries

    assert UCLA not in {entry.link for entry in entries}


async def test_a_story_somebody_wrote_reaches_the_feed_word_for_word(client: Client) -> None:
    written = {"title": HOSTILE, "summary": HOSTILE}

    answer = await (await client.post("/sim/publish", json=written)).json()

    body = await (await client.get("/feed.xml")).read()
    item = ET.fromstring(body).find("channel/item")  # noqa: S314 - our own feed
    assert item is not None
    assert item.findtext("title") == HOSTILE
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False)
    assert not parsed.bozo
    assert "<b>" not in parsed.entries[0].summary
    page = await (await client.get(URL(answer["link"]).path)).text()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


async def test_a_written_story_may_link_anywhere_on_the_web(client: Client) -> None:
    written = {"title": "Mine", "summary": "", "link": "https://example.org/a?b=1&c=2"}

    answer = await (await client.post("/sim/publish", json=written)).json()

    assert answer["link"] == written["link"]
    assert (await read_feed(client)).entries[0].link == written["link"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '{"title": 1}',
        '{"title": "  "}',
        '{"title": "\\u0000"}',
        '{"title": "a", "link": "javascript:alert(1)"}',
        '{"title": "' + "a" * 301 + '"}',
        '{"title": "a", "summary": "' + "a" * 4001 + '"}',
    ],
)
async def test_what_is_no_story_is_refused_with_a_reason(client: Client, body: str) -> None:
    answer = await client.post("/sim/publish", data=body)

    assert answer.status == 400
    assert (await answer.json())["error"]


@given(title=st.text(), summary=st.text())
def test_whatever_a_story_says_the_feed_stays_xml_and_its_page_free_of_markup(
    title: str, summary: str
) -> None:
    story = Story(slug="any", title=title, summary=summary, publisher="You")
    published = Published(story, NOW)

    body = rss([published], URL("http://localhost/"))

    assert ET.fromstring(body).find("channel/item") is not None  # noqa: S314 - our own feed
    shown = story_page(published)
    assert shown.count("<") == story_page(Published(sample_stories()[0], NOW)).count("<")
