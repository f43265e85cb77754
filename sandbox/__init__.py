"""A Telegram on loopback, with a chat page and a feed of its own. Knows nothing of the bot."""
