"""When a feed is asked next."""
