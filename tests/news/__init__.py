"""Tests of the words of the project."""
