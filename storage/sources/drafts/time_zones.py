"""The time zone that a date names: an offset, a name such as CEST, or a zone of the IANA database.

`time_zones.tsv` is written by `scripts/time_zones.py`, which names its sources. Some names mean several
zones. The country of the source decides; without a known one, the American names are those that RFC 822
defines, and IST is that of India, where most of those live who use it, which is not certain.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files

_UTC_NAMES = frozenset(("Z", "UTC", "GMT", "UT", "UCT", "ZULU"))
# RFC 822 defines these, and BST is used by no other country that writes it in feeds.
_STANDARD = frozenset(("EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "BST"))
_OFFSET = re.compile(
    r"(?:(?:UTC|GMT|UT)\s?)?([+\-−])\s?(\d{1,2})(?::?(\d\d))?(?::?00)?(?:\s+[A-Za-z]{1,6})?", re.IGNORECASE
)
_DATABASE_NAME = re.compile(r"[A-Z][A-Za-z]{2,20}/[A-Z][A-Za-z_]{2,30}(?:/[A-Z][A-Za-z_]{2,30})?")
_WORDS = re.compile(r"[A-Za-z]{2,14}(?: [A-Za-z]{2,14}){1,4}")
_LATEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone; one that is not `certain` is the likeliest of several."""

    time: tzinfo
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Meaning:
    offset: str
    countries: frozenset[str]


def read_zone(text: str, countries: Iterable[str] = ()) -> Zone | None:
    """Return the zone that `text` names, `None` if it can't be read.

    `countries` are the codes (ISO 3166) of those that the source may be from, the likeliest first.
    """
    text = text.strip()
    if text.upper() in _UTC_NAMES:
        return Zone(UTC)
    if match := _OFFSET.fullmatch(text):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if offset >= _LATEST or int(match[3] or 0) > 59:
            return None
        return Zone(timezone(offset if match[1] == "+" else -offset))
    if _DATABASE_NAME.fullmatch(text):
        return _database_zone(text)
    if _WORDS.fullmatch(text):
        # "Central European Summer Time" is CEST.
        text = "".join(word[0] for word in text.split())
    return _named_zone(text.upper(), countries)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment without a zone as one in `zone`, with a fixed offset."""
    return moment.replace(tzinfo=timezone(moment.replace(tzinfo=zone).utcoffset() or timedelta()))


def _named_zone(name: str, countries: Iterable[str]) -> Zone | None:
    meanings = _meanings().get(name, [])
    for country in countries:
        for meaning in meanings:
            if country in meaning.countries:
                return _zone(meaning.offset)
    if not meanings or not meanings[0].offset:
        return None
    return _zone(meanings[0].offset, certain=len(meanings) == 1 or name in _STANDARD)


def _zone(offset: str, *, certain: bool = True) -> Zone | None:
    if "/" in offset:
        return _database_zone(offset)
    hours, minutes = offset[1:].split(":")
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return Zone(timezone(-size if offset.startswith("-") else size), certain)


def _database_zone(name: str) -> Zone | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few dates need it

    try:
        return Zone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _meanings() -> dict[str, list[_Meaning]]:
    found: dict[str, list[_Meaning]] = defaultdict(list)
    for line in files(__package__ or "").joinpath("time_zones.tsv").read_text(encoding="utf-8").splitlines():
        name, offset, countries = line.split("\t")
        found[name].append(_Meaning(offset, frozenset(countries.split())))
    return dict(found)
