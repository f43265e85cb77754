"""Feeds: from bytes on the web to clean entries."""
