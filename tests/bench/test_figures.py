"""Figures are computed and shown as they are."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.figures import Figure, as_json, as_table, ratio

MEASURED = st.lists(st.floats(0, 1e6), min_size=1, max_size=50)


def a_figure(*values: float, expected: float | None = None) -> Figure:
    """A figure with these values."""
    return Figure(part="sleep", name="waking up", unit="s", values=values, expected=expected)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7.0], 95, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([4.0, 3.0, 2.0, 1.0], 50, 2.0),
        ([float(n) for n in range(1, 21)], 95, 19.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
    ],
)
def test_a_percentile_is_the_value_of_the_nearest_rank(
    values: Sequence[float], percent: float, expected: float
) -> None:
    assert a_figure(*values).percentile(percent) == expected


@given(MEASURED)
def test_every_percentile_was_measured_and_they_are_in_order(values: list[float]) -> None:
    figure = a_figure(*values)

    assert figure.median in values
    assert min(values) <= figure.median <= figure.percentile(95) <= max(values)


def test_a_ratio_is_one_of_medians() -> None:
    slow, quick = a_figure(6, 4, 100), a_figure(2, 3, 0)

    assert ratio("sleep", "slow ÷ quick", slow, quick).values == [3]


def test_a_count_that_bears_no_compromise_shows_when_it_is_broken() -> None:
    kept, broken = a_figure(0, 0, expected=0), a_figure(0, 1, expected=0)

    assert kept.is_as_expected
    assert not broken.is_as_expected
    assert "expected 0" not in as_table([kept])
    assert "expected 0" in as_table([broken])


def test_the_table_names_each_part_once_and_each_figure() -> None:
    table = as_table([a_figure(1, 2), a_figure(3)])

    assert table.count("sleep") == 1
    assert table.count("waking up") == 2


@given(MEASURED)
def test_json_carries_every_value_that_was_measured(values: list[float]) -> None:
    (read,) = json.loads(as_json([a_figure(*values)]))

    assert read["values"] == values
