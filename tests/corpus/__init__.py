"""Feeds from the wild, read as the bot reads them: `make corpus DIR=a folder of bodies`."""
