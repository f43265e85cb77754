"""What the sink answers to whom: the Bot API, the feed, and the door for whoever measures."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.bench.sink.forms import parameters
from tests.bench.sink.http import Request, Respond, Response
from tests.bench.sink.limit import Limit
from tests.bench.sink.newsstand import Newsstand
from tests.bench.sink.record import Record
from tests.bench.sink.updates import Updates

BOT = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_ABOUT: Mapping[str, object] = {
    "getMe": BOT | {"can_join_groups": True},
    "getMyCommands": [],
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}


class Sink:
    """Answers at once, but for messages: those take as long as the line to Telegram does."""

    def __init__(self, *, latency: float, limit: Limit) -> None:
        self._latency = latency
        self._limit = limit
        self._record = Record()
        self._updates = Updates()
        self._newsstand = Newsstand()
        self._doors: dict[str, Callable[[Mapping[str, str]], object]] = {
            "/publish": lambda asked: self._newsstand.publish(asked["title"], asked["summary"]),
            "/say": lambda asked: self._updates.say(int(asked["chat_id"]), asked["text"]),
            "/count": lambda _: {"sent": self._record.sent, "polls": self._updates.polls},
            "/report": lambda _: self._record.report() | {"halts": self._limit.halts},
        }

    def answer(self, request: Request, respond: Respond) -> None:
        """Answer a request, now or when it is time."""
        if request.path.startswith("/bot"):
            self._call(request.path.rpartition("/")[2], parameters(request), respond)
        elif request.path == "/feed.xml":
            respond(self._newsstand.read(request))
        elif door := self._doors.get(request.path):
            respond(_json(door(parameters(request))))
        else:
            respond(Response(status=404, body=b"", kind="text/plain"))

    def _call(self, method: str, asked: Mapping[str, str], respond: Respond) -> None:
        if method == "sendMessage":
            self._send(asked, respond)
        elif method == "getUpdates":
            self._updates.poll(asked, lambda updates: respond(_result(updates)))
        else:  # all that sets or deletes something
            respond(_result(_ABOUT.get(method, True)))

    def _send(self, asked: Mapping[str, str], respond: Respond) -> None:
        now = time.monotonic()
        chat_id = int(asked["chat_id"])
        wait = self._limit.refusal(now)
        number = self._record.add(now, chat_id, asked["text"], is_sent=not wait)
        if wait:
            respond(_refused(wait))
            return
        sent = _result(
            {
                "message_id": number,
                "date": int(time.time()),
                "chat": _chat(chat_id),
                "from": BOT,
                "text": asked["text"],
            }
        )
        asyncio.get_running_loop().call_later(self._latency, respond, sent)


def _chat(chat_id: int) -> Mapping[str, object]:
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": "Reader"}
    return {"id": chat_id, "type": "supergroup", "title": "Readers"}


def _refused(wait: int) -> Response:
    said = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {wait}",
        "parameters": {"retry_after": wait},
    }
    return Response(status=429, body=json.dumps(said).encode())


def _result(result: Any) -> Response:
    return _json({"ok": True, "result": result})


def _json(value: object) -> Response:
    return Response(body=json.dumps(value).encode())
