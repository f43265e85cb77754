"""From bytes on the web to clean entries."""
