"""A lean Telegram and feed in a process of its own: the other side of what is sent."""
