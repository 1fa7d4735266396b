"""The history as JSON text, so that the next start goes on where this one ends.

A damaged or unknown place is left out; so is every place if the text is of another version.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from enum import Enum
from types import NoneType
from typing import Any, NamedTuple, Self, get_args, get_type_hints

from storage.model import View
from tui.navigation.places import (
    BriefPlace,
    ComparePlace,
    FeedsPlace,
    NamePlace,
    NamesPlace,
    Place,
    ReadingPlace,
    StoriesPlace,
    StoryPlace,
)

VERSION = 1
_BEHIND, _AHEAD = 80, 20
_MOST_CHARACTERS = 100_000
_LARGEST = 2**53
_KINDS: Mapping[str, type[Place]] = {
    "reading": ReadingPlace,
    "name": NamePlace,
    "names": NamesPlace,
    "story": StoryPlace,
    "stories": StoriesPlace,
    "comparison": ComparePlace,
    "brief": BriefPlace,
    "feeds": FeedsPlace,
}


class SavedHistory(NamedTuple):
    """Places in the order in which they were visited, at least one, and which of them is the current one."""

    places: Sequence[Place]
    at: int

    @property
    def current(self) -> Place:
        """The current place."""
        return self.places[self.at]

    @property
    def reading(self) -> ReadingPlace:
        """The place of the reading screen: the current one, or the last one before it."""
        at = self._reading_at
        place = ReadingPlace() if at is None else self.places[at]
        return place if isinstance(place, ReadingPlace) else ReadingPlace()

    def with_reading(self, place: ReadingPlace) -> Self:
        """Return the same places with another one for the reading screen."""
        at = self._reading_at
        return self._replace(places=[place if n == at else one for n, one in enumerate(self.places)])

    @property
    def _reading_at(self) -> int | None:
        visited = range(self.at, -1, -1)
        return next((at for at in visited if isinstance(self.places[at], ReadingPlace)), None)


def written(places: Sequence[Place], at: int) -> str:
    """Return the places around the current one as JSON; those far from it are left out."""
    first = max(0, at - _BEHIND)
    documents = [_document(place) for place in places[first : at + 1 + _AHEAD]]
    text = json.dumps({"version": VERSION, "at": at - first, "places": documents}, ensure_ascii=False)
    if len(text) > _MOST_CHARACTERS and len(documents) > 1:
        return written([places[at]], 0)
    return text if len(text) <= _MOST_CHARACTERS else ""


def read(text: str) -> SavedHistory | None:
    """Return the history that `written` wrote, `None` if the text is none or of another version."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            return None
        at, documents = int(document["at"]), list(document["places"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    found = [(number, place) for number, one in enumerate(documents) if (place := _place(one))]
    if not found:
        return None
    before = [number for number, (old, _) in enumerate(found) if old <= at]
    return SavedHistory([place for _, place in found], before[-1] if before else 0)


def _document(place: Place) -> dict[str, object]:
    kind = next(name for name, one in _KINDS.items() if one is type(place))
    values = place._asdict()
    changed = {name: value for name, value in values.items() if value != place._field_defaults.get(name)}
    if isinstance(place, ReadingPlace) and "view" in changed:
        view = place.view
        changed["view"] = {
            field.name: value
            for field in fields(View)
            if (value := getattr(view, field.name)) != field.default
        }
    return {"kind": kind, **changed}


def _place(document: Any) -> Place | None:
    """Return the place of a document, `None` if it is damaged."""
    try:
        kind = _KINDS[document["kind"]]
        hints = get_type_hints(kind)
        values = {name: _value(hints[name], raw) for name, raw in document.items() if name in hints}
        return kind(**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _view(document: Mapping[str, Any]) -> View:
    hints = get_type_hints(View)
    values = {name: _value(hints[name], raw) for name, raw in document.items() if name in hints}
    required = {field.name for field in fields(View) if field.default is MISSING}
    if not required <= values.keys():
        raise ValueError("a view without its required fields")
    return View(**values)


def _value(hint: Any, raw: Any) -> Any:
    """Return a value of the type `hint`; raises `ValueError` or `TypeError` if `raw` is none."""
    if hint is View:
        return _view(raw)
    for option in get_args(hint) or (hint,):
        if option is NoneType and raw is None:
            return None
        if isinstance(option, type) and issubclass(option, Enum):
            return option(raw)
        if option is float and type(raw) in (int, float) and abs(raw) < _LARGEST:
            return float(raw)
        if type(raw) is option and (option is not int or abs(raw) < _LARGEST):
            return raw
    raise ValueError(f"not a value of the type {hint}")
