"""The way in: `python -m bot`.

Nothing of ours is imported at the top: the parser's child process reads this file again and must
stay small.
"""

if __name__ == "__main__":
    import signal
    import sys

    # Asked to stop while it still loads, it has nothing to finish.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))

    from bot.commandline import main

    sys.exit(main(sys.argv[1:]))
