"""What people type as a web address is understood, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.addresses import LONGEST, address_in, host_in, web_address

typed_text = st.lists(
    st.one_of(
        st.sampled_from(
            ["https://", "http:", "feed:", "//", "www.", "a.example", "/", "@", ":80", "[", "]"]
        ),
        st.sampled_from(["?", "#", "%", "\\", "ü", "\u202e", "\u200b", " ", "<", "“", "x" * 300]),
        st.text(max_size=5),
    ),
    max_size=10,
).map("".join)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://news.example/feed", "https://news.example/feed"),
        ("news.example", "https://news.example/"),
        ("HTTP://News.Example:8080/Feed", "http://news.example:8080/Feed"),
        ("feed://news.example/rss", "https://news.example/rss"),
        ("feed:https://news.example/rss", "https://news.example/rss"),
        ("feed:http://news.example/rss", "http://news.example/rss"),
        ("<https://news.example/feed>,", "https://news.example/feed"),
        ("“https://news.example/feed”.", "https://news.example/feed"),
        ("https://news.\u200bexample/feed", "https://news.example/feed"),
        ("https://news.example./feed#latest", "https://news.example/feed"),
        ("https://bücher.example/süß?q=ä", "https://xn--bcher-kva.example/s%C3%BC%C3%9F?q=%C3%A4"),
        ("https://news.example/f?key=a%2Fb&n=1", "https://news.example/f?key=a%2Fb&n=1"),
        ("http://[2001:4860::8]/feed", "http://[2001:4860::8]/feed"),
    ],
)
def test_an_address_is_made_complete(typed: str, address: str) -> None:
    assert web_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://",
        "ftp://news.example/feed",
        "javascript:alert(1)",
        "https://ana@news.example/",
        "https://ana:secret@news.example/",
        "https://news.example\\@other.example/",
        "https://news..example/",
        "https://news.example:99999/",
        "https://news example/",
        "http://[::1%25eth0]/",
        "http://[::1/",
        f"https://news.example/{'a' * LONGEST}",
    ],
)
def test_what_nobody_can_or_may_ask_is_no_address(typed: str) -> None:
    assert web_address(typed) == ""


@given(typed=typed_text)
def test_an_address_is_plain_and_stays_as_it_is(typed: str) -> None:
    address = web_address(typed)

    assert web_address(address) == address
    assert address.isascii()
    assert not set(address) & set(' \\"<>\n#')
    assert address == "" or address.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "typed",
    [
        "https://news.example/feed",
        "<https://news.example/feed>",
        "https://news.example/feed please",
        "ftp://news.example",
        "feed:news.example/rss",
        "www.news.example",
        "news.example/feed",
        "x.example/feed",
        "127.0.0.1/feed",
        "localhost:8080/feed",
    ],
)
def test_what_is_written_as_an_address_is_seen(typed: str) -> None:
    assert address_in(typed)
    assert host_in(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "gene therapy",
        "HIV/AIDS",
        "e.coli",
        "anti-PD-1/PD-L1",
        "covid-19",
        "stop https://news.example/feed",
        "ana@news.example",
        "feed",
        "feed: the baby",
        "1.5 mg/day",
        "",
    ],
)
def test_a_topic_is_none(typed: str) -> None:
    assert not address_in(typed)
    assert not host_in(typed)


@pytest.mark.parametrize("typed", ["news.example", "News.Example/", "127.0.0.1", "localhost:8080"])
def test_the_name_of_a_site_is_one_only_where_one_is_asked_for(typed: str) -> None:
    assert host_in(typed)
    assert not address_in(typed) or typed.endswith("/")


@given(typed=typed_text)
def test_any_text_is_understood_or_not_but_never_a_bug(typed: str) -> None:
    address_in(typed)
    host_in(typed)
