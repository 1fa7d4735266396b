"""Write storage/sources/drafts/time_zones.tsv: the names of time zones, such as CEST, and what they mean.

    python scripts/time_zones.py

The sources are the IANA time zone database (public domain), as Python's zoneinfo and the package tzdata have
it, with every name that it has used since 2001, and `time-zones-by-hand.tsv` beside this file: names in other
languages, and names that the database has dropped for numbers but that programs still write. The output is
the same in every run.

Rows are `name, offset, countries`. The offset is one from UTC, or the zone of the database that has it where
it changed over the years. Of several rows of a name, the one that is meant without a known country comes
first: that of the database, if it has one; else the first row has no offset.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "storage" / "sources" / "drafts" / "time_zones.tsv"
BY_HAND = ROOT / "scripts" / "time-zones-by-hand.tsv"
FIRST_YEAR, LAST_YEAR = 2001, 2026
# The database has several meanings: RFC 822 defines the American ones, and most who use IST live in India.
MEANT = {**dict.fromkeys(("CST", "CDT", "PST"), "US"), "IST": "IN"}

Meanings = dict[str, dict[str, set[str]]]


def main() -> None:
    """Write the table."""
    found = database_names()
    usual = {name: next(iter(offsets)) for name, offsets in found.items() if len(offsets) == 1}
    usual |= {name: offset_in(country, found[name]) for name, country in MEANT.items()}
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        name, offset, countries = line.split("\t")
        if "/" in offset:  # the database has several offsets for one country
            found[name].clear()
        found[name][offset].update(countries.split())
    rows = [row for name in sorted(found) for row in rows_of(name, found[name], usual.get(name, ""))]
    TABLE.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def database_names() -> Meanings:
    """Return the names with letters only, in capitals, by their offsets, with the countries of each."""
    found: Meanings = defaultdict(lambda: defaultdict(set))
    table = (files("tzdata") / "zoneinfo" / "zone1970.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        countries, _, zone, *_ = line.split("\t")
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for month in (1, 4, 7, 10):
                moment = datetime(year, month, 15, tzinfo=UTC).astimezone(ZoneInfo(zone))
                name = moment.tzname() or ""
                if name.isalpha() and name not in ("GMT", "UTC"):
                    offset = written(moment.utcoffset() or timedelta())
                    found[name.upper()][offset].update(countries.split(","))
    # A short-lived offset of North Korea.
    del found["KST"]["+08:30"]
    return found


def written(offset: timedelta) -> str:
    """Return an offset as "+02:00"."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def offset_in(country: str, meanings: dict[str, set[str]]) -> str:
    """Return the offset that a name means in a country."""
    return next(offset for offset, countries in meanings.items() if country in countries)


def rows_of(name: str, meanings: dict[str, set[str]], usual: str) -> list[tuple[str, str, str]]:
    """Return the rows of a name, that of the usual offset first."""
    ordered = sorted(meanings.items(), key=lambda item: (item[0] != usual, item[0]))
    rows = [(name, offset, " ".join(sorted(countries))) for offset, countries in ordered]
    return rows if usual or len(rows) == 1 else [(name, "", ""), *rows]


if __name__ == "__main__":
    main()
