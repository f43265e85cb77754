"""Runs the bot as it is, in a process that the chaos suite has prepared.

Nothing is imported at the top: the parser's child process may read this file again.
"""

if __name__ == "__main__":
    import os
    import runpy
    import sys

    from tests.chaos.seam import prepare

    prepare(os.environ)
    sys.argv = ["bot", "run"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
