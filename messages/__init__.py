"""What readers see: cards, lists, keyboards and texts."""
