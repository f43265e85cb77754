"""Pages of articles."""

from hypothesis import given
from hypothesis import strategies as st

from messages import lists
from messages.keyboards import Trail
from messages.texts import Texts
from news.models import ArticleId, Design, Evidence, Message, Phrase, PhraseId, Review, Studied
from news.ports import Page
from tests.fakes import TOPICS, an_article
from tests.messages.reader import published_text, read

SAY = Texts.load().of("en")
WORDIEST = Evidence(
    design=Design.META_ANALYSIS,
    subjects=frozenset({Studied.ANIMALS, Studied.CELLS}),
    reviewed=Review.PREPRINT,
)
EMPTY = Page(articles=(), more=False)


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


def test_an_item_is_a_linked_title_its_evidence_and_its_source() -> None:
    evidence = Evidence(design=Design.ANIMAL, subjects=frozenset({Studied.ANIMALS}))
    page = Page(articles=(an_article(1, evidence=evidence), an_article(2)), more=False)

    made = lists.latest(page, lists.ALL, (), follows_any=False, say=SAY)

    title = '<a href="https://www.example.org/news/1">Corrected stem cells make haemoglobin</a>\n'
    assert made.text == (
        "<b>Newest from all sources</b>\n\n"
        f"{title}Animal study · not in people\nExample News · 20 Nov 2026\n\n"
        f"{title}Example News · 20 Nov 2026"
    )
    assert made.buttons == ()
    assert made.preview == ""


@given(title=published_text(), publisher=published_text(), count=st.integers(1, 20))
def test_a_page_of_any_articles_is_valid_and_shows_them_all(
    title: str, publisher: str, count: int
) -> None:
    articles = tuple(
        an_article(number, title=title, publisher=publisher, evidence=WORDIEST)
        for number in range(count)
    )

    made = lists.search(Page(articles=articles, more=False), title, None, (), say=SAY)

    seen = read(made)
    assert len(seen.links) == count
    assert seen.text.count("20 Nov 2026") == count


def test_the_longest_page_of_long_titles_shows_them_all() -> None:
    articles = tuple(
        an_article(number, title="long " * 80, publisher="P" * 80, evidence=WORDIEST)
        for number in range(lists.LONGEST_PAGE)
    )

    seen = read(
        lists.latest(Page(articles=articles, more=True), "mine", (), follows_any=True, say=SAY)
    )

    assert len(seen.links) == lists.LONGEST_PAGE
    assert seen.text.endswith("20 Nov 2026")


def test_pages_lead_both_ways_by_the_articles_turned() -> None:
    page = Page(articles=(an_article(40), an_article(39)), more=True)
    trail: Trail = (ArticleId(60), ArticleId(50))

    made = lists.topic(page, TOPICS[3], trail, is_followed=True, say=SAY)

    assert [(button.text, button.data) for row in made.buttons for button in row] == [
        ("‹ Newer", "1:topic:gene-therapy:1o"),
        ("Older ›", "1:topic:gene-therapy:1o.1e.13"),
        ("Stop: Gene therapy", "1:stop:gene-therapy"),
    ]


def test_where_there_is_nothing_the_page_says_what_to_do() -> None:
    phrase = Phrase(id=PhraseId(1), text="long covid")

    mine = lists.latest(EMPTY, lists.MINE, (), follows_any=True, say=SAY)
    topic = lists.topic(EMPTY, TOPICS[0], (), is_followed=False, say=SAY)
    unknown = lists.unknown_topic(EMPTY, phrase, TOPICS[:1], say=SAY)

    assert "Nothing on your topics yet." in mine.text
    assert labels(mine) == ["All sources"]
    assert labels(topic) == ["Get alerts"]
    assert "No topic called “long covid”.</b>" in unknown.text
    assert labels(unknown) == ["Blood disorders", "Follow “long covid” as words"]
