"""The dialog to change a feed: its name, address, folder, labels, and when its pages are fetched."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from storage.model import Feed, Pages
from storage.text.label_names import label_names
from tui.layout import feed_outline
from tui.queries.feed_queries import Changes
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField


class FeedEditor(Dialog[Changes]):
    """Fields with the present values of a feed; returns those that the reader changed."""

    HEADING = "Change a feed"
    KEYS = "⏎ save   Tab next   Esc cancel"
    AUTO_FOCUS = "#feed-title"

    def __init__(self, feed: Feed, feeds: Sequence[Feed], refused: Changes | None = None) -> None:
        """Suggest the folders and labels of `feeds`.

        The fields begin with `refused` changes, which were not stored.
        """
        super().__init__()
        self._feed = feed
        self._folders = feed_outline.folders_of(feeds)
        self._labels = sorted({one for other in feeds for one in other.labels}, key=str.casefold)
        self._refused: Changes = refused or {}

    def fields(self) -> Iterable[Widget]:
        """Return a field for each thing that can be changed."""
        feed, refused = self._feed, self._refused
        title, url = refused.get("title", feed.title), refused.get("url", feed.url)
        folder, pages = refused.get("folder", feed.folder), refused.get("pages", feed.pages)
        yield LabelledField("Name", TextField("feed-title", title, "The feed's own title"))
        yield LabelledField("Address", TextField("feed-url", url, "https://…"))
        yield LabelledField(
            "Folder", TextField("feed-folder", folder, "None; “/” between levels", self._folders)
        )
        yield LabelledField("Pages", ChoiceField("feed-pages", [one.value for one in Pages], pages.value))
        labels = ", ".join(refused.get("labels", feed.labels))
        yield LabelledField("Labels", TextField("feed-labels", labels, "None; commas between", self._labels))

    def on_mount(self) -> None:
        """Say that changes were not stored, if there were any."""
        if self._refused:
            self.say("These changes were not saved.", wrong=True)

    def on_input_submitted(self) -> None:
        """Save from any line."""
        self.action_save()

    def on_choice_field_submitted(self) -> None:
        """Save from the choice of pages."""
        self.action_save()

    def action_save(self) -> None:
        """Return the changes; without changes close the dialog."""
        changes = self._changes()
        if "url" in changes and not changes["url"]:
            self.say("A feed needs an address.", wrong=True)
        else:
            self.dismiss(changes or None)

    def _changes(self) -> Changes:
        changes, feed = Changes(), self._feed
        title, url = self._typed("feed-title"), self._typed("feed-url")
        folder, pages = (
            feed_outline.tidy(self._typed("feed-folder")),
            Pages(self.query_one(ChoiceField).chosen),
        )
        if title != feed.title:
            changes["title"] = title
        if url != feed.url:
            changes["url"] = url
        if folder != feed.folder:
            changes["folder"] = folder
        labels = label_names([self._typed("feed-labels")])
        if {*map(str.casefold, labels)} != {*map(str.casefold, feed.labels)}:
            changes["labels"] = labels
        if pages is not feed.pages:
            changes["pages"] = pages
        return changes

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", TextField).value.strip()
