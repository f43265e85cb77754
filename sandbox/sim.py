"""The sandbox's own doors, `/sim/*`: people's hands, faults, and everything there is to see."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.events import Events
from sandbox.ledger import ImpossibleError
from sandbox.model import Chat
from sandbox.transcript import as_text, chat_json
from sandbox.wire import Json

if TYPE_CHECKING:
    from sandbox.server import Sandbox

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
STANDINGS = frozenset({"member", "administrator", "restricted", "left", "kicked"})
KINDS = frozenset({"", "private", "group", "supergroup", "channel"})


class Sim:
    """Answers `/sim/*` for one sandbox."""

    def __init__(self, sandbox: "Sandbox", events: Events) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world
        self._events = events

    def routes(self) -> list[web.RouteDef]:
        """All doors on one page."""
        return [
            web.post("/sim/message", _told(self._message)),
            web.post("/sim/callback", _told(self._callback)),
            web.post("/sim/chat", _told(self._add_chat)),
            web.post("/sim/block", _told(self._block)),
            web.post("/sim/member", _told(self._member)),
            web.post("/sim/migrate", _told(self._migrate)),
            web.post("/sim/fault", _told(self._fault)),
            web.delete("/sim/fault", self._clear_faults),
            web.post("/sim/reset", self._reset),
            web.get("/sim/chats", self._chats),
            web.get("/sim/chat/{id}", self._chat),
            web.get("/sim/outbox", self._outbox),
            web.get("/sim/state", self._state),
            web.get("/sim/events", self._stream),
        ]

    # ── Hands ────────────────────────────────────────────────────────────────────────────────

    def _message(self, asked: Json) -> Json:
        message = self._world.say(
            _number(asked, "chat_id"),
            _text(asked, "text"),
            user_id=_number_or_none(asked, "user_id"),
            thread_id=_number_or_none(asked, "thread_id"),
            reply_to=_number_or_none(asked, "reply_to"),
        )
        return {"message_id": message.id}

    def _callback(self, asked: Json) -> Json:
        query_id = self._world.press(
            _number(asked, "chat_id"),
            _number(asked, "message_id"),
            label=asked.get("label"),
            data=asked.get("data"),
            user_id=_number_or_none(asked, "user_id"),
        )
        return {"callback_id": query_id}

    def _add_chat(self, asked: Json) -> Json:
        kind = str(asked.get("type", ""))
        if kind not in KINDS:
            raise ImpossibleError(f"type is one of {', '.join(sorted(KINDS - {''}))}")
        chat = self._world.add_chat(
            _number(asked, "id"),
            kind=kind,
            title=str(asked.get("title", "")),
            language_code=str(asked.get("language_code", "")),
            is_started=asked.get("started") is True,
            is_forum=asked.get("is_forum") is True,
        )
        return self._listed(chat)

    def _block(self, asked: Json) -> Json:
        chat_id = _number(asked, "chat_id")
        self._world.block(chat_id, blocked=asked.get("blocked") is not False)
        return self._listed(self._world.chat(chat_id))

    def _member(self, asked: Json) -> Json:
        standing = str(asked.get("status"))
        if standing not in STANDINGS:
            raise ImpossibleError(f"status is one of {', '.join(sorted(STANDINGS))}")
        chat = self._world.chat(_number(asked, "chat_id"))
        user_id = _number(asked, "user_id")
        user = None if user_id == self._world.bot.id else self._world.user(user_id)
        self._world.set_standing(chat, standing, user=user)
        return self._listed(chat)

    def _migrate(self, asked: Json) -> Json:
        new_id = self._world.migrate(_number(asked, "chat_id"), _number_or_none(asked, "new_id"))
        return {"chat_id": new_id}

    def _fault(self, asked: Json) -> Json:
        try:
            self._sandbox.faults.add(
                str(asked.get("kind")),
                method=str(asked.get("method") or "*"),
                chat_id=_number_or_none(asked, "chat_id"),
                times=_number_or_none(asked, "times") if "times" in asked else 1,
                value=asked.get("value"),
            )
        except (TypeError, ValueError) as error:
            raise ImpossibleError(str(error)) from error
        return {"waiting": len(self._sandbox.faults.waiting)}

    async def _clear_faults(self, _request: web.Request) -> web.Response:
        self._sandbox.faults.clear()
        return web.json_response({"waiting": 0})

    async def _reset(self, _request: web.Request) -> web.Response:
        self._sandbox.reset()
        return web.json_response({})

    # ── Eyes ─────────────────────────────────────────────────────────────────────────────────

    def _listed(self, chat: Chat) -> Json:
        return chat_json(chat, self._world.bot)

    async def _chats(self, _request: web.Request) -> web.Response:
        return web.json_response([self._listed(chat) for chat in self._world.chats.values()])

    async def _chat(self, request: web.Request) -> web.Response:
        try:
            chat = self._world.chat(int(request.match_info["id"]))
        except (ImpossibleError, ValueError) as error:
            return web.json_response({"error": str(error)}, status=404)
        if request.query.get("format") == "text":
            return web.Response(text=as_text(chat, self._world.bot))
        messages = self._world.transcript(chat.id)
        return web.json_response(self._listed(chat) | {"messages": messages})

    async def _outbox(self, request: web.Request) -> web.Response:
        since = request.query.get("since", "0")
        start = int(since) if since.isdecimal() else 0
        return web.json_response(self._sandbox.outbox[start:])

    async def _state(self, _request: web.Request) -> web.Response:
        profile = self._world.profile
        state = {
            "bot": self._world.bot.as_json(),
            "violations": self._sandbox.flood.violations,
            "pending_updates": len(self._world.updates),
            "allowed_updates": sorted(self._world.updates.allowed),
            "commands": profile.menu(),
            "all_commands": [
                {"scope": json.loads(scope), "language_code": language, "commands": commands}
                for (scope, language), commands in profile.commands.items()
            ],
            "names": profile.names,
            "descriptions": profile.descriptions,
            "short_descriptions": profile.short_descriptions,
            "faults": [
                {"kind": fault.kind, "method": fault.method, "times": fault.times}
                for fault in self._sandbox.faults.waiting
            ],
            "calls": len(self._sandbox.outbox),
        }
        return web.json_response(state)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        try:
            async for frame in self._events.stream():
                await response.write(frame)
        except ConnectionError:
            pass  # the page was closed
        return response


def _told(act: Callable[[Json], Json]) -> Handler:
    """A handler that reads a JSON object, acts, and says plainly what cannot be done."""

    async def handler(request: web.Request) -> web.Response:
        try:
            return web.json_response(act(await _object(request)))
        except ImpossibleError as error:
            return web.json_response({"error": str(error)}, status=400)

    return handler


async def _object(request: web.Request) -> Json:
    try:
        asked = json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError) as error:
        raise ImpossibleError(f"not JSON: {error}") from error
    if not isinstance(asked, dict):
        raise ImpossibleError("a JSON object is expected")
    return asked


def _number_or_none(asked: Json, name: str) -> int | None:
    value = asked.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ImpossibleError(f"{name} is a whole number")
    return value


def _number(asked: Json, name: str) -> int:
    value = _number_or_none(asked, name)
    if value is None:
        raise ImpossibleError(f"{name} is missing")
    return value


def _text(asked: Json, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ImpossibleError(f"{name} is missing")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ImpossibleError(f"{name} is not Unicode")
    return value
