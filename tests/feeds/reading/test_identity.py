"""Entries keep their keys from one listing to the next, and no entry is taken for another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.reading.identity import FEW, KEY_LIMIT, told_apart
from news.feeds import Entry, EntryPolicy

START = datetime(2026, 6, 1, tzinfo=UTC)
LADDER = tuple(EntryPolicy)


def entries(count: int, **same: str) -> list[Entry]:
    """So many different entries, newest first, that have this in common."""
    return [
        replace(
            Entry(
                key=f"id-{number}",
                url=f"https://e.example/{number}",
                title=f"Title {number}",
                published_at=START + timedelta(hours=number),
            ),
            **same,  # type: ignore[arg-type]  # mypy would have each of them named
        )
        for number in reversed(range(count))
    ]


def keys(listed: Sequence[Entry], policy: EntryPolicy = EntryPolicy.ID) -> list[str]:
    _, told = told_apart(listed, policy)
    return [entry.key for entry in told]


# ── The policy ───────────────────────────────────────────────────────────────────────────────────


def test_an_entry_goes_by_its_id() -> None:
    policy, told = told_apart(entries(3), EntryPolicy.ID)

    assert policy is EntryPolicy.ID
    assert [entry.key for entry in told] == ["id-2", "id-1", "id-0"]


@pytest.mark.parametrize(
    ("same", "policy"),
    [
        ({"key": "same"}, EntryPolicy.LINK),
        ({"key": ""}, EntryPolicy.LINK),
        ({"key": "same", "url": "https://e.example/"}, EntryPolicy.LINK_DATE),
        ({"key": "", "url": ""}, EntryPolicy.LINK_DATE_TITLE),
    ],
)
def test_a_feed_that_does_not_name_its_entries_is_told_apart_by_more(
    same: dict[str, str], policy: EntryPolicy
) -> None:
    used, told = told_apart(entries(10, **same), EntryPolicy.ID)

    assert used is policy
    assert len({entry.key for entry in told}) == 10


def test_one_odd_entry_does_not_change_how_the_others_are_known() -> None:
    listed = entries(10)
    listed[3] = replace(listed[3], key="")

    policy, told = told_apart(listed, EntryPolicy.ID)

    assert policy is EntryPolicy.ID
    assert told[3].key == listed[3].url
    assert [entry.key for entry in told if entry != told[3]] == keys(listed[:3] + listed[4:])


@pytest.mark.parametrize(("odd", "policy"), [(5, EntryPolicy.ID), (6, EntryPolicy.LINK)])
def test_a_long_listing_may_have_a_few_odd_entries(odd: int, policy: EntryPolicy) -> None:
    assert FEW * 100 == 5

    listed = entries(100)

    used, _ = told_apart(
        [replace(entry, key="") for entry in listed[:odd]] + listed[odd:], EntryPolicy.ID
    )

    assert used is policy


@pytest.mark.parametrize("asked", LADDER)
def test_a_policy_is_never_bettered(asked: EntryPolicy) -> None:
    used, _ = told_apart(entries(10), asked)

    assert used is asked


def test_an_entry_that_lacks_what_the_policy_takes_goes_by_more() -> None:
    listed = [
        *entries(10),
        Entry(key="", url="", title="No link"),
        Entry(key="x", url="", title="T"),
    ]

    assert len(set(keys(listed, EntryPolicy.LINK_DATE))) == 12


# ── Two by one name ──────────────────────────────────────────────────────────────────────────────


def test_an_entry_that_is_listed_twice_is_one() -> None:
    newest, *others = entries(4)
    again = replace(newest, published_at=START, text="Other words.")

    policy, told = told_apart([newest, again, *others], EntryPolicy.ID)

    assert policy is EntryPolicy.ID
    assert told == (newest, *others)


@pytest.mark.parametrize(
    "other",
    [
        Entry(key="id-0", url="https://e.example/other", title="Title 0", published_at=START),
        Entry(key="id-0", url="https://e.example/0", title="Other", published_at=START),
        Entry(key="https://e.example/0", url="https://e.example/9", title="An id that is a link"),
    ],
)
def test_two_that_go_by_one_name_are_both_kept(other: Entry) -> None:
    listed = [*entries(10), other]

    told = keys(listed)

    assert len(set(told)) == len(told) == 11
    assert told[:9] == keys(listed[:9])


def test_of_two_by_one_name_neither_keeps_it() -> None:
    first, second = (replace(entry, key="same") for entry in entries(2))

    assert keys([first, second]) == [first.url, second.url]
    assert sorted(keys([second, first])) == sorted([first.url, second.url])


def test_a_long_name_becomes_a_short_one_that_stays() -> None:
    listed = [replace(entry, key=entry.key * KEY_LIMIT) for entry in entries(3)]

    assert keys(listed) == keys(listed)
    assert {len(key) for key in keys(listed)} == {64}


# ── Any listing ──────────────────────────────────────────────────────────────────────────────────

LINK = "https://e.example/a"
few = st.sampled_from(["", "a", "b", "c"])
listings = st.lists(
    st.builds(
        Entry,
        key=few | st.uuids().map(str),
        url=few.map(lambda name: name and f"https://e.example/{name}"),
        title=st.sampled_from(["A", "B"]),
        published_at=st.none()
        | st.integers(0, 3).map(lambda hours: START + timedelta(hours=hours)),
    ),
    max_size=12,
)


@given(listings, st.sampled_from(LADDER))
def test_every_key_is_used_once_and_nothing_but_repetitions_is_lost(
    listed: list[Entry], asked: EntryPolicy
) -> None:
    used, told = told_apart(listed, asked)

    assert LADDER.index(used) >= LADDER.index(asked)
    assert len({entry.key for entry in told}) == len(told)
    assert all(entry.key for entry in told)
    assert {(entry.url, entry.title) for entry in told} == {(e.url, e.title) for e in listed}


@given(listings.flatmap(lambda listed: st.tuples(st.just(listed), st.permutations(listed))))
@example(
    (
        [
            Entry(key="a", url=LINK, title="A", published_at=START),
            Entry(key="a", url=LINK, title="A"),
            Entry(key="a", url=LINK, title="B"),
        ],
        [
            Entry(key="a", url=LINK, title="A"),
            Entry(key="a", url=LINK, title="A", published_at=START),
            Entry(key="a", url=LINK, title="B"),
        ],
    )
)
def test_keys_do_not_depend_on_the_order(twice: tuple[list[Entry], list[Entry]]) -> None:
    one, other = (told_apart(listed, EntryPolicy.ID) for listed in twice)

    assert one[0] is other[0]
    assert {entry.key for entry in one[1]} == {entry.key for entry in other[1]}


@given(st.integers(2, 40), st.integers(0, 39), st.sampled_from(LADDER))
def test_keys_stay_when_a_listing_loses_its_oldest_and_gains_newer_ones(
    count: int, cut: int, policy: EntryPolicy
) -> None:
    listed = entries(count)

    before = dict(zip([entry.url for entry in listed], keys(listed, policy), strict=True))
    after = dict(zip([e.url for e in listed[:-cut]], keys(listed[:-cut], policy), strict=True))

    assert after.items() <= before.items()
