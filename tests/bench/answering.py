"""How long a reader waits for an answer, in quiet and while everybody is being alerted."""

import asyncio
from collections.abc import Mapping

from tests.bench.alerting import TOPIC
from tests.bench.figures import Figure, ratio
from tests.bench.sizes import Sizes
from tests.bench.stage import Stage, a_stage, crowd, until
from tests.bench.texts import stories
from tests.endtoend.running import publish

_PART = "question to answer"
_ASKED = {"/latest": "/latest", "an unknown word": "qwzxv blorf"}
# Many readers in turn: one alone would be held to a message a second.
_READERS = range(201, 221)
_PAUSE = 0.25
_PER_SECOND = 29


async def answers(sizes: Sizes) -> list[Figure]:
    """The same questions twice."""
    followers = crowd(sizes.followers)
    async with a_stage({"BOT_MESSAGES_PER_SECOND": str(_PER_SECOND)}) as stage:
        await stage.fill(followers, TOPIC)
        for chat_id in _READERS:
            stage.sandbox.world.add_chat(chat_id, is_started=True)
        await stage.start()
        await stage.has_read_its_feed()
        quiet = await _ask_all(stage, sizes.questions)
        title, summary = next(stories("Asthma"))
        await publish(stage.root, title, summary)
        await until(lambda: bool(stage.alerts(title)))
        busy = await _ask_all(stage, sizes.questions)
        still_owed = len(followers) - len(stage.alerts(title))
        refusals = stage.sandbox.flood.violations
    return _figures(quiet, busy, still_owed, refusals)


async def _ask_all(stage: Stage, times: int) -> Mapping[str, list[float]]:
    waits: dict[str, list[float]] = {name: [] for name in _ASKED}
    questions = [(name, text) for _ in range(times) for name, text in _ASKED.items()]
    for number, (name, text) in enumerate(questions):
        await asyncio.sleep(_PAUSE)
        waits[name].append(await _ask(stage, _READERS[number % len(_READERS)], text))
    return waits


async def _ask(stage: Stage, chat_id: int, text: str) -> float:
    """The milliseconds until the answer arrives."""
    seen = len(stage.sandbox.outbox)
    asked_at = stage.sandbox.world.clock()
    stage.sandbox.world.say(chat_id, text)
    await until(lambda: bool(_answers(stage, chat_id, seen)))
    return (_answers(stage, chat_id, seen)[0] - asked_at) * 1_000


def _answers(stage: Stage, chat_id: int, seen: int) -> list[float]:
    """When the bot wrote to this chat, after so many calls."""
    return [
        call["at"]
        for call in stage.sandbox.outbox[seen:]
        if call["method"] == "sendMessage" and call["ok"] and call["params"]["chat_id"] == chat_id
    ]


def _figures(
    quiet: Mapping[str, list[float]],
    busy: Mapping[str, list[float]],
    still_owed: int,
    refusals: int,
) -> list[Figure]:
    figures = []
    for name in _ASKED:
        idle = Figure(part=_PART, name=f"{name}, idle", unit="ms", values=quiet[name])
        during = f"{name}, during a fan-out at {_PER_SECOND}/s"
        loaded = Figure(part=_PART, name=during, unit="ms", values=busy[name])
        figures += [idle, loaded, ratio(_PART, f"{name}, fan-out ÷ idle", loaded, idle)]
    return [
        *figures,
        Figure(part=_PART, name="alerts still owed at the end", unit="", values=[still_owed]),
        Figure(part=_PART, name="refused by Telegram (429)", unit="", values=[refusals]),
    ]
