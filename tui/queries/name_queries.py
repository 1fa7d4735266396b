"""What the screens ask the desk about names: blocking functions that each return one message."""

from collections.abc import Callable

from storage.desk import Desk
from storage.model import Entity
from tui.messages import NamesOffered, Written

_OFFERED = 50
_COMPANY = 12


def correct(call: Callable[[], str], undo: str) -> Written:
    """Carry out a correction; `undo` is the key that takes it back."""
    return Written(f"{call()} {undo} takes it back.", names=True)


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
