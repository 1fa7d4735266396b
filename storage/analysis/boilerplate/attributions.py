"""Names in a text that only say who reports: outlets, agencies and reporters.

An outlet is what an article is about if its title names it, or if its text does so outside of phrases such as
"told the BBC", "according to Reuters" or "UPI reported". `reporting_phrases.tsv` has these as regular
expressions for what comes before or after a name; it was written for newsdesk.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from storage.analysis.lexicon.name_finder import NameFinder
from storage.analysis.lexicon.outlets import names_of_source, outlets, short_names
from storage.model import Article

Place = tuple[int, int]

_LEAD = 300  # characters
_LEAST_IN_OWN = 3  # mentions in an article about the outlet that publishes it
_AROUND = 60  # characters beside a name that can make it an attribution
_LONGER = re.compile(r"[ -][^\W\d_a-zà-ÿ]")  # a name goes on
_DATELINE = re.compile(r"\s*[^\n()]{0,80}\((?P<agency>[^()\n]{2,40})\)\s*(?:--|—|–|-)")
_BYLINE = re.compile(r"\s*(?:[,;|/&]|\b(?:and|by|und|von|et|par|y|por)\b)\s*", re.IGNORECASE)


class OutletNames:
    """The names of the outlets that texts are searched for: the sources of a desk, and well-known ones."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources = frozenset(sources)
        self._outlet_of = dict(outlets())
        for source in sorted(self._sources):
            names = names_of_source(source)
            outlet = next((self._outlet_of[name] for name in names if name in self._outlet_of), source)
            for name in names:
                self._outlet_of.setdefault(name, outlet)
        self._finder = NameFinder(self._outlet_of)

    def has(self, source: str) -> bool:
        """Return whether a source is among those of the desk."""
        return source in self._sources

    def attributions(self, article: Article, host: str) -> list[Place]:
        """Return the places in the text of the names that only say who reports, in order.

        `host` is that of the article's address, "" without one.
        """
        title, text = article.title, article.text
        publisher = names_of_source(article.source, host)
        if dateline := _DATELINE.match(text):
            publisher = (*publisher, dateline["agency"].strip())
        staff = tuple(_reporters(article.byline))
        own = {self._outlet_of.get(name, name) for name in publisher}
        finders = [self._finder]
        if others := [one for one in (*publisher, *staff) if one not in self._outlet_of and one in text]:
            finders.append(NameFinder(others))
        places: dict[str, list[Place]] = {}
        for start, end in sorted({place for one in finders for place in one.find(text)}):
            name = text[start:end]
            places.setdefault(self._outlet_of.get(name, name), []).append((start, end))
        short = _short_attributions(text, {one for name in publisher for one in short_names(name)})
        in_title = {title[start:end] for one in finders for start, end in one.find(title)}
        subjects = {self._outlet_of.get(name, name) for name in in_title}
        found = [
            place
            for outlet, some in places.items()
            if outlet not in subjects
            and (outlet in staff or not _is_subject(text, some, is_own=outlet in own))
            for place in some
        ]
        return without_overlaps([*found, *short])


def _short_attributions(text: str, names: Iterable[str]) -> list[Place]:
    """Return where a text says "told the Herald" and means the Harbour Herald, which publishes it."""
    present = [name for name in names if name in text]
    found = NameFinder(present).find(text) if present else ()
    return [
        (start, end)
        for start, end in found
        if _is_attribution(text, (start, end)) and not _LONGER.match(text, end)
    ]


def _reporters(byline: str) -> Iterator[str]:
    """Yield the full names in a byline."""
    for name in _BYLINE.split(byline):
        if " " in name and name[:1].isupper():
            yield name


def _is_subject(text: str, places: Sequence[Place], *, is_own: bool) -> bool:
    """Return whether a text says something of an outlet; of the one that publishes it, early and often."""
    told = [place for place in places if not _is_attribution(text, place)]
    return len(told) >= _LEAST_IN_OWN and told[0][0] < _LEAD if is_own else bool(told)


def _is_attribution(text: str, place: Place) -> bool:
    start, end = place
    before, after = _phrases()
    return bool(
        before.search(text, max(0, start - _AROUND), start)
        or after.match(text, end, end + _AROUND)
        or (text[start - 1 : start] == "(" and text[end : end + 1] == ")")
    )


@cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = files(__package__ or "").joinpath("reporting_phrases.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in content.splitlines()]
    before, after = (
        "|".join(phrase for side, phrase in rows if side == wanted) for wanted in ("before", "after")
    )
    article = r"(?:(?:the|der|dem|die|den|la|le|el|les|los)\s+|l['’])?"
    return (
        re.compile(rf"\b(?:{before})\s+{article}$", re.IGNORECASE),
        re.compile(rf"(?:['’]s)?(?:\s+\w+)?,?\s+(?:{after})\b", re.IGNORECASE),
    )


def without_overlaps(places: Iterable[Place]) -> list[Place]:
    """Return places in order, of those that overlap only the one that begins first."""
    found: list[Place] = []
    for place in sorted(places, key=lambda one: (one[0], -one[1])):
        if not found or place[0] >= found[-1][1]:
            found.append(place)
    return found
