"""The sandbox: a Telegram Bot API on loopback, with people in it, a chat page and a feed."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from aiohttp import web

from sandbox import blog, feed
from sandbox.botapi import BotApi
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.flood import Flood
from sandbox.methods import GET_UPDATES
from sandbox.sim import Sim
from sandbox.wire import Json
from sandbox.world import World

T = TypeVar("T")

HOST = "127.0.0.1"
"""Nothing else, ever: whoever reaches the sandbox can speak for everybody in it."""
PAGE = Path(__file__).with_name("page.html")
PAGE_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; "
    "script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""The page is one file and needs nothing from anywhere else."""
LARGEST_REQUEST = 50 * 1024**2


class Sandbox:
    """One Telegram with one bot. `start` it, give the bot the root URL, and look at `world`."""

    def __init__(
        self,
        *,
        token: str | None = None,
        flood: bool = True,
        extra_routes: Iterable[web.RouteDef] | None = None,
    ) -> None:
        self.token = token
        self.world = World()
        self.faults = Faults()
        self.flood = Flood(self.world.clock, enabled=flood)
        self.outbox: list[Json] = []
        """Every call of the Bot API in the order of their answers."""
        self._events = Events()
        self.world.on_change = self.announce
        usual = [*feed.routes(self), *blog.routes()]
        self._extra_routes = usual if extra_routes is None else extra_routes
        self._api = BotApi(self)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> str:
        """Listen on loopback; the root URL."""
        # A page that keeps its event stream open must not keep us: streams end on shutdown.
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        return f"http://{HOST}:{runner.addresses[0][1]}"

    @property
    def is_polled(self) -> bool:
        """Whether a bot is connected and waits for updates right now."""
        return self._api.is_polled

    async def stop(self) -> None:
        """Let go of the port; what happened stays to be looked at."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def announce(self, event: str, data: Mapping[str, object]) -> None:
        """Tell every open chat page, and every test that waits, what happened."""
        self._events.announce(event, data)

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 5) -> T:  # noqa: ASYNC109 - tests read better so
        """The predicate's value once it is true; looked at after every change, not in between."""
        return await self._events.wait_for(predicate, timeout)

    def record(
        self, method: str, params: Json, *, error: str | None, at: float, connection: int = 0
    ) -> None:
        """Note a call of the Bot API."""
        number = len(self.outbox) + 1
        line = {
            "n": number,
            "at": at,
            "connection": connection,
            "method": method,
            "params": params,
            "ok": error is None,
            "error": error,
        }
        self.outbox.append(line)
        if method.lower() == GET_UPDATES:
            self._events.wake()
        else:
            self.announce("call", line)

    def reset(self) -> None:
        """A new world, nothing in the outbox, no faults; ids go on."""
        self.world.reset()
        self.outbox.clear()
        self.faults.clear()
        self.flood.reset()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[_only_ourselves])
        app.add_routes([web.get("/", _page), *self._api.routes()])
        app.add_routes(Sim(self, self._events).routes())
        app.add_routes(self._extra_routes)
        app.on_shutdown.append(self._end_streams)
        return app

    async def _end_streams(self, _app: web.Application) -> None:
        self._api.close()
        self._events.close()


@web.middleware
async def _only_ourselves(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn away what another web page sends through the browser of the person at this machine."""
    # A name that merely resolves to loopback, or a form on a foreign page, would get here.
    origin = request.headers.get("Origin")
    at_home = request.host.partition(":")[0] in {HOST, "localhost"}
    if not at_home or origin not in {None, f"http://{request.host}"}:
        raise web.HTTPForbidden(text="The sandbox answers this machine only.")
    return await handler(request)


async def _page(_request: web.Request) -> web.FileResponse:
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": PAGE_POLICY}
    return web.FileResponse(PAGE, headers=headers)
