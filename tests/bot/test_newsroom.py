"""The desk reads for the catalog and for the words that are followed now."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.desk import NewsDesk
from bot.newsroom import AT_ONCE, Newsroom
from news.feed_ports import Desk
from news.models import Phrase, PhraseId, phrase_subject
from tests.builders import an_entry
from tests.topics.entries import the_matcher
from topics.rings import Thesaurus
from topics.sought import Interpreter
from topics.words import PhraseMatcher

STRIPES = Phrase(id=PhraseId(7), text="zebra stripes")
ENTRY = an_entry(
    title="Zebra stripes and asthma",
    text="In a randomised trial, forty adults with asthma looked at zebra stripes. It helped.",
)


@dataclass
class FakePhrases:
    """What is followed, as the test says; and what of it has changed since somebody asked."""

    known: dict[PhraseId, Phrase] = field(default_factory=dict)
    news: dict[PhraseId, Phrase | None] = field(default_factory=dict)
    asked_for_all: int = 0

    def begin(self, phrase: Phrase) -> None:
        self.known[phrase.id] = self.news[phrase.id] = phrase

    def cease(self, phrase: Phrase) -> None:
        del self.known[phrase.id]
        self.news[phrase.id] = None

    async def followed(
        self, *, after: PhraseId | None = None, limit: int | None = None
    ) -> Sequence[Phrase]:
        self.asked_for_all += after is None
        await asyncio.sleep(0)
        ids = [number for number in sorted(self.known) if after is None or number > after]
        return [self.known[number] for number in ids[:limit]]

    async def changed(self) -> Mapping[PhraseId, Phrase | None]:
        told, self.news = self.news, {}
        return told


def a_newsroom(phrases: FakePhrases) -> Newsroom:
    return Newsroom(the_matcher(), phrases, Interpreter(Thesaurus()))


def finds_stripes(desk: Desk) -> bool:
    return phrase_subject(STRIPES.id) in {match.subject for match in desk.read(ENTRY).matches}


def test_a_draft_has_topics_words_summary_and_evidence() -> None:
    draft = NewsDesk(the_matcher(), PhraseMatcher([STRIPES])).read(ENTRY)

    subjects = {match.subject for match in draft.matches}
    assert {"asthma", phrase_subject(STRIPES.id)} <= subjects
    assert draft.entry == ENTRY
    assert draft.summary
    assert draft.evidence.design == "randomised-trial"


async def test_words_are_found_from_the_moment_somebody_follows_them() -> None:
    phrases = FakePhrases()
    newsroom = a_newsroom(phrases)
    before = finds_stripes(await newsroom.desk())

    phrases.begin(STRIPES)
    after = finds_stripes(await newsroom.desk())
    phrases.cease(STRIPES)
    later = finds_stripes(await newsroom.desk())

    assert (before, after, later) == (False, True, False)


async def test_what_was_followed_before_the_start_is_read_once_in_portions() -> None:
    others = (Phrase(id=PhraseId(n), text=f"word {n}") for n in range(100, 100 + 2 * AT_ONCE))
    phrases = FakePhrases({phrase.id: phrase for phrase in (*others, STRIPES)})
    newsroom = a_newsroom(phrases)

    desks = await asyncio.gather(newsroom.desk(), newsroom.desk())
    await newsroom.desk()

    assert all(map(finds_stripes, desks))
    assert phrases.asked_for_all == 1


async def test_what_vanished_without_a_sound_is_given_up_in_time() -> None:
    phrases = FakePhrases({STRIPES.id: STRIPES})
    newsroom = a_newsroom(phrases)
    desk = await newsroom.desk()
    before = finds_stripes(desk)

    phrases.known.clear()
    more = await newsroom.round()

    assert before
    assert not more
    assert not finds_stripes(desk)
