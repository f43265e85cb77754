"""The chat page, in a real browser, with a scripted bot at the other end."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Literal

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from sandbox.server import Sandbox
from tests.sandbox.desk import (
    CHROMIUM,
    NO_CHROMIUM,
    PATIENCE_MS,
    PHONE,
    WIDE,
    Desk,
    chromium,
    seated,
)
from tests.sandbox.scripted_bot import ScriptedBot

HOSTILE = '<img src="https://evil.invalid/x.png" onerror="window.robbed = 1"> &amp; <b>bold</b>'
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def window() -> AsyncIterator[Page]:
    """One for all tests, for speed: the page keeps nothing, and each sandbox has its own port."""
    async with chromium() as browser:
        page = await browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page


@pytest_asyncio.fixture(loop_scope="module")
async def root() -> AsyncIterator[str]:
    sandbox = Sandbox(flood=False)
    yield await sandbox.start()
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def bot(root: str) -> AsyncIterator[ScriptedBot]:
    async with aiohttp.ClientSession() as session:
        bot = ScriptedBot(session, root)
        await bot.introduce()
        running = asyncio.create_task(bot.run())
        yield bot
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@pytest_asyncio.fixture(loop_scope="module")
async def desk(window: Page, root: str, bot: ScriptedBot) -> AsyncIterator[Desk]:
    await window.set_viewport_size(WIDE)
    await window.emulate_media(color_scheme="light")
    async with seated(window, root) as desk:
        yield desk


async def test_a_newcomer_is_told_what_to_do_step_by_step(desk: Desk) -> None:
    welcome = desk.page.get_by_role("heading", name="Say hello as Ana")
    await expect(welcome).to_be_visible()

    await desk.button("/start").click()
    await expect(welcome).to_have_count(0)
    await desk.button("Try next: /subscribe gene-therapy").click()
    await desk.button("Try next: Publish a story").click()

    await expect(desk.page.get_by_text("Published: One-time gene therapy")).to_be_visible()
    await expect(desk.page.get_by_text("Try next:")).to_be_hidden()
    await expect(desk.messages()).to_contain_text(
        ["/start", "You said: /start", "/subscribe", "You said: /subscribe gene-therapy"]
    )


async def test_what_a_person_types_appears_and_is_answered(desk: Desk) -> None:
    await desk.write("Good morning")

    await expect(desk.messages()).to_contain_text(["Ana: Good morning", "You said: Good morning"])
    await expect(desk.page.get_by_label("Message to the bot")).to_have_value("")


async def test_a_card_has_its_format_its_link_and_its_preview(desk: Desk) -> None:
    await desk.write("/card")

    card = desk.messages().last
    await expect(card.locator(".text b")).to_have_text("A story")
    for name in ("Example", "Read", "example.org /story"):
        link = card.get_by_role("link", name=name, exact=True)
        await expect(link).to_have_attribute("href", "https://example.org/story")
        await expect(link).to_have_attribute("target", "_blank")
        await expect(link).to_have_attribute("rel", re.compile("noopener"))


async def test_a_pressed_button_shows_the_answer_and_the_edited_message(desk: Desk) -> None:
    await desk.write("/card")

    await desk.button("Stop: Gene therapy").click()

    await expect(desk.page.get_by_text("Noted", exact=True)).to_be_visible()
    await expect(desk.messages().last).to_contain_text("No more such alerts.")
    await expect(desk.messages().last).to_contain_text("edited")
    await expect(desk.button("Stop: Gene therapy")).to_have_count(0)


async def test_a_reload_keeps_the_conversation(desk: Desk) -> None:
    await desk.write("Remember me")
    await expect(desk.messages()).to_have_count(2)

    await desk.page.reload()

    await expect(desk.messages()).to_contain_text(["Remember me", "You said: Remember me"])


async def test_markup_from_outside_is_shown_as_text(desk: Desk) -> None:
    await desk.write(HOSTILE)
    await desk.page.get_by_text("Write one yourself").click()
    await desk.page.get_by_label("Title").fill(HOSTILE)
    await desk.button("Publish it").click()

    await expect(desk.messages()).to_contain_text([HOSTILE, f"You said: {HOSTILE}"])
    await expect(desk.page.get_by_text(f"Published: {HOSTILE}")).to_be_visible()
    await expect(desk.page.locator("img")).to_have_count(0)
    assert await desk.page.evaluate("window.robbed") is None


async def test_stories_are_published_one_by_one_or_by_choice(desk: Desk) -> None:
    await desk.button("Publish the next story").click()
    await expect(desk.page.get_by_text("Next: Short walks after dinner")).to_be_visible()

    await desk.page.get_by_text("Choose a story (23 waiting)").click()
    await desk.page.get_by_role("button", name="Frozen berries recalled").click()

    await expect(desk.page.get_by_text("Choose a story (22 waiting)")).to_be_visible()
    await expect(desk.page.get_by_role("button", name="Frozen berries")).to_have_count(0)


async def test_commands_can_be_chosen_from_the_keyboard(desk: Desk) -> None:
    box = desk.page.get_by_label("Message to the bot")
    await box.press_sequentially("/")
    await expect(desk.button("/card Show a card")).to_be_visible()

    await box.press("Escape")
    await expect(desk.button("/card Show a card")).to_be_hidden()
    await box.press_sequentially("h")
    await box.press("ArrowDown")
    await expect(desk.button("/help Say what this is")).to_be_focused()
    await desk.page.keyboard.press("Enter")

    await expect(desk.messages()).to_contain_text(["/help", "You said: /help"])
    await expect(box).to_be_focused()


async def test_everything_can_be_reached_by_the_tab_key_and_has_a_name(desk: Desk) -> None:
    await desk.write("/card")
    await expect(desk.button("Stop: Gene therapy")).to_be_visible()

    nameless = await desk.page.evaluate(
        """[...document.querySelectorAll("button, a, input, textarea")].filter(element =>
             element.tabIndex < 0 || !(element.textContent.trim() || element.ariaLabel
             || element.labels?.length)).map(element => element.outerHTML)"""
    )

    assert nameless == []


async def test_a_blocked_bot_cannot_write_until_it_is_let_in_again(
    desk: Desk, bot: ScriptedBot
) -> None:
    await desk.write("Hello")
    await desk.button("Block the bot in this chat").click()

    await expect(desk.button("Unblock it")).to_be_visible()
    await expect(desk.page.get_by_label("Message to the bot")).to_be_hidden()
    await bot.call("sendMessage", chat_id=101, text="Are you there?")
    await expect(desk.page.get_by_text("sendMessage ✗ Forbidden")).to_be_visible()
    await desk.button("Unblock it").click()
    await desk.write("I am back")

    await expect(desk.messages().last).to_contain_text("You said: I am back")


@pytest.mark.parametrize(
    ("trouble", "refusal"),
    [
        ("Refuse the next message: 429, wait 5 s", "Too Many Requests: retry after 5"),
        ("Fail the next message: 502", "502 Bad Gateway"),
    ],
)
async def test_a_fault_hits_the_next_message_only(desk: Desk, trouble: str, refusal: str) -> None:
    await desk.button(trouble).click()
    await expect(desk.page.get_by_text("will fail once")).to_be_visible()

    await desk.write("one")
    await expect(desk.page.get_by_text(f"sendMessage ✗ {refusal}")).to_be_visible()
    await desk.write("two")

    await expect(desk.messages()).to_contain_text(["one", "two", "You said: two"])


async def test_another_person_with_news_is_marked_until_their_chat_is_opened(
    desk: Desk, bot: ScriptedBot
) -> None:
    await bot.call("sendMessage", chat_id=102, text="For Ben")
    await expect(desk.person("Ben")).to_contain_text("new messages")

    await desk.person("Ben").click()

    await expect(desk.page.get_by_role("heading", name="Ben")).to_be_visible()
    await expect(desk.messages()).to_contain_text(["For Ben"])
    await expect(desk.person("Ben")).to_have_attribute("aria-current", "true")
    await expect(desk.person("Ben")).not_to_contain_text("new messages")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_each_pane_fits_the_screen(
    desk: Desk, scheme: Literal["light", "dark"]
) -> None:
    await desk.page.set_viewport_size(PHONE)
    await desk.page.emulate_media(color_scheme=scheme)
    await desk.write(f"/start {'verylongword' * 20}")
    await desk.write("/card")
    await expect(desk.button("Stop: Gene therapy")).to_be_visible()

    for pane, shown in [
        ("Backstage", desk.button("Publish the next story")),
        ("People", desk.person("Chen")),
        ("Chat", desk.button("Send")),
    ]:
        await desk.button(pane).click()
        await expect(shown).to_be_in_viewport(ratio=1)
        width = await desk.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"]
