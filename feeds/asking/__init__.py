"""Asks publishers: politely, within limits, and never where it must not."""
