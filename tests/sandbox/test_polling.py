"""getUpdates waits, hands over, and is there once."""

import asyncio
from collections.abc import Callable

import pytest
from aiohttp import ClientSession

from sandbox.server import Sandbox

Address = Callable[[str], str]


async def test_a_poll_waits_for_what_comes(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    poll = asyncio.create_task(http.post(api("getUpdates"), json={"timeout": 50}).__aenter__())
    await sandbox.wait_for(lambda: sandbox.is_polled)

    sandbox.world.say(101, "hello")

    answer = await poll
    [update] = (await answer.json())["result"]
    assert update["message"]["text"] == "hello"


async def test_a_poll_asks_for_kinds_once_and_for_all(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    await http.post(api("getUpdates"), json={"allowed_updates": ["my_chat_member"]})
    sandbox.world.say(101, "unheard")
    sandbox.world.block(101, blocked=True)

    async with http.post(api("getUpdates"), json={}) as answer:
        [update] = (await answer.json())["result"]

    assert "my_chat_member" in update


async def test_a_poll_is_refused_while_a_webhook_is_set(http: ClientSession, api: Address) -> None:
    await http.post(api("setWebhook"), json={"url": "https://example.org/hook"})
    async with http.post(api("getUpdates"), json={}) as answer:
        assert answer.status == 409
        assert "webhook is active" in await answer.text()
    await http.post(api("deleteWebhook"), json={"drop_pending_updates": True})
    async with http.post(api("getUpdates"), json={}) as answer:
        assert answer.status == 200


async def test_a_bot_that_was_killed_no_longer_polls(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    poll = asyncio.create_task(http.post(api("getUpdates"), json={"timeout": 50}).__aenter__())
    await sandbox.wait_for(lambda: sandbox.is_polled)

    poll.cancel()
    async with http.post(api("sendMessage"), json={"chat_id": 101, "text": "Hi"}):
        pass

    await sandbox.wait_for(lambda: not sandbox.is_polled)


async def test_who_leaves_before_a_slow_answer_has_sent_all_the_same(
    sandbox: Sandbox, http: ClientSession, api: Address
) -> None:
    sandbox.faults.add("slow", value=0.3)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await http.post(api("sendMessage"), json={"chat_id": 101, "text": "Hi"})

    await sandbox.wait_for(lambda: sandbox.world.transcript(101))
