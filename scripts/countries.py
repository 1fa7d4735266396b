"""Write storage/analysis/lexicon/countries.tsv: names and demonyms of countries and other parts of the world.

    npm pack i18n-nationality && tar xzf i18n-nationality-*.tgz
    python scripts/countries.py package

The sources are the English territory names of the Unicode CLDR, as babel has them (Unicode License V3), and
the English nationalities of i18n-nationality (MIT). NOTICE contains both notices. `countries-by-hand.tsv`
beside this file adds what is missing there, or has a form that news does not use: former states, the
countries of the United Kingdom, the states of the USA, more demonyms. The output is sorted and the same in
every run.

Rows are `id, role, text`. A `shown` name is displayed. A `name` or `demonym` is a key made by
`storage.analysis.lexicon.name_keys.plain`. An `acronym` has the exact form in which texts use it.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from storage.analysis.lexicon.name_keys import plain  # noqa: E402 - importable only with the checkout on the path

Row = tuple[str, str, str]

TABLE = ROOT / "storage" / "analysis" / "lexicon" / "countries.tsv"
BY_HAND = ROOT / "scripts" / "countries-by-hand.tsv"
LOCALES = ("en", "en_GB", "en_CA")
EXCLUDED = frozenset(
    {"001", "057", "202", "QO", "ZZ", "XA", "XB"}  # not places, or only used in statistics
    | {"EU", "EZ", "UN"}  # organisations
)
WRONG_DEMONYMS = frozenset({("WF", "Welsh")})  # Wallis and Futuna is not Wales
NO_PLURAL = re.compile(r"(?:ese|ch|sh|s|x|z|ic|eastern|(?:h|s)m[ae]n|wom[ae]n)$")


def main(package: Path) -> None:
    """Write the table from babel's data and the npm package unpacked in this folder."""
    by_hand = [read_row(line) for line in BY_HAND.read_text(encoding="utf-8").splitlines()]
    shown = {code: names[0] for code, names in territories().items()}
    shown |= {code: text for code, role, text in by_hand if role == "shown"}
    rows = {(code, "shown", name) for code, name in shown.items()}
    rows |= {(code, "name", plain(name)) for code, name in shown.items()}
    rows |= {(code, "name", plain(name)) for code, names in territories().items() for name in names}
    rows |= {(code, "name", plain(text)) for code, role, text in by_hand if role in ("name", "acronym")}
    rows |= {row for row in by_hand if row[1] == "acronym"}
    names = {text for _, role, text in rows if role == "name"}
    rows |= {row for row in demonyms(package, names, by_hand) if row[2] not in names}
    TABLE.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")


def read_row(line: str) -> Row:
    """Return the three columns of a row."""
    code, role, text = line.split("\t")
    return code, role, text


def territories() -> dict[str, list[str]]:
    """Return the names of each territory, starting with the display name."""
    found: dict[str, list[str]] = defaultdict(list)
    for locale in LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if code not in EXCLUDED:
                found[code] += [form for form in name_forms(name) if form not in found[code]]
    return found


def name_forms(name: str) -> list[str]:
    """Return a CLDR name and its spelling variants, without additions in brackets."""
    name = re.sub(r" SAR China| \([^)]*\)", "", name).replace("’", "'").replace(" & ", " and ")
    if " - " in name:
        return [name.replace(" - ", "-")]
    return [name, re.sub(r"^St\.? ", "Saint ", name)]


def demonyms(package: Path, names: set[str], by_hand: list[Row]) -> set[Row]:
    """Return the demonym rows of both lists, without nationalities that only repeat a name."""
    listed = json.loads((package / "langs" / "en.json").read_text(encoding="utf-8"))["nationalities"]
    words: dict[str, list[str]] = defaultdict(list)
    for code, word in listed.items():
        is_name = plain(word) in names or word.endswith("Islands") or re.search("[(,]", word)
        if not is_name and (code, word) not in WRONG_DEMONYMS:
            words[code] += re.split(" and | or | - ", word)
    for code, role, text in by_hand:
        if role == "demonym":
            words[code].append(text)
    return {(code, "demonym", key) for code, all_words in words.items() for key in with_plurals(all_words)}


def with_plurals(words: list[str]) -> set[str]:
    """Return the keys of these demonyms and of their regular plurals ("Iraqis", but not "Frenchs")."""
    keys = {plain(word) for word in words}
    return keys | {key + "s" for key in keys if not NO_PLURAL.search(key)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python scripts/countries.py FOLDER, the unpacked npm package i18n-nationality")
    main(Path(sys.argv[1]))
