"""JSON Feeds become the same plain entries as any other, however loosely they keep to the rules."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.reading.parser import ENTRY_LIMIT, parse
from news.errors import UnreadableFeedError
from news.feeds import Entry, EntryPolicy, Trouble
from news.fetches import ParsedFeed
from tests.feeds.samples import URL

VERSION = "https://jsonfeed.org/version/1.1"


def read(body: bytes) -> ParsedFeed:
    return parse(body, "application/feed+json", URL, "en")


def feed(*items: object, **more: object) -> bytes:
    return json.dumps({"version": VERSION, "title": "Example", **more, "items": items}).encode()


def only_entry(**item: object) -> Entry:
    (entry,) = read(feed(item)).entries
    return entry


def test_an_item_becomes_an_entry() -> None:
    body = feed(
        {
            "id": "id-7",
            "url": "https://news.example.org/7?utm_source=json",
            "title": "Vaccine trial 7 reports",
            "content_html": "<p>Fewer people caught <b>measles</b>.</p>",
            "date_published": "2026-06-08T10:00:00+02:00",
            "tags": ["Measles", "Measles", None, {}],
            "authors": [{"name": "Ada"}],
        },
        language="de",
    )

    found = read(body)

    assert (found.title, found.language, found.policy) == ("Example", "de", EntryPolicy.ID)
    assert found.entries == (
        Entry(
            key="id-7",
            url="https://news.example.org/7",
            title="Vaccine trial 7 reports",
            text="Fewer people caught measles.",
            published_at=datetime(2026, 6, 8, 8, tzinfo=UTC),
            language="en",
            categories=("Measles",),
        ),
    )


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"content_text": "p < 0.05 in <mice>"}, "p < 0.05 in <mice>"),
        ({"content_html": "<p>One</p><p>two</p>"}, "One two"),
        ({"summary": "In short."}, "In short."),
        ({"summary": "In short.", "content_text": "At length."}, "At length."),
        ({"summary": None, "content_html": {}, "content_text": ["x"]}, ""),
        ({}, ""),
    ],
)
def test_the_words_are_taken_from_where_they_are(item: dict[str, Any], text: str) -> None:
    assert only_entry(id="1", title="A", **item).text == text


def test_a_missing_title_is_borrowed_from_the_text() -> None:
    assert only_entry(id="1", content_text="Sleep was longer.").title == "Sleep was longer."


@pytest.mark.parametrize(
    ("item", "url"),
    [
        (
            {"url": "https://a.example/1", "external_url": "https://b.example/"},
            "https://a.example/1",
        ),
        ({"external_url": "https://b.example/1"}, "https://b.example/1"),
        ({"url": "/1"}, "https://news.example.org/1"),
        ({"url": "javascript:alert(1)"}, ""),
        ({"url": ["/1"]}, ""),
    ],
)
def test_an_item_is_linked_where_it_can_be(item: dict[str, Any], url: str) -> None:
    assert only_entry(id="1", title="A", **item).url == url


@pytest.mark.parametrize(
    ("item", "when"),
    [
        ({"date_published": "2026-06-08T08:00:00Z"}, datetime(2026, 6, 8, 8, tzinfo=UTC)),
        ({"date_modified": "2026-06-08T08:00:00.123Z"}, datetime(2026, 6, 8, 8, tzinfo=UTC)),
        ({"date_published": "Mon, 08 Jun 2026 10:00 +0200"}, datetime(2026, 6, 8, 8, tzinfo=UTC)),
        (
            {"date_published": "soon", "date_modified": "2026-06-08"},
            datetime(2026, 6, 8, tzinfo=UTC),
        ),
        ({"date_published": None}, None),
        ({"date_published": "2026-02-31T08:00:00Z"}, None),
    ],
)
def test_the_date_is_read(item: dict[str, Any], when: datetime | None) -> None:
    assert only_entry(id="1", title="A", **item).published_at == when


def test_an_id_may_be_a_number() -> None:
    body = b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": [%s]}'

    assert read(body % b'{"id": 70, "title": "A"}').entries[0].key == "70"
    assert read(body % (b'{"id": 1%s, "title": "A"}' % (b"0" * 5_000))).entries[0].title == "A"


def test_items_without_ids_are_told_apart_by_their_links() -> None:
    items = [{"title": f"{n}", "url": f"https://e.example/{n}"} for n in range(3)]

    found = read(feed(*items))

    assert found.policy is EntryPolicy.LINK
    assert [entry.key for entry in found.entries] == [f"https://e.example/{n}" for n in range(3)]


def test_what_is_no_item_is_passed_over() -> None:
    found = read(feed(None, 7, [], "words", {}, {"id": "1", "title": "A"}))

    assert [entry.title for entry in found.entries] == ["A"]


def test_only_the_newest_items_are_kept() -> None:
    items = [
        {"id": f"{n}", "title": f"{n}", "date_published": f"2026-{n % 12 + 1:02}-01"}
        for n in range(ENTRY_LIMIT + 24)
    ]

    found = read(feed(*items))

    assert len(found.entries) == ENTRY_LIMIT
    assert found.entries[0].title == "11"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_passed_over(encoding: str) -> None:
    body = feed({"id": "1", "title": "é"}).decode().encode(encoding)

    assert read(body).entries[0].title == "é"


def test_half_a_character_does_no_harm() -> None:
    assert only_entry(id="1", title="A \ud83d B").title == "A B"


def test_a_feed_that_breaks_off_gives_the_items_it_has() -> None:
    whole = feed(*({"id": f"{n}", "title": f"Title {n}"} for n in range(3)))

    found = read(whole[: whole.index(b"Title 2") + 3])

    assert [entry.title for entry in found.entries] == ["Title 0", "Title 1"]
    assert (found.title, found.damage[:12]) == ("Example", "broken JSON:")


@pytest.mark.parametrize(
    ("body", "reason", "trouble"),
    [
        (b'{"version": "2.0", "items": []}', "JSON, not a feed", Trouble.NOT_A_FEED),
        (b'{"about": "jsonfeed.org/version"}', "JSON, not a feed", Trouble.NOT_A_FEED),
        (b'["jsonfeed.org/version"]', "JSON, not a feed", Trouble.NOT_A_FEED),
        (feed()[:-4], "too damaged to read", Trouble.UNREADABLE),
        (feed() + b"[" * 200_000, "too damaged to read", Trouble.UNREADABLE),
        (feed()[:-2] + b"[" * 200_000, "nested deeper", Trouble.UNREADABLE),
    ],
)
def test_other_json_is_refused_with_a_reason(body: bytes, reason: str, trouble: Trouble) -> None:
    with pytest.raises(UnreadableFeedError, match=reason) as refused:
        read(body)

    assert refused.value.trouble is trouble


def test_a_feed_without_items_is_a_feed() -> None:
    assert read(feed()).entries == ()
    assert read(b'{"version": "https://jsonfeed.org/version/1.1"}').entries == ()


names = st.sampled_from(
    [
        *("id", "url", "external_url", "title", "summary", "content_html", "content_text"),
        *("date_published", "date_modified", "tags", "items", "language", "links"),
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(names, values, max_size=8), max_size=4), st.integers(0, 400))
def test_whatever_the_items_hold_it_is_read_or_refused(items: list[object], cut: int) -> None:
    whole = feed(*items)

    for body in (whole, whole[:-cut]):
        try:
            entries = read(body).entries
        except UnreadableFeedError:
            continue
        assert all(entry.key and entry.title for entry in entries)
