"""What shall go wrong goes wrong, as often as asked and no oftener."""

import asyncio
import time
from collections.abc import Callable

import pytest
from aiohttp import ClientSession, ServerDisconnectedError

from sandbox.faults import Faults
from sandbox.server import Sandbox
from sandbox.wire import Json

Address = Callable[[str], str]
MESSAGE = {"chat_id": 101, "text": "Hello"}


@pytest.mark.parametrize(
    ("kind", "value", "status", "answer"),
    [
        (
            "throttle",
            7,
            429,
            {
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            },
        ),
        ("forbidden", None, 403, {"description": "Forbidden: bot was blocked by the user"}),
        (
            "forbidden",
            "user is deactivated",
            403,
            {"description": "Forbidden: user is deactivated"},
        ),
        ("bad_request", "TOPIC_CLOSED", 400, {"description": "Bad Request: TOPIC_CLOSED"}),
        ("bad_request", "Bad Request: x", 400, {"description": "Bad Request: x"}),
        (
            "migrate",
            -1009,
            400,
            {
                "description": "Bad Request: group chat was upgraded to a supergroup chat",
                "parameters": {"migrate_to_chat_id": -1009},
            },
        ),
        ("server_error", None, 500, {"description": "Internal Server Error"}),
        ("unauthorized", None, 401, {"description": "Unauthorized"}),
    ],
)
async def test_a_refusal_on_demand_is_worded_as_the_real_one(
    sandbox: Sandbox,
    http: ClientSession,
    api: Address,
    kind: str,
    value: str | float | None,
    status: int,
    answer: Json,
) -> None:
    sandbox.faults.add(kind, value=value)

    async with http.post(api("sendMessage"), json=MESSAGE) as refused:
        assert refused.status == status
        assert await refused.json() == {"ok": False, "error_code": status} | answer
        assert refused.headers.get("Retry-After") == ("7" if kind == "throttle" else None)
    async with http.post(api("sendMessage"), json=MESSAGE) as taken:
        assert taken.status == 200
    assert len(sandbox.world.transcript(101)) == 1
    assert [call["ok"] for call in sandbox.outbox] == [False, True]


async def test_a_gateway_answers_in_html(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    sandbox.faults.add("bad_gateway")

    async with http.post(api("sendMessage"), json=MESSAGE) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    assert sandbox.world.transcript(101) == []


@pytest.mark.parametrize(("kind", "stored"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_dropped_connection_may_or_may_not_have_delivered(
    sandbox: Sandbox, http: ClientSession, api: Address, kind: str, stored: int
) -> None:
    sandbox.faults.add(kind)

    with pytest.raises(ServerDisconnectedError):
        await http.post(api("sendMessage"), json=MESSAGE)

    assert len(sandbox.world.transcript(101)) == stored
    assert sandbox.outbox[0]["ok"] is False


async def test_a_swallowed_answer_never_comes_though_the_call_is_performed_and_noted_at_once(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    sandbox.faults.add("swallow", value=30)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await http.post(api("sendMessage"), json=MESSAGE)

    assert len(sandbox.world.transcript(101)) == 1
    assert [call["error"] for call in sandbox.outbox] == ["no answer after the call was performed"]


async def test_after_its_silence_a_swallowed_answer_is_a_dropped_connection(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    sandbox.faults.add("swallow", value=0.05)

    with pytest.raises(ServerDisconnectedError):
        await http.post(api("sendMessage"), json=MESSAGE)


async def test_a_slow_answer_is_late_but_right(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    sandbox.faults.add("slow", value=0.05)
    began = time.monotonic()

    async with asyncio.timeout(5), http.post(api("sendMessage"), json=MESSAGE) as answer:
        assert answer.status == 200

    assert time.monotonic() - began >= 0.05


def test_a_fault_waits_for_its_method_and_chat() -> None:
    faults = Faults()
    fault = faults.add("server_error", method="sendMessage", chat_id=101, times=2)

    assert faults.take("getme", None) is None
    assert faults.take("sendmessage", 102) is None
    assert faults.take("sendmessage", 101) is fault
    assert faults.take("sendmessage", 101) is fault
    assert faults.take("sendmessage", 101) is None


def test_a_fault_without_a_count_stays_until_cleared() -> None:
    faults = Faults()
    fault = faults.add("server_error", times=None)

    assert [faults.take("getme", None) for _ in range(5)] == [fault] * 5
    faults.clear()
    assert faults.take("getme", None) is None


@pytest.mark.parametrize(
    ("kind", "times", "value"),
    [
        ("explode", 1, None),
        ("slow", 1, "x"),
        ("swallow", 1, "x"),
        ("slow", 0, 1),
        ("migrate", 1, None),
    ],
)
def test_a_fault_that_makes_no_sense_is_not_taken(
    kind: str, times: int, value: str | float | None
) -> None:
    with pytest.raises(ValueError, match="knows no method"):
        Faults().add("slow", method="sendPigeon")
    with pytest.raises(ValueError):  # noqa: PT011 - the words vary, the kind is the promise
        Faults().add(kind, times=times, value=value)
