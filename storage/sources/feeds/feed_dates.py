"""Chooses the date of an entry among those that its feed gives."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from storage.sources.drafts.dates import ParsedDate, parse_date
from storage.text.hosts import host_of

# Clocks may be wrong by a time zone or a day; a later date is that of an event, or nonsense.
_MAX_AHEAD = timedelta(days=2)
# Programs write the start of Unix time where they have no date.
_EPOCH_END = datetime(1970, 1, 2, tzinfo=UTC)
_EPOCH_START = datetime(1969, 12, 31, tzinfo=UTC)
_COUNTRY_CODE = 2  # letters


def entry_date(
    values: Iterable[str], now: datetime, countries: Sequence[str] = (), language: str = ""
) -> ParsedDate | None:
    """Return the first plausible date among `values`, `None` if there is none; see `parse_date`.

    Years before 1400 are not plausible, nor are the start of Unix time, which stands for a missing date, and
    dates more than two days after `now`.
    """
    for value in values:
        date = parse_date(value, countries, language) if value else None
        if date and not _EPOCH_START < date.moment < _EPOCH_END and date.moment <= now + _MAX_AHEAD:
            return date
    return None


def source_countries(language: str, *addresses: str) -> tuple[str, ...]:
    """Return the countries (ISO 3166) that a feed may be from: by its addresses, then by its language tag."""
    codes = [_domain_country(address) for address in addresses]
    codes += [part for part in language.split("-")[1:] if len(part) == _COUNTRY_CODE]
    return tuple(dict.fromkeys(code.upper() for code in codes if code))


def _domain_country(address: str) -> str:
    last = host_of(address).rpartition(".")[2]
    return "gb" if last == "uk" else last if len(last) == _COUNTRY_CODE else ""
