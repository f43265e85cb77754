"""A thousand publishers in one process: `python -m tests.bench.publishers`.

Each has an address of its own on this machine's loopback, and a feed with validators. One in so
many answers brings something new; all others are “not modified”. `/count` tells how often they
were asked. The process says its port on stdout, and ends when its stdin does.
"""

import argparse
import asyncio
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from aiohttp import web

ITEMS = 30
_WORDS = "Researchers followed a hundred people for a year and counted what became of them. " * 12


class Publishers:
    """What they have published, and when each was asked."""

    def __init__(self, news_every: int) -> None:
        self._news_every = news_every
        self._issue: defaultdict[str, int] = defaultdict(int)
        self._asked: defaultdict[str, list[float]] = defaultdict(list)
        self._counts = {"asked": 0, "not modified": 0}

    def app(self) -> web.Application:
        """All publishers, told apart by the host they are asked as."""
        app = web.Application()
        app.router.add_get("/feed.xml", self._feed)
        app.router.add_get("/count", self._count)
        return app

    async def _feed(self, request: web.Request) -> web.Response:
        name = request.host
        asked = self._asked[name]
        asked.append(time.monotonic())
        self._counts["asked"] += 1
        # Spread over the publishers, so that in every round as many have something new.
        if (len(asked) + hash(name)) % self._news_every == 0:
            self._issue[name] += 1
        tag = f'"{self._issue[name]}"'
        if request.headers.get("If-None-Match") == tag:
            self._counts["not modified"] += 1
            return web.Response(status=304, headers={"ETag": tag})
        body = feed(name, self._issue[name])
        return web.Response(body=body, headers={"ETag": tag}, content_type="application/rss+xml")

    async def _count(self, _: web.Request) -> web.Response:
        gaps = [
            later - earlier
            for moments in self._asked.values()
            for earlier, later in pairwise(moments)
        ]
        return web.json_response(self._counts | {"gaps": gaps})


def feed(name: str, issue: int) -> bytes:
    """Thirty items, of which the newest is new in each issue."""
    began = datetime(2026, 1, 1, tzinfo=UTC)
    items = "".join(
        f"<item><title>Report {number} of {name}</title><guid>{name}/{number}</guid>"
        f"<link>http://{name}/{number}</link><description>{_WORDS}</description>"
        f"<pubDate>{format_datetime(began + timedelta(hours=number))}</pubDate></item>"
        for number in range(issue + ITEMS, issue, -1)
    )
    head = f"<title>{name}</title><link>http://{name}/</link><description>News</description>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


async def _serve(news_every: int) -> None:
    runner = web.AppRunner(Publishers(news_every).app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 0).start()  # noqa: S104 – all of 127.0.0.0/8
    print(runner.addresses[0][1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.publishers")
    parser.add_argument("--news-every", type=int, default=10, help="of how many answers one is new")
    return parser


if __name__ == "__main__":
    asyncio.run(_serve(_parser().parse_args().news_every))
