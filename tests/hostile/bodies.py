"""What they answer: bodies that cost little to send and may cost much to read. Made when asked."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

XML = "application/rss+xml"
MEGABYTE = 1024 * 1024
_ITEM = "<item><title>x</title></item>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One answer, as far as it is bytes that are known beforehand."""

    body: bytes = b""
    status: int = 200
    content_type: str = XML
    headers: Mapping[str, str] = field(default_factory=dict)
    promises: int | None = None
    """A Content-Length that is not true."""
    drips: bool = False
    """A byte at a time."""


def answers() -> Mapping[str, Callable[[], Hostile]]:
    """All of them by name."""
    return {
        "a path": lambda: Hostile(body=b"/dev/zero"),
        "an entity bomb": lambda: Hostile(body=_entities()),
        "an external entity": lambda: Hostile(body=_external()),
        "a gzip bomb": lambda: Hostile(body=_gzip_bomb(), headers={"Content-Encoding": "gzip"}),
        "brotli uninvited": lambda: Hostile(body=b"\x8b" * 64, headers={"Content-Encoding": "br"}),
        "comments": lambda: _item("<description>" + "&lt;!--" * 150_000 + "</description>"),
        "an author": lambda: _item(f"<author>{'a.' * 200_000}</author>"),
        "many entries": lambda: Hostile(body=_rss(_ITEM * 10_000)),
        "angle brackets": lambda: Hostile(body=b"<" * 5_000_000),
        "attributes": lambda: Hostile(body=_attributes()),
        "deep nesting": lambda: Hostile(body=b"<rss>" + b"<a>" * 1_000_000),
        "a redirect for ever": lambda: Hostile(status=301, headers={"Location": "/"}),
        "a redirect inside": lambda: Hostile(
            status=302, headers={"Location": "http://169.254.169.254/latest/"}
        ),
        "a drip": lambda: Hostile(body=_rss(_ITEM), drips=True),
        "a wrong length": lambda: Hostile(body=_rss(""), promises=MEGABYTE),
        "nothing": Hostile,
        "a page": lambda: Hostile(body=b"<!doctype html><title>Are you a robot?</title>"),
        "NULs": lambda: Hostile(body=b"\0" * MEGABYTE),
        "UTF-16": lambda: Hostile(body=_rss(_ITEM).decode().encode("utf-16")),
        "one line": lambda: _item(f"<title>{'word ' * 1_000_000}</title>"),
        "a flood of 429": lambda: Hostile(status=429, headers={"Retry-After": "x" * 9_000}),
    }


def _rss(items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def _item(inside: str) -> Hostile:
    return Hostile(body=_rss(f"<item><title>x</title>{inside}</item>"))


def _entities() -> bytes:
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "lol">' for n in range(12)
    )
    head = f"<?xml version='1.0'?><!DOCTYPE rss [{levels}]>".encode()
    return head + _rss("<item><title>&e11;</title></item>")


def _external() -> bytes:
    head = b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>"
    return head + _rss("<item><title>&secret;</title></item>")


def _gzip_bomb() -> bytes:
    """A gigabyte of zeros."""
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(MEGABYTE)
    return b"".join([*(packer.compress(zeros) for _ in range(1024)), packer.flush()])


def _attributes() -> bytes:
    attributes = " ".join(f'a{n}="{n}"' for n in range(200_000))
    return f'<rss version="2.0"><channel {attributes}></channel></rss>'.encode()
