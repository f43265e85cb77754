"""A page's feeds are found, and nothing but addresses comes of it."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.reading.discovery import LINK_LIMIT, feeds_linked

PAGE = "https://news.example.org/health/index.html"


def links(html: str, url: str = PAGE) -> tuple[str, ...]:
    return feeds_linked(html.encode(), url)


def alternate(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="News" href="{href}">'


def test_the_feeds_that_a_page_names_are_found_in_their_order() -> None:
    head = alternate("/all.xml") + alternate("comments", "application/atom+xml")

    assert links(f"<html><head>{head}</head><body>") == (
        "https://news.example.org/all.xml",
        "https://news.example.org/health/comments",
    )


@pytest.mark.parametrize(
    "kind",
    [
        *("application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml"),
        *("application/rdf+xml", "Application/RSS+XML; charset=utf-8", " application/xml "),
    ],
)
def test_a_feed_is_known_by_its_type(kind: str) -> None:
    assert links(alternate("/x", kind)) == ("https://news.example.org/x",)


@pytest.mark.parametrize(
    "tag",
    [
        alternate("/de", "text/html"),
        alternate("/wp-json/posts/1", "application/json"),
        alternate("/oembed", "text/xml+oembed"),
        '<link rel="stylesheet" type="application/rss+xml" href="/x">',
        '<link rel="alternate" href="/x">',
        '<link rel="alternate" type="application/rss+xml">',
        alternate("javascript:alert(1)"),
        alternate("https://me:secret@news.example.org/x"),
        alternate("http://["),
        alternate("https://news.example.org/" + "x" * 3_000),
        f"<!-- {alternate('/x')} -->",
        f"<script>'{alternate('/x')}'</script>",
    ],
)
def test_other_links_are_no_feeds(tag: str) -> None:
    assert links(tag) == ()


@pytest.mark.parametrize("rel", ["alternate", "ALTERNATE", "alternate home", "feed alternate"])
def test_an_alternate_is_one_among_other_relations(rel: str) -> None:
    assert links(f"<LINK REL='{rel}' HREF=/x TYPE='application/rss+xml' />")


def test_links_start_from_the_base_that_a_page_names() -> None:
    base = '<base href="/en/"><base href="/fr/">'

    assert links(base + alternate("feed")) == ("https://news.example.org/en/feed",)
    assert links("<base href='ftp://e.example/'>" + alternate("feed")) == (
        "https://news.example.org/health/feed",
    )


def test_a_feed_is_named_once_and_at_most_so_many_are() -> None:
    many = "".join(alternate(f"/{number // 2}") for number in range(60))

    assert links(many) == tuple(
        f"https://news.example.org/{number}" for number in range(LINK_LIMIT)
    )


@pytest.mark.parametrize(
    "href",
    [
        *("/feed", "/feed/", "/blog/rss", "/news.rss", "/news.xml", "/atom.xml", "/feed.json"),
        *("feed.atom", "/FEED", "https://feeds.example.org/rss?category=health", "/index.rdf"),
    ],
)
def test_a_link_in_the_text_that_looks_like_a_feed_is_found(href: str) -> None:
    assert len(links(f"<p><a class='x' href='{href}'>Feed</a>")) == 1


@pytest.mark.parametrize(
    "href", ["/feedback", "/rss-explained", "/feed/1.html", "/xml", "#feed", ""]
)
def test_other_links_in_the_text_are_passed_over(href: str) -> None:
    assert links(f"<a href='{href}'>Elsewhere</a><a>Nowhere</a>") == ()


def test_links_in_the_text_do_not_count_where_feeds_are_named() -> None:
    assert links("<a href='/feed'>All</a>" + alternate("/health")) == (
        "https://news.example.org/health",
    )


pieces = st.lists(
    st.sampled_from(
        (
            *(
                "<",
                ">",
                "<!--",
                "-->",
                "<![",
                "<![x",
                "<!doctype",
                "<?",
                "</",
                "<a ",
                "<link ",
                "'",
            ),
            *("href=", "/feed", "rel=alternate ", "type=text/xml ", "<base href=", '"', "&#", "é"),
            *("<script>", "</script>", "\x00", "http://[", "//e.example/", "\ud800"),
        )
    ),
    max_size=40,
).map("".join)


@given(pieces.map(lambda text: text.encode(errors="surrogatepass")) | st.binary())
def test_from_any_bytes_come_safe_addresses_or_none(body: bytes) -> None:
    found = feeds_linked(body, PAGE)

    assert len(found) <= LINK_LIMIT
    assert all(urlsplit(link).scheme in {"http", "https"} for link in found)
