"""Write the table of heads that many organisations share: `storage/analysis/lexicon/heads.tsv`.

    python scripts/heads.py [DATA]

A row is a head ("house"), the number of different longer names that have it, and the number of articles in
which it is a name by itself, without a longer one ("the House" of parliament). The names are those of
`gazetteer.tsv` and of labelled texts that may train what is shipped: "worldwide" (Shan et al., EMNLP 2023),
WikiGold (CC BY 4.0), the English Web Treebank (CC BY-SA 4.0) and ECB+ (CC BY 3.0).
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from storage.analysis.lexicon import countries  # noqa: E402 - importable only with the checkout on the path
from storage.analysis.lexicon.name_keys import head, organisation_key  # noqa: E402 - the same

LEXICON = ROOT / "storage/analysis/lexicon"
SPANS = {"worldwide": "Organization", "wikigold": "ORG", "ewt": "ORG"}
MIN_NAMES = 3  # different names that share a head


def main() -> None:
    """Count the heads of all names and write the table."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data"
    articles = [*labelled_articles(data / "names"), *([name] for name in known_names())]
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for name in {name for names in articles for name in names if " " in name}:
        longer[head(name)].add(name)
    alone = Counter(
        name
        for names in map(set, articles)
        for name in names
        if not any(other != name and name in other.split() for other in names)
    )
    shared = {word: names for word, names in longer.items() if len(names) >= MIN_NAMES and is_word(word)}
    rows = [f"{word}\t{len(names)}\t{alone[word]}\n" for word, names in sorted(shared.items())]
    (LEXICON / "heads.tsv").write_text("".join(rows), encoding="utf-8")


def is_word(head: str) -> bool:
    """Tell whether a head is a word rather than a letter, a number or a country."""
    return head.isalpha() and len(head) > 2 and not countries.country_of_key(head)


def labelled_articles(folder: Path) -> Iterator[list[str]]:
    """Yield the keys of the organisations of each labelled text."""
    for name, label in SPANS.items():
        for row in rows(folder / f"recognise/{name}.jsonl"):
            spans = [row["text"][start:end] for start, end, own in row["spans"] if own == label]
            yield [organisation_key(text) for text in spans]
    for row in rows(folder / "merge/ecbplus-1-35.jsonl"):
        names = [one for one in row["mentions"] if one["type"] == "HUMAN_PART_ORG" and not one["nominal"]]
        yield [organisation_key(one["text"]) for one in names if one["text"][:1].isupper()]


def known_names() -> Iterator[str]:
    """Yield the keys of the organisations in the gazetteer."""
    for line in (LEXICON / "gazetteer.tsv").read_text(encoding="utf-8").splitlines():
        kind, *spellings = line.split("\t")
        if kind == "organisation":
            yield from (organisation_key(one) for one in spellings)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
