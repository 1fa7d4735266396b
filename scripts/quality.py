"""How good newsdesk's analysis is, measured on labelled data.

    python scripts/quality.py [names] [merging] [links] [pages] [feeds] [--limit N] [--ablate]

The data is looked for in $NEWSDESK_DATA, else in ../shared/data beside the checkout. Without a section's
name all run. A section is a function from `Options` to lines to print; add it to `SECTIONS`.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

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
}


def main() -> None:
    """Run the sections that are asked for."""
    parser = argparse.ArgumentParser(description="Measure the analysis on labelled data.")
    parser.add_argument(
        "sections", nargs="*", metavar="section", help=f"of {', '.join(SECTIONS)}; default all"
    )
    parser.add_argument("--limit", type=int, help="only the first N documents of each set")
    parser.add_argument("--ablate", action="store_true", help="names: also with each rule left out")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    options = Options(data_folder(), arguments.limit, arguments.ablate)
    for section in arguments.sections or SECTIONS:
        started = time.monotonic()
        print(f"== {section}")
        for line in SECTIONS[section](options):
            print(line, flush=True)
        print(f"   ({time.monotonic() - started:.0f} s)\n")


if __name__ == "__main__":
    main()
