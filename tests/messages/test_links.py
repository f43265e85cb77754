"""Which links are passed on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import links


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.statnews.com/2026/11/21/a-story/?x=1#y", "statnews.com"),
        ("http://127.0.0.1:8090/items/1", "127.0.0.1"),
        ("https://NEWS.Example.ORG", "news.example.org"),
        ("https://аpple.example/", "xn--pple-43d.example"),
        ("https://xn--pple-43d.example/", "xn--pple-43d.example"),
    ],
)
def test_a_link_is_shown_by_its_host_without_look_alikes(url: str, host: str) -> None:
    assert links.host(url) == host
    assert links.safe(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "statnews.com/story",
        "javascript:alert(1)",
        "data:text/html,x",
        "tg://resolve?domain=x",
        "ftp://example.org/x",
        "https://example.org@evil.org/",
        "https://user:word@example.org/",
        "https://localhost/x",
        "https:///x",
        "https://example.org:port/",
        "https://example.org\\@evil.org/",
        "https://exa mple.org/",
        "https://example.org/\n",
        'https://example.org/"',
        "https://[::1",
        f"https://{'a' * 64}.org/",
        f"https://example.org/{'a' * 2000}",
    ],
)
def test_other_links_are_not_passed_on(url: str) -> None:
    assert links.safe(url) == ""


@given(st.text())
def test_no_text_is_a_link_by_accident_of_a_crash(text: str) -> None:
    assert links.safe(f"https://{text}") in {"", f"https://{text}"}
