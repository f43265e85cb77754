"""How well the bot reads: its answers to a sample of our own, labelled by hand, in figures."""
