"""Dates, counts and origins in the words that the screen and the commands share."""

from datetime import datetime

from storage.model import Provenance

_PROVENANCE = {
    Provenance.FEED: "from the feed",
    Provenance.PAGE: "from the page",
    Provenance.FILE: "from a file",
}


def day(published: datetime | None) -> str:
    """Return a day as in "9 Dec 2021", "undated" where the source gave none."""
    return f"{published.day} {published:%b %Y}" if published else "undated"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, as in "1 article" or "2,500 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def provenance(where: Provenance) -> str:
    """Return where a text came from, in words."""
    return _PROVENANCE[where]
