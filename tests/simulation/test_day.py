"""A small simulated day keeps what the large one promises."""

from datetime import timedelta

import pytest

from tests.simulation.day import Result, simulate
from tests.simulation.figures import figures, is_promise_kept, percentile, table

MINUTE = timedelta(minutes=1)


def a_result(kind: str = "newsroom", requests: int = 10, *delays: int) -> Result:
    return Result(kind=kind, requests=requests, delays=[delay * MINUTE for delay in delays])


async def test_less_than_half_is_asked_and_news_are_seen_no_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ours, fixed = await simulate(1, size=40, warm_up=2)

    assert not caplog.messages
    assert is_promise_kept(ours, fixed), table(ours, fixed)
    assert [len(result.delays) for result in ours] == [len(result.delays) for result in fixed]
    assert figures(fixed).requests == 96
    assert figures(ours).p95 < 60


async def test_the_same_seed_is_the_same_day() -> None:
    first = await simulate(2, size=4, warm_up=1)
    second = await simulate(2, size=4, warm_up=1)
    other = await simulate(3, size=4, warm_up=1)

    assert first == second
    assert first != other


@pytest.mark.parametrize(
    ("ours", "fixed", "kept"),
    [
        (a_result("", 40, 5, 6, 7), a_result("", 96, 6, 6, 6), True),
        (a_result("", 48, 5, 6, 7), a_result("", 96, 6, 6, 6), False),
        (a_result("", 40, 5, 7, 7), a_result("", 96, 6, 6, 6), False),
    ],
)
def test_the_promise_is_few_requests_and_no_delay(ours: Result, fixed: Result, kept: bool) -> None:
    assert is_promise_kept([ours], [fixed]) is kept


def test_a_percentile_is_a_delay_that_was() -> None:
    delays = [minutes * MINUTE for minutes in (9, 1, 2, 4)]

    assert [percentile(delays, percent) for percent in (50, 95)] == [2, 9]


def test_the_table_has_a_line_for_each_kind_and_for_all() -> None:
    ours = [a_result("blog", 10, 1), a_result("wire", 30, 3), a_result("blog", 20)]

    lines = table(ours, ours).splitlines()

    assert [line.split()[0] for line in lines[2:]] == ["blog", "wire", "all"]
    assert lines[-1].split()[1:5] == ["3", "2", "20.0", "1.0"]
