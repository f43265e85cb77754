"""Phrases are found as whole words, the longest first."""

from hypothesis import given
from hypothesis import strategies as st

from topics.scan import Hit, Scanner, longest


def test_phrases_are_found_as_whole_words_only() -> None:
    scanner = Scanner(["art", "heart attack"])

    hits = scanner.find("Smart art after a HEART-ATTACK, not a heart attacker")

    assert hits == [Hit("art", 6, 9), Hit("heart attack", 18, 30)]


def test_neighbours_and_overlaps_are_all_found() -> None:
    scanner = Scanner(["lung", "cancer", "lung cancer", "cancer drug"])

    hits = scanner.find("lung cancer drug")

    assert {hit.phrase for hit in hits} == {"lung", "cancer", "lung cancer", "cancer drug"}


def test_a_hit_within_a_longer_one_gives_way_and_a_crossing_one_stays() -> None:
    lung, lung_cancer, cancer_drug = Hit("a", 0, 4), Hit("b", 0, 11), Hit("c", 5, 16)

    assert longest([lung, cancer_drug, lung_cancer]) == [lung_cancer, cancer_drug]


def test_a_scanner_without_phrases_finds_nothing() -> None:
    assert Scanner([""]).find("anything") == []


@given(st.lists(st.text("ab ", max_size=5), max_size=5), st.text("ab -", max_size=40))
def test_it_finds_what_a_slow_search_finds(phrases: list[str], text: str) -> None:
    known = {" ".join(phrase.split()) for phrase in phrases} - {""}
    line = f" {' '.join(text.replace('-', ' ').split())} "

    found = {hit.phrase for hit in Scanner(known).find(text)}

    assert found == {phrase for phrase in known if f" {phrase} " in line}


def test_work_grows_with_the_text_and_not_faster() -> None:
    scanner = Scanner(["a", "a a", "a a a", "b"])

    hits = [len(scanner.find("a " * words)) for words in (100, 200, 400)]

    assert hits == [297, 597, 1197]
