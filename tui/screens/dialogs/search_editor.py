"""The dialog for a saved search: its name, its query and its folder."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from storage.errors import QueryError
from storage.model import SavedSearch, SearchDraft
from storage.query.parser import parse
from tui.layout import feed_outline, search_outline
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import LabelledField, TextField


class SearchEditor(Dialog[SearchDraft]):
    """Fields for a saved search; returns what they say."""

    KEYS = "⏎ save   Tab next   Esc cancel"
    AUTO_FOCUS = "#search-name"

    def __init__(
        self, heading: str, draft: SearchDraft, searches: Sequence[SavedSearch], *, refused: bool
    ) -> None:
        """Begin with `draft`, which was `refused` if storing it has failed. Suggest folders of `searches`."""
        super().__init__()
        self.HEADING = heading
        self._draft = draft
        self._folders = search_outline.folders_of(searches)
        self._refused = refused

    def fields(self) -> Iterable[Widget]:
        """Return a field for each part."""
        draft = self._draft
        yield LabelledField("Name", TextField("search-name", draft.name, "The query itself"))
        yield LabelledField("Query", TextField("search-query", draft.query, "Words, “phrases”, fields"))
        yield LabelledField(
            "Folder", TextField("search-folder", draft.folder, "None; “/” between levels", self._folders)
        )

    def on_mount(self) -> None:
        """Say that nothing was stored, if that was tried."""
        if self._refused:
            self.say("This was not saved.", wrong=True)

    def on_input_submitted(self) -> None:
        """Return what the fields say, if the query can be used."""
        query = self._typed("search-query")
        if not query:
            self.say("Type what to search for.", wrong=True)
            return
        try:
            parse(query)
        except QueryError as error:
            self.say(f"{error} (character {error.position + 1})", wrong=True)
            return
        folder = feed_outline.tidy(self._typed("search-folder"))
        self.dismiss(SearchDraft(self._typed("search-name") or query, query, folder))

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", TextField).value.strip()
