"""What an article says: its evidence, its summary, and whether another one says the same."""
