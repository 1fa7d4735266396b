"""Make `storage/analysis/background.tsv`: how often words occur in news at large.

    python scripts/background.py

Read are `names/recognise/worldwide.jsonl`, news from 43 outlets (stanfordnlp/en-worldwide-newswire;
Shan, Bauer, Manning: Do "English" Named Entity Recognizers Work Well on Global Englishes?, Findings
of EMNLP 2023; no licence is stated, its authors release models trained on it under Apache-2.0), and
`names/recognise/wikigold.jsonl`, Wikipedia articles (Balasuriya, Ringland, Nothman, Murphy, Curran:
Named Entity Recognition in Wikipedia, 2009; CC BY 4.0). Only counts are kept: for every term that
occurs in three documents or more, in how many, and which percentage of its uses inside a sentence is
in lower case. The articles by which links are measured are left out.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quality_data import data_folder

from storage.analysis.words import LOWER, MARK, SHORT, tokens, word

SOURCES = ("names/recognise/worldwide.jsonl", "names/recognise/wikigold.jsonl")
TABLE = Path(__file__).parent.parent / "storage" / "analysis" / "background.tsv"
LEAST_DOCUMENTS = 3


def main() -> None:
    """Write the table and say how large it is."""
    documents, frequency = 0, Counter[str]()
    lower, capital = Counter[str](), Counter[str]()
    for text in texts(data_folder()):
        documents += 1
        seen = set()
        for term, shape, opening in uses(text):
            seen.add(term)
            if not opening or shape == LOWER:
                (lower if shape == LOWER else capital)[term] += 1
        frequency.update(seen)
    rows = [
        f"{term}\t{n}\t{percent(lower[term], capital[term])}"
        for term, n in sorted(frequency.items())
        if n >= LEAST_DOCUMENTS
    ]
    TABLE.write_text("\n".join([str(documents), *rows]) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} terms of {documents} documents, {TABLE.stat().st_size} bytes")


def texts(folder: Path) -> Iterator[str]:
    """Give every document's text."""
    for source in SOURCES:
        with (folder / source).open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def uses(text: str) -> Iterator[tuple[str, int, bool]]:
    """Give every term of a text, how it is written, and whether it opens a sentence."""
    for line in text.split("\n"):
        opening, before = True, MARK
        for _, term, shape, _ in map(word, tokens(line)):
            if shape == MARK:
                opening = before != SHORT
            else:
                if term:
                    yield term, shape, opening
                opening, before = False, shape


def percent(lower: int, capital: int) -> int:
    """Return the lower-case share of a term's uses; one that only opens sentences counts as lower."""
    return round(100 * lower / (lower + capital)) if lower + capital else 100


if __name__ == "__main__":
    main()
