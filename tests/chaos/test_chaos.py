"""A short run of the real thing: kills at named steps and at any moment, and the quick faults."""

from tests.chaos.checks import Checked
from tests.chaos.run import Plan, rehearse
from tests.chaos.verdict import breaches, figures

SHORT = Plan(
    seed=7,
    seconds=5,
    kills=4,
    rest=(0.1, 0.4),
    faults=("reset after", "429 for a chat", "502", "blocked", "migrated"),
    first_steps=("migrated, not committed",),
    steps=("before a mark", "after updates are kept"),
)


async def test_killed_and_hindered_it_loses_nothing_and_repeats_little() -> None:
    checked = Checked(await rehearse(SHORT))
    seen = figures(checked)

    assert not breaches(checked), seen
    assert seen["kills"] >= 3
    assert seen["faults"]
    assert seen["received"] > 50
    assert seen["commands_sent"] > 10
