"""Commands for saved searches."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual.dom import DOMNode

from storage.errors import QueryError
from storage.model import SavedSearch, SearchDraft, Sort, View
from storage.query.parser import parse
from tui.messages import Go, OpenDialog, Say, Write
from tui.navigation.places import ReadingPlace
from tui.queries import search_queries
from tui.queries.latest_query import LatestQuery
from tui.shell import Shell


class SearchCommands:
    """Saves, changes, moves and deletes searches."""

    def __init__(self, shell: Shell, asker: DOMNode) -> None:
        """Post to `asker` the `SearchProposed` for a list that is to be saved."""
        self._shell = shell
        self._proposals = LatestQuery(asker, "proposal")

    def perform(self, action: str, search: SavedSearch, searches: Sequence[SavedSearch]) -> None:
        """Carry out one of `keys.FEED` on a saved search. The editor suggests the folders of `searches`."""
        match action:
            case "edit_feed":
                self._edit(search, searches)
            case "unsubscribe":
                call = partial(search_queries.delete, self._shell.desk, search.id, search.name)
                self._shell.post(Write(call))
            case "refresh_feed":
                key = self._shell.keys.key_for("refresh_all")
                self._shell.post(Say(f"A saved search is always up to date; {key} fetches all feeds."))

    def propose(self, view: View) -> None:
        """Ask what saved search a list would be; the answer is `SearchProposed`."""
        if view.copies is not None:
            self._shell.post(Say("The copies of an article can't be saved as a search."))
        else:
            self._proposals.ask(partial(search_queries.propose, self._shell.desk, view))

    def save(self, draft: SearchDraft, searches: Sequence[SavedSearch], refused: bool = False) -> None:
        """Ask for the name and folder of a new saved search and store it; if that fails, ask again."""
        from tui.screens.dialogs.search_editor import SearchEditor  # noqa: PLC0415 - only when asked for

        if not draft.query:
            key = self._shell.keys.key_for("search")
            self._shell.post(Say(f"This is the list of all articles: search it first ({key})."))
            return

        def store(given: SearchDraft | None) -> None:
            if given:
                call = partial(search_queries.save, self._shell.desk, given)
                self._shell.post(Write(call, take_back=partial(self.save, given, searches, refused=True)))

        heading = "Save this search"
        self._shell.post(OpenDialog(SearchEditor(heading, draft, searches, refused=refused), store))

    def _edit(
        self, search: SavedSearch, searches: Sequence[SavedSearch], refused: SearchDraft | None = None
    ) -> None:
        """Ask for the changes of a search and store them; if that fails, ask again."""
        from tui.screens.dialogs.search_editor import SearchEditor  # noqa: PLC0415 - only when asked for

        before = SearchDraft(search.name, search.query, search.folder)

        def store(given: SearchDraft | None) -> None:
            changes = _changes(before, given) if given else {}
            if changes:
                call = partial(search_queries.edit, self._shell.desk, search.id, changes)
                self._shell.post(Write(call, take_back=partial(self._edit, search, searches, given)))

        editor = SearchEditor("Change a saved search", refused or before, searches, refused=bool(refused))
        self._shell.post(OpenDialog(editor, store))

    def ask_order(self, view: View) -> None:
        """Ask for the order of a list, and keep it."""
        from tui.screens.dialogs.list_order import ListOrderScreen  # noqa: PLC0415 - only when asked for

        try:
            usual = parse(view.query).order
        except QueryError as error:
            self._shell.post(Say(str(error)))
            return

        def use(chosen: Sort | None) -> None:
            if chosen is not None:
                sort = None if chosen is usual else chosen
                self._shell.orders.choose(view, sort)
                self._shell.post(Write(partial(search_queries.choose_order, self._shell.desk, view, sort)))
                self._shell.post(Go(ReadingPlace(replace(view, sort=sort))))

        screen = ListOrderScreen(view.sort or usual, usual, with_words=usual is Sort.RELEVANCE)
        self._shell.post(OpenDialog(screen, use))

    def move(self, search: SavedSearch | None, step: int) -> None:
        """Move a search up (-1) or down (1) among those of its folder."""
        if search is None:
            self._shell.post(Say("Choose a saved search to move it."))
        else:
            self._shell.post(Write(partial(search_queries.move, self._shell.desk, search.id, step)))


def _changes(before: SearchDraft, after: SearchDraft) -> dict[str, str]:
    """Return what the reader has changed: the rest may have been changed by another program."""
    pairs = {
        "name": (before.name, after.name),
        "query": (before.query, after.query),
        "folder": (before.folder, after.folder),
    }
    return {name: new for name, (old, new) in pairs.items() if new != old}
