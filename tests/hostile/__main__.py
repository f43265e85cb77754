"""Serves them, each as a host of its own: `python -m tests.hostile`.

Says on stdout, in one line of JSON, the address of each; ends when its stdin does.
"""

import asyncio
import json
import sys
from functools import lru_cache

from aiohttp import web

from tests.hostile.bodies import Hostile, answers

_ANSWERS = answers()
_PAUSE = 0.05


@lru_cache
def _answer(name: str) -> Hostile:
    return _ANSWERS[name]()


async def _serve() -> None:
    names = {f"127.2.0.{number}": name for number, name in enumerate(_ANSWERS, start=1)}

    async def hear(request: web.Request) -> web.StreamResponse:
        answer = await asyncio.to_thread(_answer, names[request.host.partition(":")[0]])
        headers = {"Content-Type": answer.content_type, **answer.headers}
        if not answer.drips and answer.promises is None:
            return web.Response(status=answer.status, body=answer.body, headers=headers)
        return await _badly(request, answer, headers)

    app = web.Application()
    app.router.add_get("/{path:.*}", hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 0).start()  # noqa: S104 – all of 127.0.0.0/8
    port = runner.addresses[0][1]
    print(json.dumps({name: f"http://{ip}:{port}/" for ip, name in names.items()}), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


async def _badly(
    request: web.Request, answer: Hostile, headers: dict[str, str]
) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, headers=headers)
    response.content_length = answer.promises or len(answer.body)
    await response.prepare(request)
    pieces = [bytes([byte]) for byte in answer.body] if answer.drips else [answer.body]
    for piece in pieces:
        await response.write(piece)
        await asyncio.sleep(_PAUSE if answer.drips else 0)
    if request.transport:
        request.transport.close()
    return response


if __name__ == "__main__":
    asyncio.run(_serve())
