"""The command line of the quality figures: `python -m tests.quality [PART …]`."""

import argparse
import sys

from tests.quality.report import page
from tests.quality.sample import PARTS


def main() -> int:
    """Print precision, recall and what is confused, over our own labelled sample."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(page(asked.parts or PARTS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
