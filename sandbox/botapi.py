"""The Bot API over HTTP: reads a request, lets it fail if it shall, performs it, answers."""

import asyncio
import json
from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from weakref import WeakKeyDictionary

from aiohttp import web

from sandbox.call import Call, Upload, plain_values
from sandbox.faults import Fault, Kind
from sandbox.methods import GET_UPDATES, perform
from sandbox.model import User
from sandbox.polling import Polling
from sandbox.wire import Json, Refusal, too_many

if TYPE_CHECKING:
    from sandbox.server import Sandbox

_ENCODER = json.JSONEncoder(separators=(",", ":"))
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class ConnectionLost(Exception):  # noqa: N818 - what happens, not what is wrong
    """No answer will come; the call may have been performed or not."""

    def __init__(self, how: str, *, after: float = 0) -> None:
        super().__init__(how)
        self.after = after
        """For so many seconds the line is only silent."""


class BadGateway(Exception):  # noqa: N818 - what happens, not what is wrong
    """The server before Telegram's answers in its place."""


class BotApi:
    """Answers `/bot<token>/<method>` for one sandbox."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox
        self._polling = Polling(sandbox.world.updates, lambda: sandbox.announce("poll", {}))
        self._poll: web.Request | None = None
        self._numbers = count(1)
        self._connections: WeakKeyDictionary[asyncio.Transport, int] = WeakKeyDictionary()

    def routes(self) -> list[web.RouteDef]:
        """GET and POST, as Telegram takes both."""
        path = r"/bot{token:[^/]+}/{method}"
        return [web.get(path, self.answer, allow_head=False), web.post(path, self.answer)]

    @property
    def is_polled(self) -> bool:
        """Whether a bot waits for updates right now; one that was killed does not."""
        there = self._poll is not None and self._poll.transport is not None
        return there and self._polling.is_waiting

    def close(self) -> None:
        """Let no long poll keep the server from ending."""
        self._polling.interrupt()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, from the request to its line in the outbox."""
        arrived_at, connection = self._sandbox.world.clock(), self._connection(request)
        name = request.match_info["method"]
        params, files = await _parameters(request)
        if name.lower() == GET_UPDATES:
            self._poll = request
        error: str | None = None
        silence: float | None = None
        try:
            bot = self._bot(request.match_info["token"])
            result = await self._result(
                Call(
                    ledger=self._sandbox.world,
                    bot=bot,
                    method=name.lower(),
                    params=params,
                    files=files,
                )
            )
            reply = _json(200, {"ok": True, "result": result})
        except Refusal as refusal:
            reply, error = _refused(refusal), refusal.description
        except BadGateway:
            reply = web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
            error = "502 Bad Gateway"
        except ConnectionLost as lost:
            reply, error, silence = web.Response(), str(lost), lost.after
        self._sandbox.record(name, params, error=error, at=arrived_at, connection=connection)
        if silence is not None:
            await _hang_up(request, silence)
        return reply

    def _connection(self, request: web.Request) -> int:
        """A number for each: a bot that was started anew comes over another. 0 if it has gone."""
        transport = request.transport
        if transport is None:
            return 0
        if transport not in self._connections:
            self._connections[transport] = next(self._numbers)
        return self._connections[transport]

    def _bot(self, token: str) -> User:
        bot_id, _, rest = token.partition(":")
        known = self._sandbox.token in {None, token}
        if not (bot_id.isdecimal() and bot_id.isascii() and rest and known):
            raise Refusal(401)
        return self._sandbox.world.bot_with_id(int(bot_id))

    async def _result(self, call: Call) -> object:
        chat_id = call.params.get("chat_id")
        fault = self._sandbox.faults.take(call.method, chat_id)
        if fault:
            await _fail(fault)
        if wait := self._sandbox.flood.check(call.method, chat_id):
            raise too_many(wait)
        if call.method == GET_UPDATES:
            result: object = await self._polling.get_updates(call)
        else:
            result = perform(call)
        if fault and fault.kind is Kind.DROP_AFTER:
            raise ConnectionLost("connection dropped after the call was performed")
        if fault and fault.kind is Kind.SWALLOW:
            raise ConnectionLost("no answer after the call was performed", after=fault.seconds(60))
        return result


async def _fail(fault: Fault) -> None:
    if refusal := fault.refusal():
        raise refusal
    match fault.kind:
        case Kind.BAD_GATEWAY:
            raise BadGateway
        case Kind.DROP_BEFORE:
            raise ConnectionLost("connection dropped before the call was performed")
        case Kind.SLOW:
            await asyncio.sleep(fault.seconds(1))


def _refused(refusal: Refusal) -> web.Response:
    reply = _json(refusal.code, refusal.as_json())
    if "retry_after" in refusal.parameters:
        reply.headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return reply


async def _hang_up(request: web.Request, after: float) -> None:
    """Close the connection; the answer that aiohttp wants of us goes nowhere."""
    await asyncio.sleep(after)
    if request.transport:
        request.transport.close()


def _json(status: int, body: Json) -> web.Response:
    encoded = _ENCODER.encode(body).encode()
    return web.Response(status=status, body=encoded, content_type="application/json")


async def _parameters(request: web.Request) -> tuple[Json, Mapping[str, Upload]]:
    """From the query and the body, whichever of the three ways it is encoded in."""
    raw: Json = dict(request.query)
    files: dict[str, Upload] = {}
    match request.content_type:
        case "application/x-www-form-urlencoded":
            raw |= parse_qsl((await request.read()).decode("utf-8", "replace"), True)
        case "application/json":
            raw |= _json_object(await request.read())
        case "multipart/form-data":
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    content = value.file.read()
                    files[name] = Upload(value.filename, value.content_type, content)
                else:
                    raw[name] = value
    return plain_values(raw), files


def _json_object(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
