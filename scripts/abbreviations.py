"""Write storage/analysis/lexicon/abbreviations.tsv: abbreviations in capitals that are no names.

    apt-get install wordnet-base wamerican-huge wbritish-huge && python scripts/abbreviations.py

A row is `abbreviation, evidence`.

- `noun`: WordNet 3.0 (Princeton University, 2006; WordNet License) has it as a thing that is no group, place
  or individual, or the word lists american-english-huge and british-english-huge of SCOWL (Kevin Atkinson,
  2020) have its plural, or it is in `abbreviations-by-hand.tsv` beside this file, written for newsdesk.
- `word`: SCOWL has it without a plural, as it has some names.

Left out are those that WordNet knows as a group or a place, that the tables of names have, or that the
labelled texts in `names/recognise` have more often in a name than outside.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from quality_data import ROOT, data_folder

sys.path.insert(0, str(ROOT))

from storage.analysis.lexicon import countries, gazetteer

TABLE = ROOT / "storage" / "analysis" / "lexicon" / "abbreviations.tsv"
WORDNET = Path("/usr/share/wordnet/data.noun")
SCOWL = (Path("/usr/share/dict/american-english-huge"), Path("/usr/share/dict/british-english-huge"))
BY_HAND = ROOT / "scripts" / "abbreviations-by-hand.tsv"
ABBREVIATION = re.compile(r"[A-Z]{2,6}")
GROUP, PLACE = "14", "15"  # files of WordNet's lexicographers
NO_NAMES = frozenset(("Date", "Money"))


def main() -> None:
    """Write the table and print its size."""
    things, names = wordnet()
    words = {word for path in SCOWL for word in path.read_text(encoding="utf-8").splitlines()}
    abbreviations = set(filter(ABBREVIATION.fullmatch, words))
    by_hand = set(BY_HAND.read_text(encoding="utf-8").split())
    left_out = names | known_names() | labelled_names(data_folder())
    nouns = (things | {word for word in abbreviations if word + "s" in words}) - left_out | by_hand
    rows = [
        f"{word}\t{'noun' if word in nouns else 'word'}"
        for word in sorted(nouns | (abbreviations - left_out))
    ]
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(
        f"{TABLE.name}: {len(rows)} abbreviations, {sum(row.endswith('noun') for row in rows)} of them nouns"
    )


def wordnet() -> tuple[set[str], set[str]]:
    """Return the abbreviations that are things, and those that are a group, a place or an individual."""
    things, names = set[str](), set[str]()
    for line in WORDNET.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):  # the licence
            continue
        _, file, _, count, *rest = line.partition("|")[0].split()
        words = rest[: 2 * int(count, 16) : 2]
        is_name = file in (GROUP, PLACE) or "@i" in rest
        (names if is_name else things).update(filter(ABBREVIATION.fullmatch, words))
    return things, names


def known_names() -> set[str]:
    """Return the abbreviations in the tables of well-known names and countries."""
    return {name for name in {*gazetteer.spellings(), *countries.acronyms()} if ABBREVIATION.fullmatch(name)}


def labelled_names(data: Path) -> set[str]:
    """Return the abbreviations that labelled texts have more often in a name than outside."""
    balance = Counter[str]()
    for path in sorted((data / "names" / "recognise").glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            spans = [(start, end) for start, end, label in row["spans"] if label not in NO_NAMES]
            for match in re.finditer(r"(?<!\w)[A-Z]{2,6}(?!\w)", row["text"]):
                inside = any(start <= match.start() < end for start, end in spans)
                balance[match[0]] += 1 if inside else -1
    return {word for word, count in balance.items() if count > 0}


if __name__ == "__main__":
    main()
