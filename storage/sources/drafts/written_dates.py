"""Reads the parts of a date from the text in which a program or a person has written it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

from storage.sources.drafts.month_names import month_number

_CENTURY_BREAK = 50  # a year of two digits is from 1950 to 2049

_CLOCK = re.compile(
    r"""
    (?:^|(?<=[\sT,;@(日일월]))
    (?P<before> 午前|午後|上午|下午|오전|오후 )? \s?
    (?P<hour> \d{1,2} )
    (?: \s?(?: : | h | \.(?=\d\d\s?[ap]\.?\s?m) | 時 | 点 | 點 | 시 )\s? (?P<minute> \d\d? ) (?: 分 | 분 )?
        (?: \s?:? (?P<second> \d\d (?: [.,]\d{1,9} )? ) 秒? )? )?
    (?: \s? (?P<half> [ap] ) \.? \s? m \b \.? )?
    (?! [\d] )
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_AFTERNOON = frozenset(("午後", "下午", "오후", "p"))
_WORD = r"[^\s\d,./()+\-]{2,20}"
_YEAR = r"(?P<year>\d{4}|['’]?\d\d)"
_DAY_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?[\s\-./]*(?:(?:de|of|di)\s)?"
        rf"(?P<name>{_WORD})\.?,?[\s\-./]*(?:(?:de|del|of)\s)?{_YEAR}",
        rf"(?P<name>{_WORD})\.?[\s\-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-]+{_YEAR}",
        rf"(?P<year>\d{{4}})\.?,?[\s\-./]*(?P<name>{_WORD})\.?[\s\-./]*(?P<day>\d{{1,2}})\.?",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<year>\d{4})-(?P<ordinal>\d{3})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?P<first>\d{1,2})(?P<mark>[/-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})",
    )
)
_WEEKDAY = re.compile(rf"{_WORD}\.?\s?,?\s?(?=\S)")
# What may stand between a day and a time, such as "at" or a weekday in brackets.
_LINK = re.compile(r"[\s,;|·@T–-]*(?:[(（][^()（）]{1,12}[)）])?(?:\s[^\W\d_]{1,4}\.?|\sa las)?[\s,]*\Z")
_NOTE = re.compile(r"\s*[\[(]([^()\[\]]*)[\])]\Z")
_GO_CLOCK = re.compile(r"\sm=[+-][\d.]+\Z")
_HAS_YEAR = re.compile(r"\d{4}", re.ASCII)
_ENDING_YEAR = re.compile(r"(?:^|\s)(\d{4})\Z", re.ASCII)
_NO_ZONE = frozenset(("uhr", "h", "hrs", "hours", "น."))
_ZONE_LIKE = re.compile(
    r"[A-Za-z]{1,6} | (?:[A-Za-z]{2,4}\s?)?[+\-−].{1,20} | [A-Za-z_]+(?:/[A-Za-z_]+){1,2}"
    r"| [A-Z][a-z]+(?:\s[A-Z][a-z]+){1,3}",
    re.VERBOSE,
)
# An offset whose plus sign was read as a blank, as in an address.
_LOST_PLUS = re.compile(r"\d\d:?\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """The parts of a date: numbers that may be out of range, and the text of the zone, "" without one.

    `clock` is hour, minute and second, `None` for a day without a time.
    """

    year: int
    month: int
    day: int
    clock: tuple[int, int, float] | None = None
    zone: str = ""


def read_written(value: str, language: str = "") -> WrittenTime | None:
    """Return the parts of the date that `value` is, `None` if it is something else.

    Month names are read in `language` where they mean different months.
    """
    text = " ".join(unescape(value).split())
    text = _GO_CLOCK.sub("", text)
    note = _NOTE.search(text)
    if note:
        text = text[: note.start()]
    for match in _CLOCK.finditer(text):
        is_time = match["minute"] or match["half"] or match["before"]
        found = _with_clock(text, match, note[1] if note else "", language) if is_time else None
        if found:
            return found
    day = _read_day(text, language)
    return WrittenTime(*day) if day else None


def _with_clock(text: str, match: re.Match[str], note: str, language: str) -> WrittenTime | None:
    head, tail = _LINK.sub("", text[: match.start()]), text[match.end() :].strip(" ,")
    year = _ENDING_YEAR.search(tail) if head and not _HAS_YEAR.search(head) else None
    if year:
        head, tail = f"{head} {year[1]}", tail[: year.start()].strip()
    day = _read_day(head, language)
    if day is None and not head:
        day, tail = _read_day(tail, language), ""
    if day is None:
        return None
    zone = _zone_text(tail, has_seconds=bool(match["second"]))
    if zone is None:
        return None
    # A note of ordinary words is a remark.
    return WrittenTime(*day, _clock(match), zone or ("" if note.islower() else note))


def _clock(match: re.Match[str]) -> tuple[int, int, float]:
    hour, half = int(match["hour"]), (match["half"] or match["before"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    return hour, int(match["minute"] or 0), float((match["second"] or "0").replace(",", "."))


def _zone_text(tail: str, *, has_seconds: bool) -> str | None:
    """Return the zone that stands after a time, "" for none, `None` if something else stands there."""
    if not tail or tail.lower() in _NO_ZONE:
        return ""
    if has_seconds and _LOST_PLUS.fullmatch(tail):
        return f"+{tail}"
    return tail if _ZONE_LIKE.fullmatch(tail) else None


def _read_day(text: str, language: str) -> tuple[int, int, int] | None:
    for candidate in (text, _WEEKDAY.sub("", text, count=1)):
        for form in _DAY_FORMS:
            match = form.fullmatch(candidate)
            if match and (day := _day_of(match.groupdict(), language)):
                return day
    return None


def _day_of(parts: dict[str, str], language: str) -> tuple[int, int, int] | None:
    year = int(parts["year"].strip("'’"))
    if len(parts["year"]) < 4:
        year += 1900 if year >= _CENTURY_BREAK else 2000
    if "ordinal" in parts:
        return _of_ordinal(year, int(parts["ordinal"]))
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first == second or second > 12 >= first:
            return year, first, second
        return (year, second, first) if first > 12 else None
    month = month_number(parts["name"], language) if "name" in parts else int(parts["month"])
    return (year, month, int(parts["day"])) if month else None


def _of_ordinal(year: int, number: int) -> tuple[int, int, int] | None:
    if not 1 <= number <= 366 or year < 1:
        return None
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return day.year, day.month, day.day
