"""Sentences about behaviour, each proved."""
