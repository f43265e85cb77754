"""How much is measured: thoroughly, or quickly."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How often each thing is done, and with how many."""

    starts: int = 5
    idle_runs: int = 2
    idle_seconds: float = 10
    publications: int = 20
    fan_outs: int = 3
    followers: int = 1_000
    questions: int = 30
    articles: int = 100_000
    reads: int = 200
    searches: int = 20
    records: int = 3
    record_followers: int = 10_000
    claims: int = 20
    texts: int = 300
    phrases: int = 100_000
    calls: int = 20_000
    burst: int = 20_000
    limited_fan_outs: tuple[int, ...] = (300, 2_000)
    many: int = 100_000
    few: int = 1_000
    sent_of_many: int = 3_000
    hostile_stories: int = 20
    feeds: int = 1_000
    poll_rounds: int = 2
    stories: int = 1_000_000
    look_ups: int = 200


THOROUGH = Sizes()
QUICK = Sizes(
    starts=2,
    idle_runs=1,
    idle_seconds=5,
    publications=5,
    fan_outs=1,
    followers=300,
    questions=8,
    articles=20_000,
    reads=50,
    searches=5,
    records=1,
    claims=10,
    texts=100,
    phrases=20_000,
    calls=5_000,
    burst=2_000,
    limited_fan_outs=(60,),
    many=20_000,
    few=300,
    sent_of_many=900,
    hostile_stories=5,
    feeds=200,
    poll_rounds=1,
    stories=50_000,
    look_ups=50,
)
