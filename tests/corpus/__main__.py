"""The command line of the corpus: `python -m tests.corpus DIR`, or `--feedparser DIR`."""

import sys

# Imports wait in the function: the parser's child process reads this file again.


def main() -> int:
    """Read all, print what is unusual and a line of figures; 1 if a promise was broken."""
    import argparse  # noqa: PLC0415
    import asyncio  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from tests.corpus import bodies, suite  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, help="bodies of feeds, whatever their names")
    parser.add_argument(
        "--feedparser", action="store_true", help="the folder holds feedparser's own tests"
    )
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"{asked.folder} is no folder")
    if asked.feedparser:
        print(suite.report(asked.folder))
        return 0
    return asyncio.run(bodies.run(asked.folder, print))


if __name__ == "__main__":
    sys.exit(main())
