"""The sample: items in our own words with what a careful reader says about each."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "items"
PARTS = ("topics", "words", "stories", "evidence")


def read(part: str) -> list[dict[str, Any]]:
    """The items of a part, one a line."""
    lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
