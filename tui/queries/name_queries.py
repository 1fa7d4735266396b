"""What the screens ask the desk about names: blocking functions that each return one message."""

from collections.abc import Callable

from storage.desk import Desk
from storage.model import Entity
from tui.layout.windows import window_around
from tui.messages import Part, Written
from tui.queries.results import NameLoaded, NamesLoaded, NamesOffered, OccurrencesLoaded

_OFFERED = 50
_COMPANY = 12


def correct(call: Callable[[], str], undo: str) -> Written:
    """Carry out a correction; `undo` is the key that takes it back."""
    return Written(f"{call()} {undo} takes it back.", Part.ALL)


def offer(desk: Desk, entity: Entity, query: str) -> NamesOffered:
    """Find names that another one may be the same as: with the query in a spelling, else those near it."""
    if query.strip():
        found = desk.names.search(query, limit=_OFFERED)
    else:
        words = max(entity.name.split(), key=len)
        alike = desk.names.search(words, limit=_OFFERED)
        company = [other for other, _ in desk.names.co_occurring(entity.id, _COMPANY)]
        near = list({one.id: one for one in (*alike, *company)}.values())
        found = sorted(near, key=lambda one: one.kind is not entity.kind)
    return NamesOffered(query, [one for one in found if one.id != entity.id])


def load_name(desk: Desk, entity: int, row: int, rows: int) -> NameLoaded:
    """Load a name with the window of its articles around `row`."""
    offset, limit = window_around(row, rows)
    with desk.snapshot():
        found = desk.names.get(entity)
        return NameLoaded(
            asked=entity,
            entity=found,
            introduction=desk.names.description(found.id),
            spellings=desk.names.spellings(found.id),
            timeline=desk.names.timeline(found.id),
            company=desk.names.co_occurring(found.id),
            offset=offset,
            sightings=desk.names.occurrences(found.id, offset, limit),
        )


def load_occurrences(desk: Desk, entity: int, offset: int, limit: int) -> OccurrencesLoaded:
    """Load one more window of a name's articles."""
    return OccurrencesLoaded(entity, offset, desk.names.occurrences(entity, offset, limit))


def load_names(desk: Desk, query: str, offset: int, limit: int, *, more: bool = False) -> NamesLoaded:
    """Load a window of the names with `query` in a spelling; with `more`, of those on show."""
    with desk.snapshot():
        count = 0 if more else desk.names.count(query)
        return NamesLoaded(query, count, offset, desk.names.search(query, None, offset, limit), more)
