"""Tests of feeds/reading."""
