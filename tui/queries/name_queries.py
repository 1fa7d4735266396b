"""What the screens ask the desk about names: blocking functions that each return one message."""

from collections.abc import Callable

from storage.desk import Desk
from storage.model import Entity, View
from tui.layout.windows import window_around
from tui.messages import Part, Written
from tui.navigation.places import NamePlace
from tui.queries.results.names import ChoicesFound, NameLoaded, OccurrencesLoaded, RowsLoaded

_MOST_CHOICES = 50
_MOST_CO_OCCURRING = 12


def correct(call: Callable[[], str]) -> Written:
    """Carry out a correction, which returns a sentence on what it did."""
    return Written(call(), Part.ALL, undo_steps=1)


def find_choices(desk: Desk, entity: Entity, query: str) -> ChoicesFound:
    """Find names that may mean the same as `entity`: those with the query in a spelling, else likely ones."""
    if query.strip():
        found = desk.names.search(query, limit=_MOST_CHOICES)
    else:
        longest = max(entity.name.split(), key=len)
        alike = desk.names.search(longest, limit=_MOST_CHOICES)
        guessed = [one.entity for one in desk.names.guesses(entity.id)]
        co_occurring = [other for other, _ in desk.names.co_occurring(entity.id, _MOST_CO_OCCURRING)]
        likely = {one.id: one for one in (*guessed, *alike, *co_occurring)}.values()
        found = sorted(likely, key=lambda one: one.kind is not entity.kind)
    return ChoicesFound(query, [one for one in found if one.id != entity.id])


def load_name(desk: Desk, place: NamePlace, rows: int) -> NameLoaded:
    """Load a name with the window of its articles around the one of the place."""
    with desk.snapshot():
        found = desk.names.get(place.entity)
        row = None
        if place.article is not None:
            row = desk.lists.row_of(View(entity=found.id), place.article)
        row = place.row if row is None else row
        offset, limit = window_around(row, rows)
        return NameLoaded(
            place=place,
            row=row,
            entity=found,
            description=desk.names.description(found.id),
            spellings=desk.names.spellings(found.id),
            timeline=desk.names.timeline(found.id),
            guesses=desk.names.guesses(found.id),
            co_occurring=desk.names.co_occurring(found.id),
            offset=offset,
            occurrences=desk.names.occurrences(found.id, offset, limit),
        )


def load_occurrences(desk: Desk, entity: int, offset: int, limit: int) -> OccurrencesLoaded:
    """Load one more window of a name's articles."""
    return OccurrencesLoaded(entity, offset, desk.names.occurrences(entity, offset, limit))


def load_names(desk: Desk, query: str, offset: int, limit: int, *, more: bool = False) -> RowsLoaded:
    """Load the names with `query` in a spelling from `offset` on; `more` does not count them again."""
    with desk.snapshot():
        count = None if more else desk.names.count(query)
        return RowsLoaded(query, count, offset, desk.names.search(query, None, offset, limit))
