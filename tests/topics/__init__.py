"""What an article is about, and what a reader meant."""
