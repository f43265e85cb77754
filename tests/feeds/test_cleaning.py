"""Whatever a publisher writes becomes plain text and comparable addresses."""

import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cleaning import canonical_url, one_line, plain_text, safe_link, shorten

anything = st.text(st.characters(exclude_categories=()))
markup = st.lists(
    st.sampled_from(
        (
            *("<p>", "</p>", "<b", "<script>", "</script>", "<!--", "<li>", "]]>", "&", "&lt;"),
            *("&#x202e;", "&#0;", "\ud800", "\u202e", "\x00", "flu ", "é", "\n"),
            "<a href='javascript:x'>",
        )
    )
).map("".join)


@pytest.mark.parametrize(
    ("given_html", "read"),
    [
        ("<p>Flu</p><p>and RSV</p>", "Flu and RSV"),
        ("<ul><li>flu<li>RSV</ul>", "flu RSV"),
        ("H<sub>2</sub>O &amp; salt", "H2O & salt"),
        ("p &lt; 0.05&nbsp;in <b>mice</b>", "p < 0.05 in mice"),
        ("Risk was 5 < 7 in both groups", "Risk was 5 < 7 in both groups"),
        ("<script>alert(1)</script><style>p{}</style>News", "News"),
        ("News<!-- aside -->", "News"),
        ("meas\u00adles\u200b", "measles"),
        ("safe\u202e.gro.elpmaxe\u202c", "safe.gro.elpmaxe"),
        ("safe&#x202e;link", "safelink"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
    ],
)
def test_markup_becomes_what_a_reader_would_see(given_html: str, read: str) -> None:
    assert plain_text(given_html, 100) == read


@given(anything | markup, st.integers(5, 60))
def test_plain_text_is_one_harmless_line_within_its_limit(written: str, limit: int) -> None:
    text = plain_text(written, limit)

    assert len(text) <= limit
    assert text == one_line(text)
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_page_of_comment_openings_takes_no_time() -> None:
    assert plain_text("<!--" * 500_000, 4_000) == ""


def test_a_long_text_is_cut_between_words() -> None:
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 12) == "one two…"
    assert shorten("unbreakable", 6) == "unbre…"


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


def test_markup_that_was_escaped_twice_is_read_as_markup() -> None:
    escaped = "&lt;p&gt;One &lt;em&gt;small&lt;/em&gt; trial.&lt;/p&gt;"

    assert plain_text(escaped, 100) == "One small trial."
    assert plain_text("p &lt; 0.05 and n &gt; 40", 100) == "p < 0.05 and n > 40"
