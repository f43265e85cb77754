"""The way in: `python -m bot`.

Nothing is imported at the top: the parser's child process reads this file again and must stay
small.
"""

if __name__ == "__main__":
    import sys

    from bot.commandline import main

    sys.exit(main(sys.argv[1:]))
