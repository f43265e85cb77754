"""How many calls a second the sink itself can take: what is measured with it must stay below."""

import asyncio
import time
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from tests.bench.figures import Figure
from tests.bench.processes import cpu_seconds
from tests.bench.rig import a_sink
from tests.bench.sizes import Sizes

_CONNECTIONS = 32
_CARD = "<b>Asthma in rowers</b>\n" + "A sentence of a card. " * 24 + "https://news.example/story/0"


async def sink(sizes: Sizes) -> list[Figure]:
    """As many calls as it answers without any delay, from clients that do nothing else."""
    async with a_sink("--latency", "0") as root:
        used_before, began_at = cpu_seconds(), time.monotonic()
        calls = iter(range(sizes.calls))
        async with asyncio.TaskGroup() as group:
            for _ in range(_CONNECTIONS):
                group.create_task(_call_again_and_again(root, calls))
        took, used = time.monotonic() - began_at, cpu_seconds() - used_before
    part = "the sink alone"
    return [
        Figure(part=part, name="calls a second", unit="/s", values=[sizes.calls / took]),
        Figure(part=part, name="its CPU per call", unit="ms", values=[used * 1e3 / sizes.calls]),
    ]


async def _call_again_and_again(root: str, calls: Iterator[int]) -> None:
    """One connection, each call after the answer to the one before."""
    address = urlsplit(root)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    for number in calls:
        writer.write(_request(number))
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
    writer.close()
    await writer.wait_closed()


def _request(number: int) -> bytes:
    body = f"chat_id={1_001 + number}&parse_mode=HTML&text={quote(_CARD)}"
    return (
        "POST /bot4242:token/sendMessage HTTP/1.1\r\nHost: sink\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
