"""The sample is sound, its figures are counted rightly, and what must never happen does not."""

from collections.abc import Mapping
from typing import Any

import pytest

from news.models import Design, Review, Studied, TopicSlug
from tests.quality.answers import classified
from tests.quality.report import humanises
from tests.quality.sample import PARTS, read
from tests.quality.scores import Score, compare, mean, total
from topics.catalog import load


@pytest.mark.parametrize(
    ("said", "wanted", "also_right", "score"),
    [
        ({"a", "b"}, {"a", "c"}, set(), Score(found=1, wrong=1, missed=1)),
        ({"a", "b"}, {"a", "c"}, {"b"}, Score(found=1, wrong=0, missed=1)),
        (set(), set(), {"b"}, Score()),
    ],
)
def test_what_is_found_wrong_and_missed_is_counted(
    said: set[str], wanted: set[str], also_right: set[str], score: Score
) -> None:
    assert compare(said, wanted, also_right) == score


def test_figures_are_shares_of_what_was_said_and_of_what_was_wanted() -> None:
    score = total([Score(found=3, wrong=1), Score(missed=2)])

    assert score.precision == pytest.approx(3 / 4)
    assert score.recall == pytest.approx(3 / 5)
    assert score.f1 == pytest.approx(2 / 3)
    assert Score().f1 == mean([]) == 1


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_sample_is_large_enough_to_say_something(part: str) -> None:
    assert len(read(part)) >= 40


def test_the_sample_names_topics_of_the_catalog_only() -> None:
    known = load().topics

    for item in read("topics"):
        assert {TopicSlug(slug) for slug in (*item["topics"], *item.get("ok", ()))} <= known.keys()


def test_the_sample_uses_the_words_for_evidence_that_the_bot_uses() -> None:
    allowed: Mapping[str, set[str]] = {"design": {*Design}, "reviewed": {*Review}}
    for item in read("evidence"):
        also: Mapping[str, Any] = item.get("ok", {})
        for axis, values in allowed.items():
            assert {item[axis], *also.get(axis, ())} <= values
        for subjects in (item["subjects"], *also.get("subjects", ())):
            assert set(subjects) <= {*Studied}


def test_no_study_of_animals_or_cells_in_the_sample_is_taken_for_one_of_people() -> None:
    items = read("evidence")
    answers = [answer["evidence"] for answer in classified(items)]

    mistaken = [i["title"] for i, a in zip(items, answers, strict=True) if humanises(i, a)]
    assert mistaken == []
