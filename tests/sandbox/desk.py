"""A person before the chat page: a real browser, and what it may not do."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import (
    Browser,
    Error,
    Locator,
    Page,
    Request,
    ViewportSize,
    async_playwright,
    expect,
)

CHROMIUM = shutil.which("chromium")
PATIENCE_MS = 15_000
"""Far more than it takes; a busy machine is not a fault of the page."""
NO_CHROMIUM = "no chromium on PATH: the chat page is not tested"
WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=640)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Desk:
    """The chat page as a person finds their way in it."""

    page: Page

    async def write(self, text: str) -> None:
        """Type a message, and send it."""
        box = self.page.get_by_label("Message to the bot")
        await box.fill(text)
        await box.press("Enter")

    def messages(self) -> Locator:
        """The conversation, oldest first."""
        return self.page.get_by_role("log").get_by_role("article")

    def person(self, name: str) -> Locator:
        """Someone in the list of people."""
        people = self.page.get_by_role("navigation", name="People")
        return people.get_by_role("button", name=re.compile(f"^{name}"))

    def button(self, name: str) -> Locator:
        """Any button with exactly these words."""
        return self.page.get_by_role("button", name=name, exact=True)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser that the system has."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def seated(page: Page, root: str) -> AsyncIterator[Desk]:
    """Open the chat page; in the end it has asked no other host and has had no fault."""
    requests: list[str] = []
    faults: list[str] = []

    def note_request(request: Request) -> None:
        requests.append(request.url)

    def note_fault(error: Error) -> None:
        faults.append(str(error))

    page.on("request", note_request)
    page.on("pageerror", note_fault)
    await page.goto(root)
    desk = Desk(page)
    await expect(desk.person("Ana")).to_have_attribute("aria-current", "true")
    yield desk
    await page.goto("about:blank")
    page.remove_listener("request", note_request)
    page.remove_listener("pageerror", note_fault)

    own = (f"{root}/", "data:", "blob:", "about:")
    assert f"{root}/sim/events" in requests
    assert [url for url in requests if not url.startswith(own)] == []
    assert faults == []
