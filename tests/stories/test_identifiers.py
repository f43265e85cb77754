"""A paper, a trial and a press release are known by their names, wherever these stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.identifiers import papers, releases, trials


@pytest.mark.parametrize(
    ("url", "text", "found"),
    [
        ("https://doi.org/10.1000/nap.7", "", {"doi:10.1000/nap.7"}),
        ("https://j.example/doi/full/10.1000/Nap.7?src=rss", "", {"doi:10.1000/nap.7"}),
        ("https://j.example/doi/10.1000/nap.7/full", "", {"doi:10.1000/nap.7"}),
        (
            "https://j.example/content/10.1101/2026.01.02.57432v2.full",
            "",
            {"doi:10.1101/2026.01.02.57432"},
        ),
        (
            "https://www.nature.com/articles/s41586-026-07123-9",
            "",
            {"doi:10.1038/s41586-026-07123-9"},
        ),
        ("https://pubmed.ncbi.nlm.nih.gov/38412345/", "", {"pmid:38412345"}),
        (
            "https://nap.example/a",
            "Nap (2026), DOI: 10.1000/nap.7. PMID: 38412345",
            {"doi:10.1000/nap.7", "pmid:38412345"},
        ),
        # The page's own name counts, not what it cites
        (
            "https://j.example/doi/10.1000/nap.7",
            "It builds on doi 10.1000/nap.1.",
            {"doi:10.1000/nap.7"},
        ),
        # A list of papers is about none of them
        ("https://nap.example/week", "10.1000/nap.7, 10.1000/nap.8", set()),
        ("https://nap.example/10.5/a", "Rose by 10.5/100 to 10.1000", set()),
        ("http://[", "", set()),
    ],
)
def test_a_paper_is_known_by_its_name(url: str, text: str, found: set[str]) -> None:
    assert papers(url, text) == found


def test_a_trial_is_known_by_its_number() -> None:
    assert trials("Registered as nct01234567.") == {"trial:NCT01234567"}
    assert trials("NCT01234567 and NCT07654321") == frozenset()


@pytest.mark.parametrize(
    ("url", "text", "found"),
    [
        ("https://www.eurekalert.org/news-releases/1034567?x=1", "", {"release:1034567"}),
        (
            "",
            "https://www.eurekalert.org/pub_releases/2018-03/soir-mit031318.php",
            {"release:soir-mit031318"},
        ),
        ("https://www.eurekalert.org/news-releases/1", "", set()),
    ],
)
def test_a_press_release_is_known_by_its_number(url: str, text: str, found: set[str]) -> None:
    assert releases(url, text) == found


@given(st.text(), st.text() | st.from_regex(r"10\.\d{4}/\S*"))
def test_no_text_is_too_odd(url: str, text: str) -> None:
    assert len(papers(url, text)) <= 2
    assert len(trials(text)) <= 1
    assert len(releases(url, text)) <= 1
