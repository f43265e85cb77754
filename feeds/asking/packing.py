"""Unpacks bodies (gzip, deflate), never further than to a limit. Pure.

The HTTP library could do it, but it refuses an answer in a packing it does not know before anybody
sees its status, takes a gzip body that was cut off for a whole one, and never stops at a body that
unpacks to nothing (docs/decisions/0005-aiohttp.md).
"""

import zlib
from typing import Final

from news.errors import UnreadableFeedError
from news.feeds import Trouble

UNASKED: Final = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
"""Packings that we never ask for. A label that names none at all (“utf-8”, “none”) is harmless."""
PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})
GZIP_MARK: Final = b"\x1f\x8b"
GZIP, ZLIB, RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
PARTS: Final = 200
"""A gzip body may come in parts; 64 KB each, as the usual tools make them, is 128 for 8 MB."""


def is_packed(coding: str) -> bool:
    """Whether a Content-Encoding says that the body is packed, and in a way we can unpack.

    Raises UnreadableFeedError for a packing that we cannot.
    """
    named = {name.strip().lower() for name in coding.split(",")}
    unasked = ", ".join(sorted(named & UNASKED))
    if unasked:
        raise UnreadableFeedError(f"packed in a way that nobody asked for ({unasked})")
    return bool(named & PACKED)


def unpacked(body: bytes, coding: str, limit: int) -> bytes:
    """The body as it was before it was packed. Raises UnreadableFeedError."""
    # By its first bytes: some servers pack without a label, or label what they did not pack.
    if body.startswith(GZIP_MARK):
        return _unpacked(body, GZIP, limit)
    if "deflate" in coding.lower() and body:
        # RFC 9110, section 8.4.1.2: some servers forget the zlib header.
        return _unpacked(body, ZLIB if body[0] & 0x0F == 8 else RAW, limit)
    within(limit, body)
    return body


def within(limit: int, body: bytes | bytearray) -> None:
    """Raises UnreadableFeedError for a body that is larger."""
    if len(body) > limit:
        raise UnreadableFeedError(f"larger than {limit:,} bytes")


def _unpacked(packed: bytes, bits: int, limit: int) -> bytes:
    whole = b""
    for _ in range(PARTS):
        part = zlib.decompressobj(bits)
        try:
            whole += part.decompress(packed, limit + 1 - len(whole))
        except zlib.error as error:
            raise UnreadableFeedError("packed wrongly") from error
        within(limit, whole)
        if not part.eof:
            raise UnreadableFeedError("the answer broke off", Trouble.UNREACHABLE)
        packed = part.unused_data
        if not packed.startswith(GZIP_MARK):  # the end, or padding, which every tool ignores
            return whole
    raise UnreadableFeedError(f"packed in more than {PARTS} parts")
