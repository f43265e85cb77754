"""The sandbox's blog: a page that names its feed, and posts that wait to be published."""

import io
from collections.abc import AsyncIterator
from typing import Any

import feedparser
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from feeds.reading.discovery import feeds_linked
from sandbox import blog

Client = TestClient[web.Request, web.Application]


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(blog.routes())
    async with TestClient(TestServer(app)) as client:
        yield client


async def read_feed(client: Client) -> Any:
    answer = await client.get("/own.xml")
    return feedparser.parse(io.BytesIO(await answer.read()), sanitize_html=False)


async def test_the_page_names_the_feed(client: Client) -> None:
    url = client.make_url("/blog")

    page = await client.get("/blog")

    assert page.content_type == "text/html"
    assert feeds_linked(await page.read(), str(url)) == (str(client.make_url("/own.xml")),)
    assert f"/follow {url}" in await page.text()


async def test_the_feed_is_valid_and_its_posts_can_be_read(client: Client) -> None:
    parsed = await read_feed(client)

    assert not parsed.bozo
    assert parsed.feed.title == "Ward Notes"
    assert len(parsed.entries) == 2
    for entry in parsed.entries:
        post = await client.get(URL(entry.link).path)
        assert entry.title in await post.text()


async def test_the_next_post_is_one_press_away_until_none_waits(client: Client) -> None:
    before = await read_feed(client)

    pages = [await client.post("/blog") for _ in range(9)]
    after = await read_feed(client)

    assert len(after.entries) == len(blog.POSTS)
    assert {page.status for page in pages} == {200}
    assert "<button>" in await pages[0].text()
    assert "<button>" not in await pages[-1].text()
    assert {entry.id for entry in before.entries} < {entry.id for entry in after.entries}


async def test_whoever_has_the_feed_is_told_so(client: Client) -> None:
    first = await client.get("/own.xml")

    again = await client.get("/own.xml", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status == 304


async def test_a_post_that_is_not_out_is_not_there(client: Client) -> None:
    assert (await client.get("/blog/the-good-pen")).status == 404
