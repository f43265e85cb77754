"""The desk reads for the catalog and for the words that are followed now."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import NewsDesk
from bot.newsroom import Newsroom
from news.models import Phrase, PhraseId, phrase_subject
from tests.builders import an_entry
from topics.catalog import load
from topics.matcher import Matcher

STRIPES = Phrase(id=PhraseId(7), text="zebra stripes")
ENTRY = an_entry(
    title="Zebra stripes and asthma",
    text="In a randomised trial, forty adults with asthma looked at zebra stripes. It helped.",
)


@dataclass
class FakePhrases:
    """What is followed, as the test says."""

    known: Sequence[Phrase] = ()

    async def followed(self) -> Sequence[Phrase]:
        return self.known


def test_a_draft_has_topics_words_summary_and_evidence() -> None:
    draft = NewsDesk(Matcher(load()), [STRIPES]).read(ENTRY)

    subjects = {match.subject for match in draft.matches}
    assert {"asthma", phrase_subject(STRIPES.id)} <= subjects
    assert draft.entry == ENTRY
    assert draft.summary
    assert draft.evidence.design == "randomised-trial"


async def test_words_are_found_from_the_moment_somebody_follows_them() -> None:
    phrases = FakePhrases()
    newsroom = Newsroom(Matcher(load()), phrases)
    before = (await newsroom.desk()).read(ENTRY)

    phrases.known = [STRIPES]
    after = (await newsroom.desk()).read(ENTRY)
    phrases.known = []
    later = (await newsroom.desk()).read(ENTRY)

    assert {m.subject for m in after.matches} - {m.subject for m in before.matches} == {
        phrase_subject(STRIPES.id)
    }
    assert later == before


async def test_the_desk_stays_while_what_is_followed_stays() -> None:
    newsroom = Newsroom(Matcher(load()), FakePhrases([STRIPES]))

    assert await newsroom.desk() is await newsroom.desk()
