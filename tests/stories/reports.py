"""Reports of news in our own words: tellings to compare."""

from datetime import date
from pathlib import Path

from news.models import Telling

PAIRS = Path(__file__).parent / "pairs"
DAY = date(2026, 5, 5)
TITLE = "Short naps on night shifts cut errors among nurses"
TEXT = (
    "Twenty-minute naps on night shifts cut medication errors by 31% in a trial of 412 nurses at "
    "the Karlsberg hospital in Zwolle, a team led by Annelies Vermeer reports."
)


def a_telling(
    title: str = TITLE, summary: str = TEXT, url: str | None = None, day: date | None = DAY
) -> Telling:
    """One of the tellings of a story about naps, unless it says otherwise."""
    return Telling(title=title, summary=summary, url=url, date=day)


def pairs(name: str) -> list[tuple[Telling, Telling]]:
    """The pairs of a file; see its head."""
    lines = [
        line
        for line in (PAIRS / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    told = [a_telling(*(line.split(" | ") if " | " in line else (line, ""))) for line in lines]
    return list(zip(told[::2], told[1::2], strict=True))


def by_title(telling: Telling) -> str:
    """What a test of a telling is called."""
    return telling.title
