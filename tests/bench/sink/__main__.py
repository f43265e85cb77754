"""The sink as a process: says its address on stdout, and ends when its stdin does."""

import argparse
import asyncio
import sys

from tests.bench.sink.http import Connection
from tests.bench.sink.limit import Limit
from tests.bench.sink.server import Sink


async def _serve(latency: float, limit: Limit) -> None:
    sink = Sink(latency=latency, limit=limit)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(sink.answer), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(f"http://{host}:{port}", flush=True)
    # Whoever started us may be killed; then our stdin ends, and so do we.
    await asyncio.to_thread(sys.stdin.read)
    server.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sink")
    parser.add_argument("--latency", type=float, default=0.05, help="of a message, in seconds")
    parser.add_argument("--limit", type=int, default=0, help="messages in any second; 0 for none")
    parser.add_argument("--halt", type=float, default=3, help="seconds after the limit is passed")
    return parser


if __name__ == "__main__":
    asked = _parser().parse_args()
    asyncio.run(_serve(asked.latency, Limit(asked.limit, asked.halt)))
