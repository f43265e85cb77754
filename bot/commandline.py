"""The command line: what was asked for, who does it, and the exit status."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence

from bot.logs import set_up_logs
from bot.settings import Settings, load_settings, unknown_names
from news.errors import (
    HealthNewsError,
    RefusedTokenError,
    RegisterError,
    SettingsError,
    UnclearFeedError,
)

log = logging.getLogger(__name__)

DONE, FAILED, MISUSED = 0, 1, 2
SANDBOX_PORT = 8090


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; everything an operator can mend is one line on stderr."""
    asked = _parser().parse_args(arguments)
    # python-telegram-bot warns of what it will change, unless told that we know.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    try:
        return _run(asked)
    except (SettingsError, RefusedTokenError, UnclearFeedError) as error:
        return _complain(error, MISUSED)
    except RegisterError as error:
        # The file was named by a setting, or by the command itself.
        named = getattr(asked, "file", None)
        return _complain(error if named else f"BOT_FEEDS={error}", MISUSED)
    except HealthNewsError as error:
        return _complain(error, FAILED)
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python would complain of that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _complain(error: object, status: int) -> int:
    print(" ".join(str(error).split()), file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="A health-news bot for Telegram. Without a command: run with a token in "
        "BOT_TOKEN, else sandbox. Settings come from the environment and .env (.env.example).",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="the bot on Telegram")
    sandbox = commands.add_parser(
        "sandbox", help="a Telegram of its own in the browser: no token, no internet"
    )
    sandbox.add_argument("--port", type=_port, default=SANDBOX_PORT)
    commands.add_parser("check", help="settings, database, token and every feed, in a table")
    commands.add_parser("classify", help="JSONL of articles in, topics and evidence out")
    commands.add_parser("same-story", help="JSONL of pairs in, same or not out")
    commands.add_parser("match-words", help="JSONL of queries and articles in, matches out")
    feeds = commands.add_parser("feeds", help="the feed register")
    actions = feeds.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="every feed and how it does")
    add = actions.add_parser("import", help="add the feeds of an OPML file")
    add.add_argument("file")
    actions.add_parser("export", help="all feeds as OPML on stdout")
    for action, told in (("on", "read a feed from now on"), ("off", "read it no longer")):
        switch = actions.add_parser(action, help=f"{told}, whatever the register says")
        switch.add_argument("feed", help="its address, or its title or a part of it")
    return parser


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _run(asked: argparse.Namespace) -> int:
    # Each command loads only what it needs.
    match asked.command:
        case "classify" | "same-story" | "match-words":
            from bot.batch import answer  # noqa: PLC0415

            return answer(asked.command, sys.stdin, sys.stdout)
        case "feeds":
            from bot.register import manage  # noqa: PLC0415

            named = getattr(asked, "file", getattr(asked, "feed", ""))
            return asyncio.run(manage(asked.action, load_settings(), named))
        case "check":
            from bot.check import check  # noqa: PLC0415

            return asyncio.run(check(load_settings()))
        case "sandbox":
            return _play(asked.port)
        case _:
            return _serve(load_settings(), token_needed=asked.command == "run")


def _serve(settings: Settings, *, token_needed: bool) -> int:
    if settings.token is None and token_needed:
        raise SettingsError(
            "BOT_TOKEN: not set; expected the token that BotFather gave you "
            "(`python -m bot sandbox` needs none)"
        )
    if settings.token is None:
        return _play(SANDBOX_PORT)
    from bot.app import serve  # noqa: PLC0415

    token = settings.token.get_secret_value()
    set_up_logs(level=settings.log_level, style=settings.log_format, secret=token)
    for name in unknown_names():
        log.warning("unknown setting", extra={"setting": name})
    return asyncio.run(_until_stopped(lambda stop: serve(settings, token, stop)))


def _play(port: int) -> int:
    from bot.playground import play  # noqa: PLC0415

    set_up_logs(level="WARNING", style="text")
    return asyncio.run(_until_stopped(lambda stop: play(port, stop)))


async def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> int:
    """Work until SIGTERM or SIGINT asks to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await work(stop)
    return DONE
