"""Measure the quality of newsdesk's results on labelled data. docs/quality.md explains the tables.

    python scripts/quality.py [names] [merging] [links] [pages] [feeds] [cases] [--limit N] [--ablate]

The data is in the folder $NEWSDESK_DATA, by default ../shared/data beside the checkout. Without section
names, all sections run. A section is a function from `Options` to the lines to print; `SECTIONS` lists them.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quality_cases import cases
from quality_data import Options, data_folder
from quality_feeds import feeds
from quality_merging import merging
from quality_names import names
from quality_pages import pages
from quality_stories import links

SECTIONS: dict[str, Callable[[Options], Iterator[str]]] = {
    "names": names,
    "merging": merging,
    "links": links,
    "pages": pages,
    "feeds": feeds,
    "cases": cases,
}


def main() -> None:
    """Run the chosen sections and print their lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "sections", nargs="*", metavar="section", help=f"one of {', '.join(SECTIONS)} (all by default)"
    )
    parser.add_argument("--limit", type=int, help="use the first N documents of each set")
    parser.add_argument("--ablate", action="store_true", help="names: also measure without each rule")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"unknown section: {', '.join(sorted(unknown))}")
    options = Options(data_folder(), arguments.limit, arguments.ablate)
    for section in arguments.sections or SECTIONS:
        started = time.monotonic()
        print(f"== {section}")
        for line in SECTIONS[section](options):
            print(line, flush=True)
        print(f"   ({time.monotonic() - started:.0f} s)\n")


if __name__ == "__main__":
    main()
