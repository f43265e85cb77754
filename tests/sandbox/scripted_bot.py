"""A bot of a few lines, so that the chat page is tested by itself."""

from typing import Any

import aiohttp

COMMANDS = [
    {"command": "card", "description": "Show a card"},
    {"command": "help", "description": "Say what this is"},
]
BUTTONS = {
    "inline_keyboard": [
        [{"text": "Stop: Gene therapy", "callback_data": "1:stop"}],
        [{"text": "Read", "url": "https://example.org/story"}],
    ]
}


class ScriptedBot:
    """Answers /card with a card and all else with an echo."""

    def __init__(self, session: aiohttp.ClientSession, root: str) -> None:
        self._session = session
        self._root = f"{root}/bot1:scripted"

    async def call(self, method: str, **fields: Any) -> Any:
        """One call of the Bot API; None if it is refused."""
        async with self._session.post(f"{self._root}/{method}", json=fields) as answer:
            return (await answer.json())["result"] if answer.ok else None

    async def introduce(self) -> None:
        """Say which commands there are."""
        await self.call("setMyCommands", commands=COMMANDS)

    async def run(self) -> None:
        """Answer until cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        match update:
            case {"message": {"chat": chat, "text": "/card"}}:
                await self.call(
                    "sendMessage",
                    chat_id=chat["id"],
                    text='<b>A story</b>\n<a href="https://example.org/story">Example</a>',
                    parse_mode="HTML",
                    reply_markup=BUTTONS,
                )
            case {"message": {"chat": chat, "text": text}}:
                await self.call("sendMessage", chat_id=chat["id"], text=f"You said: {text}")
            case {"callback_query": {"id": query, "message": message}}:
                await self.call("answerCallbackQuery", callback_query_id=query, text="Noted")
                await self.call(
                    "editMessageText",
                    chat_id=message["chat"]["id"],
                    message_id=message["message_id"],
                    text="No more such alerts.",
                )
