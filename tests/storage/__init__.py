"""What the database promises beyond its ports."""
