"""The sink answers as a Bot API server does, and remembers what it was sent."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading.parser import parse
from tests.bench.arrivals import Arrivals
from tests.bench.sink.forms import parameters
from tests.bench.sink.http import Connection, Request, take
from tests.bench.sink.limit import Limit
from tests.bench.sink.newsstand import LINK
from tests.bench.sink.server import Sink

BODY = b"chat_id=1&text=hello"
WITH_LENGTH = (
    b"POST /botX/sendMessage?a=b HTTP/1.1\r\ncontent-length: %d\r\n\r\n" % len(BODY) + BODY
)
IN_CHUNKS = (
    b"POST /botX/sendMessage?a=b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"9\r\nchat_id=1\r\nb\r\n&text=hello\r\n0\r\n\r\n"
)


@pytest.fixture
async def root() -> AsyncIterator[str]:
    """A sink in this process that refuses the fourth message of a second."""
    sink = Sink(latency=0.001, limit=Limit(3, halt=2))
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(sink.answer), "127.0.0.1", 0
    )
    host, port = server.sockets[0].getsockname()
    yield f"http://{host}:{port}"
    server.close()


async def post(url: str, data: Any = None, **asked: object) -> Any:
    """The answer to a call; what is asked goes as JSON."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=data, json=asked or None) as answer,
    ):
        return await answer.json()


@pytest.mark.parametrize("raw", [WITH_LENGTH, IN_CHUNKS])
def test_a_request_is_taken_once_it_is_complete_and_the_next_one_is_left(raw: bytes) -> None:
    parts = [take(raw[:length]) for length in range(len(raw))]
    taken = take(raw + b"GET /")

    assert not any(parts)
    assert taken is not None
    request, rest = taken
    assert (request.path, request.query, request.body) == ("/botX/sendMessage", "a=b", BODY)
    assert rest == b"GET /"


@given(st.dictionaries(st.sampled_from(("chat_id", "text")), st.text(min_size=1), min_size=1))
def test_a_form_and_json_say_the_same(asked: Mapping[str, str]) -> None:
    form = a_request("application/x-www-form-urlencoded", urlencode(asked))
    as_json = a_request("application/json", json.dumps(asked))

    assert parameters(as_json) == asked
    assert parameters(form) == asked


def a_request(kind: str, body: str) -> Request:
    """A call with this body."""
    return Request(path="/bot4242:x/sendMessage", query="", kind=kind, known="", body=body.encode())


async def test_a_form_in_parts_is_read_too(root: str) -> None:
    form = aiohttp.FormData({"chat_id": "5", "text": "Grüße"})
    form.add_field("document", b"\x00\xff", filename="x.bin")

    sent = await post(f"{root}/bot4242:x/sendMessage", form)

    assert sent["result"]["text"] == "Grüße"
    assert sent["result"]["chat"]["id"] == 5


async def test_what_is_one_too_many_is_refused_and_everything_is_in_the_report(root: str) -> None:
    texts = [f"{LINK}4 and {LINK}17", "no story", f'<a href="{LINK}4">again</a>', "too much"]

    answers = [
        await post(f"{root}/bot4242:x/sendMessage", chat_id=number, text=text)
        for number, text in enumerate(texts, start=1)
    ]
    arrivals = Arrivals(**await post(f"{root}/report"))

    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[3]["error_code"] == 429
    assert answers[3]["parameters"] == {"retry_after": 2}
    assert [chat for _, chat in arrivals.of(4)] == [1, 3]
    assert [chat for _, chat in arrivals.of(17)] == [1]
    assert arrivals.refused == len(arrivals.halts) == 1
    assert await post(f"{root}/count") == {"sent": 3, "polls": 0}


async def test_a_poll_waits_for_what_a_reader_says_and_the_next_one_confirms_it(root: str) -> None:
    polled = asyncio.create_task(post(f"{root}/bot4242:x/getUpdates?offset=0&timeout=30"))
    while not (await post(f"{root}/count"))["polls"]:  # noqa: ASYNC110 – it is asked
        await asyncio.sleep(0)

    await post(f"{root}/say", chat_id=7, text="/help me")
    (update,) = (await polled)["result"]
    confirmed = await post(f"{root}/bot4242:x/getUpdates", offset=update["update_id"] + 1)

    assert update["message"]["chat"]["id"] == 7
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert confirmed["result"] == []


async def test_the_feed_tells_what_was_published_and_that_nothing_has_changed(root: str) -> None:
    number = await post(f"{root}/publish", title="Salt & asthma", summary="A <b>bold</b> claim")

    async with aiohttp.ClientSession() as session:
        async with session.get(f"{root}/feed.xml") as answer:
            kind = answer.content_type
            feed = parse(await answer.read(), kind, url=f"{root}/feed.xml", language="en")
        known = {"If-None-Match": answer.headers["ETag"]}
        async with session.get(f"{root}/feed.xml", headers=known) as again:
            status = again.status

    (entry,) = feed.entries
    assert entry.title == "Salt & asthma"
    assert entry.url == f"{LINK}{number}"
    assert status == 304


@pytest.mark.parametrize(
    ("moments", "refusals"),
    [
        ([0.0, 0.5, 1.0, 1.5], [0, 0, 0, 0]),
        ([0.0, 0.1, 0.2, 1.0, 3.1, 3.3], [0, 0, 3, 3, 1, 0]),
    ],
)
def test_after_one_too_many_nothing_passes_until_the_halt_ends(
    moments: list[float], refusals: list[int]
) -> None:
    limit = Limit(2, halt=3)

    assert [limit.refusal(moment) for moment in moments] == refusals


def test_without_a_limit_all_passes() -> None:
    limit = Limit(0, halt=3)

    assert not any(limit.refusal(1.0) for _ in range(1_000))
