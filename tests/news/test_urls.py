"""Links to one page have one key, and nobody is sent where a link does not seem to lead."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.urls import canonical_url, page_key, safe_link

anything = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://nap.example/a/1", "http://www.nap.example/a/1/"),
        ("https://nap.example/a/1", "https://nap.example/a/1?utm_source=rss&utm_medium=feed#top"),
        ("https://nap.example/a?id=7&page=2", "https://nap.example/a?page=2&id=7&fbclid=x"),
        ("https://nap.example/a", "https://NAP.example:443/a?ref=home&from=rss"),
    ],
)
def test_one_page_has_one_key_however_it_is_linked(url: str, other: str) -> None:
    assert page_key(url) == page_key(other) is not None


@pytest.mark.parametrize("url", ["https://nap.example/", "https://nap.example", "http://[", ""])
def test_what_is_no_page_has_no_key(url: str) -> None:
    assert page_key(url) is None


def test_two_pages_have_two_keys() -> None:
    assert page_key("https://nap.example/a?id=7") != page_key("https://nap.example/a?id=8")


@given(anything | anything.map("http://{}".format))
def test_no_text_is_too_odd_for_a_key(text: str) -> None:
    assert page_key(text) != ""


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("HTTPS://News.Example.ORG:443/A?b=1#c", "https://news.example.org/A?b=1"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org/?utm_source=rss&id=7&fbclid=x", "http://example.org/?id=7"),
        ("http://example.org/a?utm_medium=rss", "http://example.org/a"),
        ("http://example.org/?q=a%2Fb+c&empty=", "http://example.org/?q=a%2Fb+c&empty="),
        ("http://example.org/#!/article/7", "http://example.org/#!/article/7"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("  http://example.org/x\n", "http://example.org/x"),
        ("http://[broken", "http://[broken"),
        ("not an address", "not an address"),
    ],
)
def test_links_to_one_page_have_one_canonical_address(address: str, canonical: str) -> None:
    assert canonical_url(address) == canonical


path_text = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=20)


@given(
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["Example.org", "example.org:443", "[::1]:80", "a@b.example"]),
    path_text,
    path_text,
    path_text,
)
def test_a_canonical_address_stays_as_it_is(
    scheme: str, host: str, path: str, query: str, fragment: str
) -> None:
    once = canonical_url(f"{scheme}://{host}/{path}?{query}#{fragment}")

    assert canonical_url(once) == once


@given(anything)
def test_no_text_is_too_odd_for_a_canonical_address(text: str) -> None:
    assert isinstance(canonical_url(text), str)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "//example.org/",
        "/relative",
        "http://",
        "http://user@example.org/",
        "https://bank.example:secret@evil.example/",
        "http://bank.example\\@evil.example/",
        "http://example.org:port/",
        "http://[broken",
        "http://example.org/\u202egnp.exe",
        "http://example.org/a\nb",
        "http://example.org/" + "a" * 3_000,
        "",
    ],
)
def test_a_link_that_could_surprise_is_no_link(address: str) -> None:
    assert safe_link(address) == ""


def test_an_ordinary_link_is_safe() -> None:
    assert safe_link(" https://example.org/a b?c=é ") == "https://example.org/a%20b?c=é"


@given(anything | anything.map("http://{}".format))
def test_what_passes_as_safe_leads_to_a_host_over_http(text: str) -> None:
    link = safe_link(text)

    assert link == "" or (urlsplit(link).scheme in {"http", "https"} and urlsplit(link).hostname)
