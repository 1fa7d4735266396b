"""What the screens ask the desk about searches: blocking functions that each return one message."""

from storage.desk import Desk
from storage.model import Filter, SearchDraft, Sort, View
from storage.query.printer import quoted
from tui.messages import Part, Written
from tui.navigation.orders import Orders
from tui.queries import stored_texts
from tui.queries.results.feeds import PastSearchesLoaded, SearchProposed

_PAST = "past searches"
_ORDERS = "orders"
_MOST_PAST = 100


def propose(desk: Desk, view: View) -> SearchProposed:
    """Return the saved search that a list would be: what it is searched for, within what, and its order."""
    parts = []
    with desk.snapshot():
        if view.feed is not None:
            parts.append(f"feed:{quoted(desk.feeds.get(view.feed).title)}")
        elif view.folder:
            parts.append(f"folder:{quoted(view.folder)}")
        if view.entity is not None:
            parts.append(f"name:{quoted(desk.names.get(view.entity).name)}")
        if view.story is not None:
            parts.append(f"story:{quoted(desk.stories.get(view.story).title)}")
    if view.filter is not Filter.ALL:
        parts.append(f"is:{view.filter}")
    parts.append(" ".join(view.query.split()))
    if view.sort is not None and "sort:" not in view.query:
        parts.append(f"sort:{view.sort}")
    return SearchProposed(SearchDraft("", " ".join(filter(None, parts))))


def save(desk: Desk, draft: SearchDraft) -> Written:
    """Save a search."""
    saved = desk.searches.save(draft.name, draft.query, draft.folder)
    return Written(f"Saved as “{saved.name}”", Part.FEEDS, undo_steps=1)


def edit(desk: Desk, search: int, changes: dict[str, str]) -> Written:
    """Change what is given of a saved search."""
    edited = desk.searches.edit(search, **changes)
    return Written(f"“{edited.name}” is changed", Part.FEEDS, undo_steps=1)


def move(desk: Desk, search: int, step: int) -> Written:
    """Move a saved search up (-1) or down (1) among those of its folder."""
    if desk.searches.move(search, step):
        return Written("", Part.FEEDS)
    return Written(f"This is the {'first' if step < 0 else 'last'} search of its folder.")


def delete(desk: Desk, search: int, name: str) -> Written:
    """Delete a saved search."""
    desk.searches.delete(search)
    return Written(f"Deleted the search “{name}”", Part.FEEDS, undo_steps=1)


def refresh(desk: Desk) -> Written:
    """Run those saved searches again whose time has come."""
    return Written("", Part.FEEDS if desk.searches.refresh() else Part.NOTHING)


def load_past(desk: Desk) -> PastSearchesLoaded:
    """Return the searches of before, the latest first."""
    return PastSearchesLoaded(stored_texts.load(desk, _PAST))


def remember(desk: Desk, query: str) -> Written:
    """Keep a search as the latest one."""
    past = [one for one in stored_texts.load(desk, _PAST) if one != query]
    stored_texts.save(desk, _PAST, [query, *past][:_MOST_PAST])
    return Written()


def load_orders(desk: Desk) -> Orders:
    """Return the order that the reader has given to each list."""
    return Orders(desk.values.get(_ORDERS) or "")


def choose_order(desk: Desk, view: View, sort: Sort | None) -> Written:
    """Keep the order of a list; `None` gives back its own."""
    orders = load_orders(desk)
    orders.choose(view, sort)
    desk.values.set(_ORDERS, orders.text)
    return Written()
