"""When each loop is woken. It only rings bells: what is due is in the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Timetable:
    """Rings bells at intervals, from entering its context until leaving it."""

    def __init__(self) -> None:
        # A late ring is rung, several late ones are one: by default the late are dropped.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, interval: timedelta, ring: Callable[[], None]) -> None:
        """Ring at this interval."""

        async def on_the_loop() -> None:  # a plain function would be run in a thread
            ring()

        self._scheduler.add_job(on_the_loop, "interval", seconds=interval.total_seconds())

    def rewind(self) -> None:
        """The clock has been put back: ring now, and not when it is so late again."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    def start(self) -> None:
        """Begin ringing."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more."""
        self._scheduler.shutdown(wait=False)
