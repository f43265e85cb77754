"""Runs feedparser's own tests against feedparser as our parser calls it."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import feedparser

from feeds.reading.parser import fed
from feeds.reading.repair import WIDE, mended

FOLDERS: Final = ("wellformed", "illformed", "encoding", "entities")
SKIP: Final = re.compile(r"SkipUnless:\s*(.*?)\n")
EXPECTED: Final = re.compile(r"Description:\s*.*?\s*Expect:\s*(.*)\s*-->")
HEADER: Final = re.compile(r"^Header:\s+([^:]+):(.+)$", re.MULTILINE)
USUAL_TYPE: Final = "application/xml"
SERVER: Final = "http://127.0.0.1:8097/tests/"
"""Where the tests expect to be found."""
NAMES: Final = {"feedparser": feedparser, "datetime": dt}
"""What their expectations speak of besides the result."""


@dataclass(frozen=True, slots=True)
class Case:
    """One of the tests: a body, how it came, and what is true of it."""

    body: bytes
    headers: Mapping[str, str]
    expected: str


@dataclass
class Tally:
    """How the tests went."""

    passed: int = 0
    skipped: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    folders: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)


def report(folder: Path) -> str:
    """How many tests pass, and why the others do not. `folder` holds code that is run."""
    tally = Tally()
    for kind in FOLDERS:
        for path in sorted((folder / kind).rglob("*.xml")):
            _count(tally, path, path.relative_to(folder).parent.as_posix())
    failed = tally.causes.total()
    lines = [f"{tally.passed} passed, {failed} failed, {tally.skipped} skipped"]
    lines += [f"{number:5} {cause}" for cause, number in tally.causes.most_common()]
    lines += [f"{number:5} in {name}" for name, number in tally.folders.most_common()]
    lines += [f"      unexplained: {name}" for name in tally.unexplained]
    return "\n".join(lines)


def _count(tally: Tally, path: Path, folder: str) -> None:
    case = case_in(path.read_bytes())
    if case is None:
        tally.skipped += 1
    elif _holds(case, as_we_call_it):
        tally.passed += 1
    else:
        cause = next((why for why, call in OTHERWISE.items() if _holds(case, call)), UNEXPLAINED)
        tally.causes[cause] += 1
        tally.folders[folder] += 1
        if cause == UNEXPLAINED:
            tally.unexplained.append(f"{folder}/{path.name}")


def case_in(body: bytes) -> Case | None:
    """The test in this file; None if it is not for this Python."""
    encoding = next((name for mark, name in WIDE.items() if body.startswith(mark)), "utf-8")
    text = body.decode(encoding, errors="replace")
    expected, skip = EXPECTED.search(text), SKIP.search(text)
    try:
        if not expected or (skip and not eval(skip[1])):  # noqa: S307 - see `report`
            return None
    except (ImportError, LookupError, AttributeError, NameError):
        return None
    headers = {name.lower(): value.strip() for name, value in HEADER.findall(text)}
    return Case(body, headers, expected[1])


def _holds(case: Case, call: Callable[[Case], Any]) -> bool:
    try:
        return bool(eval(case.expected, dict(NAMES), call(case)))  # noqa: S307 - see `report`
    except Exception:
        return False


# ── Ways of calling it ───────────────────────────────────────────────────────────────────────────


def as_we_call_it(case: Case) -> Any:
    """With our mending, the content type only, and neither sanitiser nor joined links."""
    content_type = case.headers.get("content-type", USUAL_TYPE)
    return fed(mended(case.body, content_type), content_type)


def _otherwise(
    *, sanitised: bool = False, joined: bool = False, located: bool = False, raw: bool = False
) -> Callable[[Case], Any]:
    """The same but for one thing, or several."""

    def call(case: Case) -> Any:
        content_type = case.headers.get("content-type", USUAL_TYPE)
        headers = {"content-type": content_type} | (_all_headers(case) if located else {})
        return feedparser.parse(
            io.BytesIO(case.body if raw else mended(case.body, content_type)),
            response_headers=headers,
            sanitize_html=sanitised,
            resolve_relative_uris=joined,
        )

    return call


def _all_headers(case: Case) -> dict[str, str]:
    location = urljoin(SERVER, case.headers.get("content-location", ""))
    return {**case.headers, "content-location": location}


def _as_it_came(case: Case) -> Any:
    return feedparser.parse(io.BytesIO(case.body), response_headers=dict(case.headers))


OTHERWISE: Final[Mapping[str, Callable[[Case], Any]]] = {
    "sanitiser off: cleaning.py does its work": _otherwise(sanitised=True),
    "links within texts not joined: no markup is kept": _otherwise(joined=True),
    "location and language of the answer not passed": _otherwise(located=True),
    "body mended: no complaint of what is right now": _otherwise(raw=True),
    "sanitiser and links": _otherwise(sanitised=True, joined=True),
    "links and location": _otherwise(joined=True, located=True),
    "several of these": _otherwise(sanitised=True, joined=True, located=True, raw=True),
    "no content type at all: we take XML for usual": _as_it_came,
}
UNEXPLAINED: Final = "whatever the call: feedparser has not asked for the body itself"
