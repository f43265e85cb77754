"""Followed words that are more than words, and why an alert came."""

from sandbox.server import Sandbox
from tests.endtoend.running import Reader, RunningBot, publish


async def test_words_are_followed_with_their_other_names_and_why_tells_which_it_was(
    bot: RunningBot, sandbox: Sandbox, root: str, reader: Reader
) -> None:
    await bot.start()
    await sandbox.wait_for(lambda: sandbox.is_polled, timeout=20)
    await reader.ask("/subscribe asthma")
    await publish(root, "Ozempic, as it began", "The first year, in adults with asthma.")
    await reader.hears("Ozempic, as it began")

    assert "Ozempic, as it began" in await reader.ask("ozempic -mice")
    reader.press("In the last 14 days", "Follow “ozempic -mice” as words")
    await reader.hears("You now follow “ozempic -mice”")
    await publish(root, "Ozempic in mice", "It was given to forty mice.")
    await publish(root, "Semaglutide and the kidney", "Adults were randomly assigned to it.")
    alert = await reader.hears("Semaglutide and the kidney")
    why = await reader.ask("/why")

    assert "Because you follow: “ozempic -mice” (Semaglutide)" in alert
    assert "You follow “ozempic -mice”: “Semaglutide”" in why
    assert "the text says" in why
    assert not reader.latest("Ozempic in mice")
