"""How long the desk reads one entry."""

import time
from itertools import chain, islice

from bot.desk import NewsDesk
from news.feeds import Entry
from tests.bench.figures import Figure
from tests.bench.sizes import Sizes
from tests.bench.texts import stories
from topics.catalog import load
from topics.matcher import Matcher

_SUBJECTS = (
    "Asthma", "Type 2 diabetes", "Stroke", "Breast cancer", "Gene therapy", "Long COVID",
    "Migraine", "Heart failure", "Cooking", "Dementia",
)  # fmt: skip


async def desk(sizes: Sizes) -> list[Figure]:
    """Topics, evidence and summary together."""
    news_desk = NewsDesk(Matcher(load()))
    first, *others = entries(sizes.texts)
    news_desk.read(first)
    values = [_milliseconds(news_desk, entry) for entry in (first, *others)]
    name = "topics, evidence and summary of an article"
    return [Figure(part="desk", name=name, unit="ms", values=values)]


def _milliseconds(news_desk: NewsDesk, entry: Entry) -> float:
    started_at = time.perf_counter()
    news_desk.read(entry)
    return (time.perf_counter() - started_at) * 1_000


def entries(count: int) -> list[Entry]:
    """So many, on this and that."""
    each = -(-count // len(_SUBJECTS))
    told = chain.from_iterable(islice(stories(subject), each) for subject in _SUBJECTS)
    return [
        Entry(key=str(number), url="", title=title, text=text)
        for number, (title, text) in enumerate(islice(told, count))
    ]
