"""The sandbox over HTTP: every way to call, every door to look in."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from sandbox.server import Sandbox
from sandbox.wire import Json
from tests.sandbox.conftest import TOKEN

Address = Callable[[str], str]
ROWS = [[{"text": "Go", "callback_data": "g"}]]


async def told(http: ClientSession, url: str, body: object) -> tuple[int, Json]:
    """What a door of the sandbox's own answers."""
    async with http.post(url, data=json.dumps(body)) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_a_method_can_be_called_in_every_way_telegram_allows(
    sandbox: Sandbox, http: ClientSession, api: Address, way: str
) -> None:
    params = {
        "chat_id": "101",
        "text": "12",
        "disable_notification": "true",
        "reply_markup": json.dumps({"inline_keyboard": ROWS}),
    }

    match way:
        case "query":
            request = http.get(api("SendMessage"), params=params)
        case "form":
            request = http.post(api("sendMessage"), data=params)
        case "json":
            request = http.post(api("sendmessage"), json=params)
        case _:
            form = FormData(default_to_multipart=True)
            for name, value in params.items():
                form.add_field(name, value)
            request = http.post(api("sendMessage"), data=form)
    async with request as answer:
        assert (await answer.json())["result"]["text"] == "12"

    [seen] = sandbox.world.transcript(101)
    assert seen["silent"]
    assert seen["buttons"] == [[{"text": "Go", "data": "g"}]]
    assert sandbox.outbox[0]["params"]["chat_id"] == 101


async def test_a_call_tells_which_connection_it_came_over(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    for headers in ({"Connection": "close"}, {}, {}):
        async with http.get(api("getMe"), headers=headers):
            pass

    first, second, third = (call["connection"] for call in sandbox.outbox)
    assert first != second
    assert third == second


@pytest.mark.parametrize(
    ("token", "status"), [("4242:x", 401), ("1:right", 200), ("nonsense", 401), ("1:", 401)]
)
async def test_a_sandbox_with_a_token_takes_no_other(
    http: ClientSession, token: str, status: int
) -> None:
    sandbox = Sandbox(token="1:right", extra_routes=[])
    root = await sandbox.start()

    async with http.get(f"{root}/bot{token}/getMe") as answer:
        body = await answer.json()
    await sandbox.stop()

    assert answer.status == status
    assert body.get("description", "") == ("Unauthorized" if status == 401 else "")


async def test_the_bots_id_is_in_its_token(http: ClientSession, api: Address) -> None:
    async with http.get(api("getMe")) as answer:
        assert (await answer.json())["result"]["id"] == 4242


async def test_stopping_ends_open_polls_and_streams(
    sandbox: Sandbox, http: ClientSession, root: str, api: Address
) -> None:
    poll = asyncio.create_task(http.post(api("getUpdates"), json={"timeout": 50}).__aenter__())
    stream = await http.get(f"{root}/sim/events")
    await sandbox.wait_for(lambda: sandbox.is_polled)

    async with asyncio.timeout(5):
        await sandbox.stop()
        assert (await (await poll).json())["result"] == []
        assert b"event: call" not in await stream.read()


async def test_people_act_through_the_doors(
    sandbox: Sandbox, http: ClientSession, root: str, api: Address
) -> None:
    sim = f"{root}/sim"
    await told(http, f"{sim}/chat", {"id": -77, "type": "group", "title": "Family"})
    status, said = await told(http, f"{sim}/message", {"chat_id": -77, "text": "/start"})
    assert status == 200
    sent = {"chat_id": -77, "text": "Hi", "reply_markup": {"inline_keyboard": ROWS}}
    async with http.post(api("sendMessage"), json=sent) as answer:
        message_id = (await answer.json())["result"]["message_id"]
    press = {"chat_id": -77, "message_id": message_id, "label": "Go", "user_id": 102}
    _, pressed = await told(http, f"{sim}/callback", press)
    _, banned = await told(
        http, f"{sim}/member", {"chat_id": -77, "user_id": 4242, "status": "kicked"}
    )
    _, blocked = await told(http, f"{sim}/block", {"chat_id": 101, "blocked": True})
    _, moved = await told(http, f"{sim}/migrate", {"chat_id": -77})

    assert said["message_id"] < message_id
    assert pressed["callback_id"] in sandbox.world.queries
    assert banned["standing"] == "kicked"
    assert blocked["blocked"] is True
    assert moved["chat_id"] in sandbox.world.chats


@pytest.mark.parametrize(
    ("door", "body", "reason"),
    [
        ("message", {"chat_id": 101}, "text is missing"),
        ("message", {"text": "x"}, "chat_id is missing"),
        ("message", {"chat_id": "x", "text": "x"}, "chat_id is a whole number"),
        ("message", {"chat_id": 101, "text": "\ud83d"}, "text is not Unicode"),
        ("message", [1], "a JSON object is expected"),
        ("callback", {"chat_id": 101, "message_id": 5, "data": "x"}, "there is no message 5"),
        ("chat", {"id": 9, "type": "planet"}, "type is one of"),
        ("block", {"chat_id": 9}, "there is no chat 9"),
        ("member", {"chat_id": 101, "user_id": 1, "status": "king"}, "status is one of"),
        ("migrate", {"chat_id": 101}, "only a group"),
        ("fault", {"kind": "explode"}, "explode"),
    ],
)
async def test_what_cannot_be_done_is_said_plainly(
    http: ClientSession, root: str, door: str, body: object, reason: str
) -> None:
    status, answer = await told(http, f"{root}/sim/{door}", body)

    assert status == 400
    assert reason in answer["error"]


async def test_everything_can_be_looked_at(
    sandbox: Sandbox, http: ClientSession, root: str, api: Address
) -> None:
    async def look(path: str) -> Any:
        async with http.get(f"{root}/sim/{path}") as answer:
            return await answer.json()

    commands = [{"command": "help", "description": "What I do"}]
    await http.post(api("setMyCommands"), json={"commands": commands})
    await http.post(api("sendMessage"), json={"chat_id": 101, "text": "<b>Hi</b>"})
    await http.post(api("sendMessage"), json={"chat_id": 999, "text": "Hi"})
    await told(http, f"{root}/sim/fault", {"method": "getMe", "kind": "slow", "value": 1})

    state, chats, ana = await look("state"), await look("chats"), await look("chat/101")
    assert state["commands"] == commands
    assert state["violations"] == 0
    assert state["faults"] == [{"kind": "slow", "method": "getMe", "times": 1}]
    assert [chat["title"] for chat in chats] == ["Ana", "Ben", "Chen"]
    assert ana["title"] == "Ana"
    assert ana["messages"][0]["html"] == "&lt;b&gt;Hi&lt;/b&gt;"
    [refused] = await look("outbox?since=2")
    assert (refused["n"], refused["method"], refused["ok"]) == (3, "sendMessage", False)
    assert refused["error"] == "Bad Request: chat not found"
    async with http.get(f"{root}/sim/chat/101?format=text") as answer:
        assert "<b>Hi</b>" in await answer.text()
    async with http.get(f"{root}/sim/chat/999") as answer:
        assert answer.status == 404


async def test_a_reset_begins_anew(
    sandbox: Sandbox, http: ClientSession, root: str, api: Address
) -> None:
    await http.post(api("sendMessage"), json={"chat_id": 101, "text": "Hi"})
    sandbox.faults.add("server_error")
    sandbox.world.say(555, "x")

    await told(http, f"{root}/sim/reset", {})

    assert sandbox.outbox == []
    assert list(sandbox.world.chats) == [101, 102, 103]
    assert sandbox.world.transcript(101) == []
    assert len(sandbox.world.updates) == 0
    async with http.post(api("sendMessage"), json={"chat_id": 101, "text": "Hi"}) as answer:
        assert answer.status == 200


async def test_the_page_hears_of_messages_calls_and_toasts(
    sandbox: Sandbox, http: ClientSession, root: str, api: Address
) -> None:
    stream = await http.get(f"{root}/sim/events")
    assert await stream.content.readuntil(b"\n\n") == b": here\n\n"
    sent = {"chat_id": 101, "text": "Hi", "reply_markup": {"inline_keyboard": ROWS}}
    async with http.post(api("sendMessage"), json=sent) as answer:
        message_id = (await answer.json())["result"]["message_id"]
    query = sandbox.world.press(101, message_id, label="Go")
    await http.post(api("answerCallbackQuery"), json={"callback_query_id": query, "text": "Done"})
    sandbox.announce("feed", {})

    heard: list[tuple[str, Json]] = []
    while not heard or heard[-1][0] != "feed":
        frame = (await stream.content.readuntil(b"\n\n")).decode()
        name, data = frame.strip().split("\n")
        heard.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    stream.close()

    assert [name for name, _ in heard] == ["chat", "call", "toast", "call", "feed"]
    assert heard[0][1] == {"chat_id": 101}
    assert heard[1][1]["method"] == "sendMessage"
    assert heard[2][1] == {"chat_id": 101, "text": "Done"}


async def test_waiting_in_vain_ends(sandbox: Sandbox) -> None:
    with pytest.raises(TimeoutError):
        await sandbox.wait_for(lambda: False, timeout=0.01)


async def test_too_fast_is_refused_and_counted(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    sandbox.world.add_chat(-77)
    answers = []
    for _ in range(21):
        async with http.post(api("sendMessage"), json={"chat_id": -77, "text": "x"}) as answer:
            answers.append(await answer.json())

    assert [answer["ok"] for answer in answers] == [True] * 20 + [False]
    assert answers[-1]["parameters"]["retry_after"] >= 1
    assert sandbox.flood.violations == 1


async def test_two_sandboxes_do_not_know_of_each_other(http: ClientSession) -> None:
    one, two = Sandbox(extra_routes=[]), Sandbox()
    await one.start()
    root = await two.start()

    async with http.get(f"{root}/feed.xml") as answer:
        assert answer.status == 200
    async with http.get(f"{root}/bot{TOKEN}/sendMessage?chat_id=101&text=Hi") as answer:
        assert answer.status == 200
    await one.stop()
    await two.stop()

    assert one.world.transcript(101) == []
    assert len(two.world.transcript(101)) == 1


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Host": "rebound.example.org"}]
)
async def test_another_web_page_cannot_speak_for_people(
    sandbox: Sandbox, http: ClientSession, root: str, headers: dict[str, str]
) -> None:
    body = json.dumps({"chat_id": 101, "text": "/erase"})

    async with http.post(f"{root}/sim/message", data=body, headers=headers) as answer:
        assert answer.status == 403

    assert sandbox.world.transcript(101) == []


async def test_the_page_may_ask_nobody_but_the_sandbox(http: ClientSession, root: str) -> None:
    async with http.get(f"{root}/", headers={"Origin": root}) as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
