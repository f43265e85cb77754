"""Tests of feeds/timing."""
