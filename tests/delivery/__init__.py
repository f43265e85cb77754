"""Who is owed what, and what became of it."""
