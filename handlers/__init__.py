"""What the bot does when a reader writes or presses a button."""
