"""What a reader does, and what the bot answers."""
