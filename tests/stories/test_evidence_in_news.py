"""What news says of its own evidence: headlines and first lines as newsrooms write them."""

import json
from pathlib import Path
from typing import Any

import pytest

from stories.evidence import read_evidence

NEWS = Path(__file__).with_name("evidence_in_news.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "item", [json.loads(line) for line in NEWS], ids=lambda item: item["title"]
)
def test_news_is_labelled_with_what_it_states_and_with_nothing_else(item: dict[str, Any]) -> None:
    evidence = read_evidence(item["title"], item["text"])

    assert evidence.design.value == item["design"]
    assert sorted(evidence.subjects) == sorted(item["subjects"])
    assert evidence.reviewed.value == item["reviewed"]
