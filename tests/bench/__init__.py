"""The benchmarks: how quick, how small and how complete the bot is on this machine."""
