"""Write storage/sources/drafts/month_names.tsv: the names of the months in the languages of many newspapers.

    python scripts/month_names.py

The source is the Unicode CLDR, as babel has it (Unicode License V3; NOTICE has the notice). Rows are `name,
month, languages`; the languages are named only where others use the same name for another month. The output
is sorted and the same in every run.
"""

from collections import defaultdict
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "storage" / "sources" / "drafts" / "month_names.tsv"
LANGUAGES = """af am ar az be bg bn bs ca cs cy da de de_AT el en en_AU es et eu fa fi fil fr fr_CA ga gl
gu he hi hr hu hy id is it ka kk kn ky lb lt lv mk ml mn mr ms my nb ne nl nn pa pl ps pt pt_PT ro ru si sk
sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi"""


def main() -> None:
    """Write the table."""
    languages: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for tag in LANGUAGES.split():
        locale = Locale.parse(tag)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in locale.months[context][width].items():
                    word = name.casefold().strip(". \u200f")
                    # Names with digits are read as numbers.
                    if " " not in word and not any(map(str.isdigit, word)):
                        languages[word][month].add(locale.language)
    rows = [
        (word, str(month), " ".join(sorted(used)) if len(months) > 1 else "")
        for word, months in sorted(languages.items())
        for month, used in sorted(months.items())
    ]
    TABLE.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
