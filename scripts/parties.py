"""Write storage/analysis/lexicon/parties.tsv: words for well-known kinds of parties and for their members.

    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb wordnet
    python scripts/parties.py wordnet/usr/share/wordnet

The source is WordNet 3.0 (see NOTICE): the kinds of political parties whose name ends in "Party", and their
members. Left out are parties of the past. Rows are `key of the party, keys of other words for it...`, made by
`storage.analysis.lexicon.name_keys.plain`. The output is sorted and the same in every run.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from storage.analysis.lexicon.name_keys import plain  # noqa: E402 - importable only with the checkout on the path

TABLE = ROOT / "storage" / "analysis" / "lexicon" / "parties.tsv"
POLITICAL_PARTY = "08256968"
PAST = re.compile(r"\ba former\b|early 19th century|\b1[78]\d\d\b|\bin 1919\b")
NAME = re.compile(r"(?:[a-z]+ )+party")
NOT_ALONE = frozenset({"green"})
"""Words that mean the party only in the plural: most things that are called Green are none."""


class Synset(NamedTuple):
    """Words with one meaning, the gloss, and the offsets of other synsets by the symbol of the relation."""

    words: tuple[str, ...]
    gloss: str
    related: tuple[tuple[str, str], ...]


def synsets(path: Path) -> dict[str, Synset]:
    """Return the noun synsets of WordNet by their offsets; the format is in its wndb(5)."""
    found = {}
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        columns, _, gloss = line.partition(" | ")
        offset, _, _, count, *rest = columns.split()
        size = 2 * int(count, 16)
        relations = rest[size + 1 :]
        pairs = tuple(zip(relations[::4], relations[1::4], strict=False))
        found[offset] = Synset(tuple(word.replace("_", " ") for word in rest[:size:2]), gloss, pairs)
    return found


def parties(nouns: dict[str, Synset], offset: str) -> Iterator[Synset]:
    """Yield all kinds of parties below a synset."""
    for symbol, below in nouns[offset].related:
        if symbol in ("~", "~i"):
            yield nouns[below]
            yield from parties(nouns, below)


def words_for(name: str) -> set[str]:
    """Return the words for a party's members and for what is of it: "democrat", "democrats", "democratic"."""
    alone = name.removesuffix(" party")
    member = re.sub("(?<=crat)ic$", "", alone)
    words = {f"{member}s", member, alone}
    return words - {alone} if alone in NOT_ALONE else words


def rows(nouns: dict[str, Synset]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table."""
    for party in parties(nouns, POLITICAL_PARTY):
        keys = [plain(word) for word in party.words]
        name = min((key for key in keys if NAME.fullmatch(key)), key=len, default="")
        if not name or PAST.search(party.gloss) or not party.words[0][0].isupper():
            continue
        members = {
            plain(word) for symbol, one in party.related if symbol == "%m" for word in nouns[one].words
        }
        words = {*keys, *words_for(name), *(f"{member}s" for member in members), *(members - NOT_ALONE)}
        yield name, *sorted(words - {name})


if __name__ == "__main__":
    table = sorted(rows(synsets(Path(sys.argv[1]) / "data.noun")))
    TABLE.write_text("".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    print(f"{len(table)} parties")
