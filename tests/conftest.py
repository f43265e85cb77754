"""What holds for the whole test run."""

import os

# python-telegram-bot warns of what it will change, unless told that we know.
os.environ.setdefault("PTB_TIMEDELTA", "true")
