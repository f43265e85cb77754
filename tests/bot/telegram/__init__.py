"""The edge to Telegram, over loopback."""
