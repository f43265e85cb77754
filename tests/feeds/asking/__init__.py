"""Tests of feeds/asking."""
