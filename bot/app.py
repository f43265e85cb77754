"""Composition: every part is built here, in one place, and ends in the reverse order."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from datetime import timedelta

from bot import memory
from bot.archive import Archivist
from bot.clock import SteadyClock, WallClock
from bot.clockwatch import ClockWatch
from bot.doubts import Doubts
from bot.loops import Loop
from bot.newsroom import Newsroom
from bot.press import Press, Readings, feed_client
from bot.preview import Foreteller
from bot.settings import Settings
from bot.telegram.connection import Connection
from bot.telegram.limiter import LaneLimiter
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.profile import publish
from bot.timetable import Timetable
from bot.watchman import Watchman
from delivery.marks import Marks
from delivery.pace import Pace
from delivery.sender import Sender
from feeds.register import read_register
from handlers.context import Services
from messages.renderer import Renderer
from messages.texts import Texts
from news.crew import Crew
from news.errors import RefusedTokenError
from news.ports import Clock
from storage.opening import Storage, open_storage
from stories.identity import same_story
from topics.catalog import load
from topics.library import Library
from topics.matcher import Matcher
from topics.rings import load_rings
from topics.sought import Interpreter

log = logging.getLogger(__name__)

FREE_PER_SECOND = 30
EVERY_SECOND = timedelta(seconds=1)
EVERY_MINUTE = timedelta(minutes=1)
EVERY_HOUR = timedelta(hours=1)
# Longer than this a halt is not believed after a restart: its clock may have been another. If it
# still holds, the first to be refused will tell.
INHERITED_HALT = timedelta(minutes=1)
# Whoever stops us waits ten seconds; what is unfinished by then is safe in the database.
PATIENCE = timedelta(seconds=8)


async def serve(
    settings: Settings, token: str, stop: asyncio.Event, *, exempt: Collection[str] = ()
) -> None:
    """Run the bot until `stop` is set. Raises HealthNewsError for what an operator must mend.

    `exempt`: each `host:port` that a reader's feed may be on, though it is a private address.
    """
    register = read_register(settings.register_path)
    if settings.messages_per_second > FREE_PER_SECOND and not settings.paid_broadcast:
        log.warning("faster than Telegram allows", extra={"free": FREE_PER_SECOND})
    clock = WallClock()
    limiter = LaneLimiter(Pace(settings.messages_per_second), SteadyClock())
    async with (
        open_storage(
            settings.database_path,
            clock,
            bot_id=int(token.partition(":")[0]),
            host_delay=timedelta(seconds=settings.host_delay),
            articles_kept=timedelta(days=settings.keep_days),
            silenced=limiter.withdraw,
            same=same_story,
        ) as storage,
        feed_client(settings, clock, exempt) as client,
    ):
        press = Press(settings, storage, client, clock)
        await press.take_up(register)
        bot = _Bot(settings, token, storage, press, limiter, clock)
        memory.settle()
        await bot.run(stop)


class _Bot:
    """The loops over an open database, and the line to Telegram."""

    def __init__(
        self,
        settings: Settings,
        token: str,
        storage: Storage,
        press: Press,
        limiter: LaneLimiter,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._admins = settings.admins
        self._refused: RefusedTokenError | None = None
        self._talking: list[asyncio.Task[None]] = []
        catalog = load()
        self._library = Library(catalog)
        self._texts = Texts.load()
        self._interpreter = Interpreter.of(catalog, load_rings())
        newsroom = Newsroom(Matcher(catalog), storage.subscriptions, self._interpreter)
        self._readings = Readings(press, newsroom, alerted=self._ring_for_alerts)
        self._marks = Marks(storage.outbox, clock, written=self._marked)
        self._limiter = limiter
        limiter.count_in(lambda: self._marks.unwritten)
        self._telegram = self._connection(settings, token, press)
        # Two seconds of sending: enough to keep the turnstile fed, little to hold when killed.
        self._sending = Crew(min(512, max(16, round(2 * settings.messages_per_second))))
        messenger = TelegramMessenger(self._telegram.bot, limiter, is_paid=settings.paid_broadcast)
        self._sender = Loop("sender", self._deliverer(messenger).round)
        watchman = Watchman(storage.watch, messenger, self._texts, clock, settings.admins)
        doubts = Doubts(storage.joins, messenger, self._texts, clock, settings.admins)
        self._reports = (Loop("watchman", watchman.round), Loop("doubts", doubts.round))
        self._fanout = Loop("fan-out", self._fan_out)
        self._archivist = Loop(
            "archive", Archivist(storage.archive, clock, self._interpreter).round
        )
        self._lexicographer = Loop("words", newsroom.round)
        self._housekeeping = Loop("housekeeping", storage.housekeeping.round)
        self._timetable = Timetable()
        self._watch = ClockWatch(storage.timekeeping, clock, set_back=self._timetable.rewind)
        self._clockwatch = Loop("clock", self._watch.round)

    @property
    def _loops(self) -> Sequence[Loop]:
        """The work that needs no Telegram."""
        return (
            self._clockwatch,
            *self._readings.loops,
            self._fanout,
            self._archivist,
            self._lexicographer,
            self._housekeeping,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Everything, until told to stop."""
        await self._pick_up()
        for loop in (*self._readings.loops, self._sender, self._fanout, self._archivist):
            self._timetable.every(EVERY_SECOND, loop.ring)
        for loop in self._reports:
            self._timetable.every(EVERY_MINUTE, loop.ring)
        for loop in (self._housekeeping, self._lexicographer):
            self._timetable.every(EVERY_HOUR, loop.ring)
        async with self._readings, self._sending, asyncio.TaskGroup() as group:
            for loop in self._loops:
                group.create_task(loop.run(), name=loop.name)
            self._timetable.start()
            self._talking.append(group.create_task(self._connect(group, stop)))
            await stop.wait()
            self._timetable.stop()
            await self._end()
        if self._refused is not None:
            raise self._refused
        log.info("stopped")

    async def _pick_up(self) -> None:
        """What a predecessor was told by Telegram still holds."""
        try:
            await self._watch.round()
            now = self._clock.now()
            halt = await self._storage.outbox.halted_until(now) - now
        except Exception:
            # A full disk at the start: the loops will meet it too, and wait for room.
            log.exception("nothing picked up")
        else:
            self._limiter.halt(min(halt, INHERITED_HALT))

    async def _connect(self, group: asyncio.TaskGroup, stop: asyncio.Event) -> None:
        """Keep trying until Telegram answers, then answer readers; feeds are read meanwhile."""
        try:
            await self._telegram.open()
            for loop in (self._sender, *self._reports):
                group.create_task(loop.run(), name=loop.name)
            publishing = publish(self._telegram.bot, self._texts, self._admins)
            self._talking.append(group.create_task(publishing, name="profile"))
            await self._telegram.listen()
        except RefusedTokenError as error:
            self._refused = error
            stop.set()

    async def _end(self) -> None:
        """Finish the sends and answers in hand; break off what can be begun again."""
        self._limiter.close()
        for task in self._talking:
            task.cancel()
        for loop in (*self._loops, self._sender, *self._reports):
            loop.stop()
        await self._readings.finish()
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                await self._sending.room(wanted=self._sending.size)
                await self._telegram.close()
        except TimeoutError:
            log.warning("stopped with work in hand")
            self._sending.cancel()
            await self._telegram.hang_up()

    def _connection(self, settings: Settings, token: str, press: Press) -> Connection:
        services = Services(
            chats=self._storage.chats,
            subscriptions=self._storage.subscriptions,
            reading=self._storage.reading,
            previews=Foreteller(self._storage.precedents, self._interpreter, self._clock),
            alerts=self._storage.alerts,
            stories=self._storage.stories,
            joins=self._storage.joins,
            topics=self._library,
            texts=self._texts,
            clock=self._clock,
            watch=self._storage.watch,
            own_feeds=self._storage.own_feeds,
            scout=press.scout(),
            follow_limit=settings.follow_limit,
            admins=settings.admins,
        )
        return Connection(token, settings.api_url, services, self._limiter, self._storage.inbox)

    def _deliverer(self, messenger: TelegramMessenger) -> Sender:
        return Sender(
            self._storage.outbox,
            messenger,
            Renderer(self._library, self._texts),
            self._marks,
            self._clock,
            self._sending,
        )

    def _marked(self) -> None:
        """Outcomes are written: there is room on the wire, and the next in line for a chat."""
        self._limiter.look_again()
        self._sender.ring()

    def _ring_for_alerts(self) -> None:
        self._sender.ring()
        self._fanout.ring()

    async def _fan_out(self) -> bool:
        more = await self._storage.outbox.fan_out(self._clock.now())
        if more:
            self._sender.ring()
        return more
