"""The benchmarks' own news."""

from itertools import islice, pairwise

from tests.bench.texts import stories


def test_titles_do_not_return_for_thousands_of_stories() -> None:
    titles = [title for title, _ in islice(stories("Asthma"), 4_000)]

    assert len(set(titles)) == 4_000


def test_neighbours_say_different_things() -> None:
    texts = [text for _, text in islice(stories("Asthma"), 100)]

    assert all(one != other for one, other in pairwise(texts))
