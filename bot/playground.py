"""The sandbox with the bot in it: a Telegram, a feed and a database of its own."""

import asyncio
import sys
import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot.app import serve
from bot.settings import Settings, load_settings
from feeds.register import write_register
from news.errors import SettingsError
from news.feeds import Shows, Source
from news.urls import host_of
from sandbox.server import Sandbox

TOKEN = "1:sandbox"  # noqa: S105 – opens nothing but this sandbox


async def play(port: int, stop: asyncio.Event) -> None:
    """Run until `stop` is set. Every start begins afresh; nothing leaves this machine."""
    sandbox = Sandbox(token=TOKEN)
    try:
        url = await sandbox.start(port)
    except OSError as error:
        raise SettingsError(
            f"--port {port}: cannot be used ({error.strerror}); try another one, or 0 for any"
        ) from error
    with tempfile.TemporaryDirectory(prefix="healthnews-sandbox-") as folder:
        try:
            settings = _settings(url, Path(folder))
            _greet(url)
            # So that /follow can be tried: its addresses are private, and a reader's may not be.
            await serve(settings, TOKEN, stop, exempt=[host_of(url)])
        finally:
            await sandbox.stop()


def _settings(url: str, folder: Path) -> Settings:
    register = folder / "feeds.opml"
    feed = Source(
        url=f"{url}/feed.xml", title="Sandbox feed", publisher="Sandbox", shows=Shows.FULL
    )
    register.write_text(write_register([feed]), encoding="utf-8")
    return load_settings(
        token=SecretStr(TOKEN),
        api_url=url,
        database_url=f"sqlite:///{folder / 'sandbox.db'}",
        feeds=register,
        poll_min=1,
        poll_max=1,
        host_delay=0,
    )


def _greet(url: str) -> None:
    print(
        f"""
  This is the sandbox: a Telegram on this machine only, with a few sample stories.
  Open {url} and type /subscribe gene-therapy – then publish the next story.
  Or type /follow {url}/blog – that is a page with a feed – and press the button there.

  For the real Telegram: write to @BotFather there, send /newbot, and put the token that
  it gives you in .env as BOT_TOKEN=… – then start again.

  Ctrl-C stops it. Every start begins afresh.
""",
        file=sys.stderr,
    )
