"""From a feed to a chat, and back."""

from sandbox.server import Sandbox
from tests.endtoend.running import TOKEN, Reader, RunningBot, publish

TITLE = "Gene therapy corrects thalassemia cells in a dish"
LINK = "https://news.example/thalassemia"


async def test_a_subscriber_gets_an_alert_with_its_source_and_can_read_more(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)

    assert "News, not medical advice" in await reader.ask("/start")
    assert "Gene therapy" in await reader.ask("/subscribe Gene_Therapies")
    await publish(root, TITLE, "Researchers corrected the cells of four donors.", LINK)
    alert = await reader.hears(TITLE)

    assert "corrected the cells of four donors" in alert
    assert "Because you follow" in alert
    assert TITLE in await reader.ask("/latest 3")
    assert TITLE in await reader.ask("/topic gene therapy")
    assert TITLE in await reader.ask("/search thalassemia dish")
    message = next(
        message for message in sandbox.world.chat(101).messages.values() if message.text == alert
    )
    assert LINK in str(message.as_json())
    assert await bot.stop() == 0
    assert TOKEN not in bot.said.decode()
    assert sandbox.flood.violations == 0


async def test_one_tap_stops_such_alerts(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("/subscribe flu")
    await reader.ask("/subscribe asthma")
    await publish(root, "Asthma inhalers compared", "A trial in adults with asthma.")
    await reader.hears("Asthma inhalers compared")

    reader.press("Asthma inhalers compared", "Stop: Asthma")
    await reader.hears("no longer")
    await publish(root, "Asthma and sport", "Asthma in swimmers.")
    await publish(root, "Flu season begins", "Influenza is here.")
    await reader.hears("Flu season begins")

    assert not reader.latest("Asthma and sport")


async def test_words_outside_the_catalog_are_followed_as_they_are(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)

    await reader.ask("zebra stripes")
    reader.press("zebra stripes", "Follow “zebra stripes” as words")
    await reader.hears("You now follow")
    await publish(root, "Why Zebra-Stripes keep flies away", "")

    assert "zebra stripes" in await reader.hears("Why Zebra-Stripes")
    assert "Why Zebra-Stripes" in await reader.ask("/latest")


async def test_what_a_feed_carried_at_its_first_reading_is_kept_and_alerts_nobody(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await publish(root, "Old asthma news", "Asthma, long ago.")
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("/subscribe asthma")
    await publish(root, "New asthma news", "Asthma, now.")

    await reader.hears("New asthma news")

    assert not reader.latest("Old asthma news")
    assert "Old asthma news" in await reader.ask("/latest")


async def test_of_a_chat_that_erased_itself_not_a_byte_is_left(
    bot: RunningBot, sandbox: Sandbox, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("zebra stripes")
    reader.press("zebra stripes", "Follow “zebra stripes” as words")
    await reader.hears("You now follow")
    written = (bot.folder / "data/bot.db-wal").read_bytes()
    await reader.ask("/erase")
    reader.press("", "Erase everything")
    await reader.hears("Nothing")

    database = b"".join(path.read_bytes() for path in bot.folder.glob("data/bot.db*"))
    assert b"zebra stripes" not in database
    assert b"zebra stripes" in written


async def test_who_says_no_more_hears_no_more_though_alerts_are_on_their_way(
    bot: RunningBot, sandbox: Sandbox, root: str
) -> None:
    sandbox.flood.enabled = False
    await bot.start(BOT_MESSAGES_PER_SECOND="6")
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    readers = [Reader(sandbox, chat_id) for chat_id in range(1001, 1013)]
    for reader in readers:
        await reader.ask("/subscribe asthma")
    await publish(root, "Asthma inhalers compared", "A trial in adults with asthma.")
    await readers[0].hears("Asthma inhalers compared")

    commands = ("/stop", "/pause", "/unsubscribe asthma")
    for reader, command in zip(readers[-4:], commands, strict=False):
        await reader.ask(command)
    await readers[-1].hears("Asthma inhalers compared")

    assert [reader.latest("Asthma inhalers") for reader in readers[-4:-1]] == ["", "", ""]
