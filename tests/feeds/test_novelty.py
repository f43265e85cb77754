"""Which entries of a listing are news, and which only look like it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import novelty
from feeds.novelty import CORRECTIONS_HEEDED, FLOOD, LEFT_OVER, PAST
from news.feeds import Entry, Marks
from news.listings import Memory, News, Remembered
from news.models import ArticleId
from tests.builders import NOW, an_entry

DAY = timedelta(days=1)


def remembered(entry: Entry, **fields: object) -> Remembered:
    """What we know of an entry that was listed before."""
    values: dict[str, object] = {"marks": entry.marks, "published_at": entry.published_at}
    return Remembered(key=entry.key, article_id=ArticleId(1), **(values | fields))  # type: ignore[arg-type]  # a test names real fields


def memory_of(before: Iterable[Entry], listing: Sequence[Entry]) -> Memory:
    """What storage recalls of these when it is shown that listing."""
    known = [remembered(entry) for entry in before]
    keys = {entry.key for entry in listing}
    unknown = [entry.marks for entry in listing if entry.key not in {was.key for was in known}]
    links, titles = {m.link for m in unknown}, {m.title for m in unknown}
    return Memory(
        by_key={was.key: was for was in known if was.key in keys},
        alike=[was for was in known if was.marks.link in links or was.marks.title in titles],
    )


def sort(before: Sequence[Entry], listing: Sequence[Entry], *, is_rekeyed: bool = False) -> News:
    """A second listing of a feed that carried others before."""
    memory = memory_of(before, listing)
    return novelty.sort(listing, memory, is_first=False, is_rekeyed=is_rekeyed)


def keys(entries: Iterable[Entry]) -> list[str]:
    """The keys of these, in their order."""
    return [entry.key for entry in entries]


def rekeyed(entry: Entry) -> Entry:
    """The same entry from software that makes other ids."""
    return replace(entry, key=f"new-{entry.key}")


def many(count: int) -> list[Entry]:
    """A listing of so many entries, newest first."""
    return [an_entry(f"e{n}", published_at=NOW - n * DAY / 24) for n in range(count)]


def test_a_first_listing_is_kept_and_alerts_nobody() -> None:
    news = novelty.sort([an_entry("newer"), an_entry("older")], Memory(), is_first=True)

    assert keys(news.quiet) == ["older", "newer"]
    assert not news.fresh


def test_what_was_never_there_is_news_oldest_first() -> None:
    news = sort([an_entry("old")], [an_entry("b"), an_entry("a"), an_entry("old")])

    assert keys(news.fresh) == ["a", "b"]
    assert not any((news.quiet, news.renamed, news.corrected, news.noted))


def test_an_entry_with_another_id_is_the_same_if_link_title_and_date_are() -> None:
    was = an_entry("old", published_at=NOW)

    news = sort([was], [rekeyed(was)])

    assert news.renamed == [(rekeyed(was), remembered(was))]
    assert not news.fresh


def test_an_issue_of_a_bulletin_with_another_id_is_the_same_if_words_and_date_are() -> None:
    front = "https://publisher.example/"
    was = an_entry("old", url=front, title="This week", text="On asthma.", published_at=NOW)
    later = replace(was, key="next", published_at=NOW + 7 * DAY)
    undated = replace(was, key="undated", published_at=None)

    assert sort([was], [rekeyed(was)]).renamed == [(rekeyed(was), remembered(was))]
    assert keys(sort([was], [later]).fresh) == ["next"]
    assert keys(sort([was], [undated]).fresh) == ["undated"]


def test_each_issue_of_a_bulletin_is_news_though_all_link_the_front_page() -> None:
    was = an_entry("old", url="https://news.example/", title="Weekly report")

    assert keys(sort([was], [rekeyed(was)]).fresh) == ["new-old"]


@pytest.mark.parametrize(
    "change",
    [{"title": "Another title"}, {"url": "https://news.example/2"}, {"published_at": NOW + DAY}],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_with_another_id_that_differs_is_news(change: dict[str, object]) -> None:
    was = an_entry("old", published_at=NOW)
    other = replace(rekeyed(was), **change)  # type: ignore[arg-type]  # fields of an entry

    assert keys(sort([was], [other]).fresh) == ["new-old"]


def test_a_twin_beside_an_entry_is_news() -> None:
    was = an_entry("old", published_at=NOW)

    assert keys(sort([was], [rekeyed(was), was]).fresh) == ["new-old"]


def test_a_flood_of_new_ids_alerts_only_what_is_truly_new() -> None:
    before = many(FLOOD + 5)
    fresh = an_entry("fresh", published_at=NOW + DAY)

    news = sort(before, [fresh, *map(rekeyed, before)])

    assert keys(news.fresh) == ["fresh"]
    assert len(news.renamed) == len(before)


def test_in_a_flood_the_link_or_the_title_is_enough() -> None:
    before = many(FLOOD)
    half = len(before) // 2
    retitled = [replace(rekeyed(e), title=f"{e.title}!?") for e in before[:half]]
    relinked = [replace(rekeyed(e), url=f"{e.url}/new") for e in before[half:]]

    assert not sort(before, [*retitled, *relinked]).fresh


def test_a_title_that_many_share_proves_nothing_in_a_flood() -> None:
    before = [replace(e, title="Weekly report") for e in many(FLOOD)]
    listing = [replace(rekeyed(e), url=f"{e.url}/other") for e in before]

    assert len(sort(before, listing).fresh) == FLOOD


def test_a_link_that_many_share_proves_nothing_in_a_flood() -> None:
    before = [replace(e, url="https://news.example/") for e in many(FLOOD)]
    listing = [replace(rekeyed(e), title=f"Other {e.title}") for e in before]

    assert len(sort(before, listing).fresh) == FLOOD


def test_a_whole_new_issue_has_news_under_titles_that_come_in_every_issue() -> None:
    before = [*many(FLOOD), an_entry("then", title="Editorial", published_at=NOW)]
    issue = [an_entry(f"issue-2-{n}", published_at=NOW + 30 * DAY) for n in range(FLOOD)]
    editorial = an_entry("now", title="Editorial", published_at=NOW + 30 * DAY)

    assert "now" in keys(sort(before, [editorial, *issue]).fresh)


def test_of_a_flood_that_is_mostly_known_few_others_are_believed() -> None:
    before = many(2 * FLOOD)
    others = [an_entry(f"other{n}", published_at=NOW + DAY) for n in range(LEFT_OVER + 3)]

    news = sort(before, [*others, *map(rekeyed, before)])

    assert keys(news.fresh) == [f"other{n}" for n in reversed(range(LEFT_OVER))]
    assert keys(news.quiet) == [f"other{n}" for n in reversed(range(LEFT_OVER, LEFT_OVER + 3))]


def test_a_whole_new_issue_of_a_journal_is_news() -> None:
    issue = [an_entry(f"issue-2-{n}", published_at=NOW + 30 * DAY) for n in range(3 * FLOOD)]

    assert len(sort(many(3 * FLOOD), issue).fresh) == 3 * FLOOD


def test_when_keys_are_made_differently_the_link_is_enough_however_few() -> None:
    was = an_entry("old", published_at=NOW)
    same = replace(rekeyed(was), title="Changed meanwhile", published_at=None)

    assert not sort([was], [same], is_rekeyed=True).fresh
    assert sort([was], [same]).fresh


def test_what_is_far_older_than_what_was_there_is_kept_and_alerts_nobody() -> None:
    known = an_entry("known", published_at=NOW)
    archive = an_entry("archive", published_at=NOW - PAST - timedelta(seconds=1))
    late = an_entry("late", published_at=NOW - PAST)

    news = sort([known], [known, late, archive])

    assert keys(news.quiet) == ["archive"]
    assert keys(news.fresh) == ["late"]


def test_the_past_is_known_by_all_that_was_carried_where_nothing_known_is_listed() -> None:
    archive = an_entry("archive", published_at=NOW - PAST - timedelta(seconds=1))

    news = novelty.sort([archive], Memory(newest=NOW), is_first=False)

    assert keys(news.quiet) == ["archive"]
    assert not news.fresh


def test_an_entry_that_moves_to_another_page_is_corrected() -> None:
    was = an_entry("one")
    now = replace(was, url="https://news.example/moved")

    assert sort([was], [now]).corrected == [(now, remembered(was))]


def test_an_entry_that_changes_its_id_and_its_words_at_once_is_corrected_too() -> None:
    was = an_entry("old", text="It works.", published_at=NOW)
    now = replace(rekeyed(was), text="It works in mice.")

    news = sort([was], [now])

    assert news.renamed == news.corrected == [(now, remembered(was))]


def test_changed_words_correct_what_is_kept() -> None:
    was = an_entry("one", text="It works.")
    now = replace(was, text="It works in mice.")

    news = sort([was], [now])

    assert news.corrected == [(now, remembered(was))]
    assert not news.fresh


def test_case_and_spaces_are_no_correction() -> None:
    was = an_entry("one", title="A Title")

    assert not sort([was], [replace(was, title="A  title")]).corrected


def test_a_publisher_that_never_stops_correcting_is_no_longer_heeded() -> None:
    was, now = an_entry("one"), an_entry("one", text="Read 1,001 times.")
    tired = replace(remembered(was), corrections=CORRECTIONS_HEEDED)

    assert not novelty.sort([now], Memory(by_key={"one": tired}), is_first=False).corrected


def test_an_entry_of_which_only_the_key_is_known_is_noted_and_not_corrected() -> None:
    entry = an_entry("one")
    only_key = Memory(by_key={"one": replace(remembered(entry), marks=Marks())})

    news = novelty.sort([entry], only_key, is_first=False)

    assert news.noted == [entry]
    assert not news.corrected


ENTRIES = st.lists(
    st.builds(
        an_entry,
        st.text("ab", min_size=1, max_size=4),
        url=st.sampled_from(["", "https://a.example/1", "https://a.example/2"]),
        title=st.sampled_from(["", "One", "Two"]),
        published_at=st.sampled_from([None, NOW, NOW - PAST - DAY]),
    ),
    max_size=30,
    unique_by=lambda entry: entry.key,
)


@given(before=ENTRIES, listing=ENTRIES, is_rekeyed=st.booleans())
def test_every_unknown_entry_is_sorted_once_and_nobody_is_found_twice(
    before: list[Entry], listing: list[Entry], *, is_rekeyed: bool
) -> None:
    news = sort(before, listing, is_rekeyed=is_rekeyed)

    sorted_keys = [*keys(news.fresh), *keys(news.quiet), *(e.key for e, _ in news.renamed)]
    found = [was.key for _, was in news.renamed]
    assert sorted(sorted_keys) == sorted(set(keys(listing)) - set(keys(before)))
    assert len(set(found)) == len(found)
    assert not set(found) & set(keys(listing))
