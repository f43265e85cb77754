"""Starts the bot with instruments inside: `python -m tests.bench.probe run`.

Nothing of ours is imported at the top, as in `bot/__main__.py`: the parser's child process reads
this file again, and must be as small as it always is.
"""

if __name__ == "__main__":
    import sys

    from tests.bench.instruments import main

    sys.exit(main(sys.argv[1:]))
