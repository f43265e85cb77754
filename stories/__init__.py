"""What an article says: which story it belongs to, its summary, how strong its evidence is."""
