"""The newcomer's first minutes: the whole bot, in a browser, as a person sees it."""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from sandbox.server import Sandbox
from tests.endtoend.running import RunningBot
from tests.sandbox.desk import CHROMIUM, NO_CHROMIUM, chromium, seated

SOURCE = "https://medicalxpress.com/news/2025-09-gene-therapy-lifelong-transfusions-rare.html"
# `make picture` names the file that README shows.
PICTURE = os.environ.get("PICTURE", "")


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
async def test_a_newcomer_follows_a_topic_publishes_a_story_and_sees_the_alert(
    bot: RunningBot, sandbox: Sandbox, root: str, tmp_path: Path
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)

    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 1200, "height": 820})
        async with seated(page, root) as desk:
            await desk.write("/subscribe gene-therapy")
            await expect(desk.messages().last).to_contain_text("You now follow Gene therapy")
            await desk.button("Publish the next story").click()

            alert = desk.messages().last
            await expect(alert).to_contain_text("alpha thalassemia")
            await expect(alert).to_contain_text("not in people")
            await expect(alert.get_by_role("link", name="Read")).to_have_attribute("href", SOURCE)
            if PICTURE:  # without the passing notice on top
                await expect(page.get_by_text("Published:")).to_have_count(0)
            await page.screenshot(path=PICTURE or tmp_path / "chat.png")

            await desk.button("Stop: Gene therapy and gene editing").click()
            await expect(desk.messages().last).to_contain_text("no longer follow")
