"""Redirects lead on, and only those that are meant for good move a feed."""

import pytest

from feeds.asking.redirects import Way
from news.errors import UnreadableFeedError
from news.feeds import Trouble

START = "https://news.example.org/old/feed"


def way(*hops: tuple[int, str]) -> Way:
    """What becomes of these redirects in turn."""
    taken = Way(START)
    for status, location in hops:
        taken.go_on(status, taken.url, location)
    return taken


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("https://other.example.org/feed", "https://other.example.org/feed"),
        ("/feed?a=b", "https://news.example.org/feed?a=b"),
        ("new", "https://news.example.org/old/new"),
        ("//other.example.org/", "https://other.example.org/"),
        ("?page=1#top", "https://news.example.org/old/feed?page=1"),
        (" /with space ", "https://news.example.org/with%20space"),
    ],
)
def test_a_redirect_may_name_its_target_in_any_way(location: str, there: str) -> None:
    assert way((302, location)).url == there


A, B, C = (f"https://{name}.example.org/" for name in "abc")


@pytest.mark.parametrize(
    ("hops", "moved_to"),
    [
        ([], ""),
        ([(301, A)], A),
        ([(308, A)], A),
        ([(301, A), (308, B)], B),
        ([(301, A), (302, B)], A),
        ([(301, A), (302, B), (301, C)], A),
        ([(302, A)], ""),
        ([(303, A)], ""),
        ([(307, A), (301, B)], ""),
    ],
)
def test_a_feed_has_moved_as_far_as_every_redirect_was_for_good(
    hops: list[tuple[int, str]], moved_to: str
) -> None:
    assert way(*hops).moved_to == moved_to


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        (None, "not told where"),
        ("", "not told where"),
        ("file:///etc/passwd", "no web address"),
        ("ftp://example.org/", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("https://me:secret@example.org/", "no web address"),
        ("https://[broken", "no web address"),
        ("https://example.org:no/", "no web address"),
        ("https://a.example.org\\@b.example.org/", "no web address"),
        ("https://example.org/\udcff", "no web address"),
        ("https://example.org/" + "x" * 2_048, "no web address"),
        ("http://news.example.org/old/feed", "from https to plain http"),
    ],
)
def test_a_redirect_to_nowhere_is_not_taken(location: str | None, reason: str) -> None:
    here = Way(START)

    with pytest.raises(UnreadableFeedError, match=reason) as caught:
        here.go_on(301, START, location)

    assert caught.value.trouble is Trouble.MISSING
    assert (here.url, here.moved_to) == (START, "")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (START, "news.example.org"),
        ("https://me:secret@Example.org:8443/", "example.org:8443"),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_host_that_is_asked_is_known(url: str, host: str) -> None:
    assert Way(url).host == host
