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
)
