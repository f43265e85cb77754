"""Who tells a story: the line beside an article, the list, the operators' pages."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from messages import articles, lists, stories
from messages.cards import alert
from messages.html import BUDGET, width
from messages.keyboards import DATA_BYTES
from messages.renderer import Renderer
from messages.texts import Texts
from news.models import (
    Address,
    Article,
    ArticleId,
    ChatId,
    Coverage,
    Delivery,
    DeliveryId,
    Message,
)
from news.ports import Page
from news.story_ports import Join, Joined, Retelling
from tests.fakes import FakeTopics, an_article
from tests.messages.reader import published_text, read
from tests.messages.test_lists import WORDIEST
from tests.tellings import a_coverage, a_join

TEXTS = Texts.load()
SAY = TEXTS.of("en")
BIGGEST_ID = 2**62


def told_by(number: int, *others: Coverage, count: int = 0) -> Article:
    """An article that others tell too."""
    return replace(an_article(number), also=others, also_count=count or len(others))


def outlets(*names: str) -> tuple[Coverage, ...]:
    return tuple(a_coverage(n, publisher=name) for n, name in enumerate(names, start=2))


def a_delivery(*found: Article) -> Delivery:
    return Delivery(
        ids=tuple(DeliveryId(article.id) for article in found),
        address=Address(chat_id=ChatId(7)),
        language="en",
        articles=found,
        because=(),
    )


def card(*found: Article) -> Message:
    return alert(a_delivery(*found), topics=FakeTopics(), texts=TEXTS)


def line(article: Article, **more: int) -> str:
    return "".join(span.text for span in articles.also(article, SAY, **more))


def test_the_line_names_the_first_few_and_counts_the_rest() -> None:
    one = told_by(1, *outlets("BBC"))
    four = told_by(1, *outlets("BBC", "STAT", "NHS", "WHO"), count=9)

    assert line(told_by(1)) == ""
    assert line(one) == "\nAlso: BBC"
    assert line(four) == "\nAlso: BBC, STAT, NHS (+6)"
    assert line(four, named=2) == "\nAlso: BBC, STAT (+7)"


def test_where_nobody_knows_the_publisher_the_host_is_named_and_bad_links_are_none() -> None:
    nameless = Coverage(article_id=ArticleId(2), publisher=" ", url="https://b.org/x", title="")
    hostile = Coverage(article_id=ArticleId(3), publisher="Odd", url="javascript:x", title="")

    shown = read(card(told_by(1, nameless, hostile)))

    assert "Also: b.org, Odd" in shown.text
    assert "https://b.org/x" in shown.links
    assert not any("javascript" in link for link in shown.links)


def test_a_card_has_the_line_and_the_button_before_the_one_that_stops() -> None:
    made = card(told_by(36, *outlets("BBC")))

    assert 'Also: <a href="https://outlet2.example/2">BBC</a>' in made.text
    assert [(button.text, button.data) for row in made.buttons[1:] for button in row] == [
        ("Also…", "1:also:10")
    ]


def test_a_list_has_one_button_for_all_its_stories() -> None:
    page = Page(articles=(told_by(40, *outlets("BBC")), an_article(39), told_by(2)), more=False)

    made = lists.latest(page, lists.ALL, (), follows_any=False, say=SAY)

    assert [button.data for row in made.buttons for button in row] == ["1:also:14"]


def test_the_button_of_a_long_list_names_as_many_as_it_can() -> None:
    article = told_by(1, *outlets("BBC"))
    found = [replace(article, id=ArticleId(BIGGEST_ID - n)) for n in range(20)]

    (button,) = stories.tellings_of(found, SAY)

    assert len(button.data.encode()) <= DATA_BYTES
    named = stories.asked_for(button.data.removeprefix("1:also:"))
    assert named == [article.id for article in found[: len(named)]]
    assert len(named) == 4


@given(name=published_text(), count=st.integers(1, 20), also=st.integers(0, 5))
def test_a_list_of_any_articles_shows_them_all_whoever_tells_them_too(
    name: str, count: int, also: int
) -> None:
    others = outlets(*[name] * also)
    found = tuple(
        replace(told_by(n, *others, count=99), draft=an_article(n, evidence=WORDIEST).draft)
        for n in range(count)
    )

    seen = read(lists.search(Page(articles=found, more=False), "x", None, (), say=SAY))

    assert seen.text.count("20 Nov 2026") == count
    assert width(seen.text) <= BUDGET


def test_a_card_is_written_anew_when_another_outlet_tells_its_story() -> None:
    render = Renderer(FakeTopics(), TEXTS)

    alone = render(a_delivery(told_by(1)))
    told = render(a_delivery(told_by(1, *outlets("BBC"))))
    more = render(a_delivery(told_by(1, *outlets("BBC"), count=3)))

    assert len({alone.text, told.text, more.text}) == 3


def test_tellings_are_numbered_story_by_story_and_those_that_joined_can_be_doubted() -> None:
    first = [Retelling(article=a_coverage(n), is_joined=n > 1) for n in (1, 2)]
    second = [Retelling(article=a_coverage(9, title="Old"), is_joined=False)]

    made = stories.tellings([first, second], SAY)

    assert read(made).text == (
        "Who tells these stories\n\n"
        "1. Outlet 1: What outlet 1 says\n"
        "2. Outlet 2: What outlet 2 says\n\n"
        "3. Outlet 9: Old\n\n"
        "Is one of them about something else? Press its button."
    )
    assert [(button.text, button.data) for row in made.buttons for button in row] == [
        ("2: Not the same story?", "1:doubt:2")
    ]


@given(text=published_text(), number=st.integers(0, BIGGEST_ID), count=st.integers(1, 60))
def test_any_tellings_fit_into_a_message(text: str, number: int, count: int) -> None:
    each = Coverage(article_id=ArticleId(number), publisher=text, url=text, title=text)
    told = [Retelling(article=each, is_joined=True)] * count

    made = stories.tellings([told], SAY)

    assert width(read(made).text) <= BUDGET
    assert len(made.buttons) == min(count, stories.TELLINGS)
    assert ("And others." in made.text) == (count > stories.TELLINGS)


@given(text=published_text(), number=st.integers(0, BIGGEST_ID), page=st.integers(0, 10_000))
def test_any_page_of_joins_fits_and_its_buttons_name_their_articles(
    text: str, number: int, page: int
) -> None:
    each = Coverage(article_id=ArticleId(number), publisher=text, url=text, title=text)
    found = Joined(joins=(Join(article=each, first=each, reports=10**9),) * 5, more=True)

    made = stories.joins(found, page, answer="join-gone", say=SAY)

    assert width(read(made).text) <= BUDGET
    separate, same = made.buttons[0]
    for button, action in ((separate, "separate"), (same, "same")):
        assert button.data.startswith(f"1:{action}:")
        assert stories.judged(button.data.removeprefix(f"1:{action}:")) == (number, page)


def test_a_notice_shows_both_titles_and_the_two_buttons() -> None:
    made = stories.notice([a_join(2, reports=1), a_join(3, reports=2)], SAY)

    shown = read(made)
    assert shown.text.startswith("Not the same story?\n\n1. First: Outlet 1\nWhat outlet 1 says\n")
    assert "Joined: Outlet 2\nWhat outlet 2 says\nIt was doubted once." in shown.text
    assert shown.text.endswith("All of them: /stories")
    assert [[button.text for button in row] for row in made.buttons] == [
        ["1: Separate", "1: Same story"],
        ["2: Separate", "2: Same story"],
    ]
