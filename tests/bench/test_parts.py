"""The benchmarks of delivery measure what they say: once, small, with the real bot."""

import sys

import pytest

from tests.bench.bursting import TOPIC, tell_all
from tests.bench.rig import a_rig
from tests.bench.stage import crowd

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


async def test_the_bot_is_measured_from_the_outside_and_by_the_probe_inside() -> None:
    followers = crowd(5)

    async with a_rig("--latency", "0.01") as rig:
        await rig.has_followers(followers, TOPIC)
        await rig.start({}, module="tests.bench.probe")
        story = await tell_all(rig)
        used, taken = rig.cpu_seconds(), rig.memory()
        arrivals = await rig.arrivals()
        await rig.stop()
        readings = rig.readings()

    assert sorted(chat for _, chat in arrivals.of(story)) == list(followers)
    assert used > 0
    assert taken > 20
    assert len(readings.marks) == len(followers)
    assert all(0 < seconds < 10 for _, seconds in readings.marks)
    assert len(readings.lags) > 20
