"""Bytes to entries, whatever a publisher sends."""
