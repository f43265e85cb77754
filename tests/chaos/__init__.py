"""The bot, killed and hindered in every way we could think of, and what became of its promises."""
