"""The running program: it builds the parts and owns their lifetimes."""
