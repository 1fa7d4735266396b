"""The dialog to change a feed: its name, address, folder, and when its pages are fetched."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from textual.widget import Widget

from storage.model import Feed, Pages
from tui.layout import feed_outline
from tui.messages import Failed
from tui.queries.feed_queries import Changes
from tui.queries.latest_query import LatestQuery
from tui.queries.results import FeedEdited
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField


class FeedEditor(Dialog[Feed]):
    """Fields with what a feed is like now; returns the changed feed once it is stored."""

    HEADING = "Change a feed"
    KEYS = "⏎ save   Tab next   Esc leave it as it is"
    AUTO_FOCUS = "#feed-title"

    def __init__(self, feed: Feed, feeds: Sequence[Feed], save: Callable[[Changes], FeedEdited]) -> None:
        """Change `feed` with `save`, which runs in a thread; the folders of `feeds` are suggested."""
        super().__init__()
        self._save = save
        self._feed = feed
        self._folders = feed_outline.folders_of(feeds)
        self._edits = LatestQuery(self, "edit")

    def fields(self) -> Iterable[Widget]:
        """Return a field for each thing that can be changed."""
        feed = self._feed
        yield LabelledField("Name", TextField("feed-title", feed.title, "What the feed calls itself"))
        yield LabelledField("Address", TextField("feed-url", feed.url, "https://…"))
        yield LabelledField(
            "Folder", TextField("feed-folder", feed.folder, "None; “/” between levels", self._folders)
        )
        yield LabelledField(
            "Pages", ChoiceField("feed-pages", [one.value for one in Pages], feed.pages.value)
        )

    def on_input_submitted(self) -> None:
        """Save from any line."""
        self.action_save()

    def on_choice_field_submitted(self) -> None:
        """Save from the choice of pages."""
        self.action_save()

    def action_save(self) -> None:
        """Store the changes; without changes close the dialog."""
        changes = self._changes()
        if "url" in changes and not changes["url"]:
            self.say("A feed needs an address.", wrong=True)
        elif changes:
            self._edits.ask(partial(self._save, changes))
        else:
            self.dismiss()

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
        if pages is not feed.pages:
            changes["pages"] = pages
        return changes

    def _typed(self, field: str) -> str:
        return self.query_one(f"#{field}", TextField).value.strip()

    def on_feed_edited(self, event: FeedEdited) -> None:
        """Return the changed feed."""
        self.dismiss(event.feed)

    def on_failed(self, event: Failed) -> None:
        """Show why the change could not be stored."""
        event.stop()
        self.say(event.sentence, wrong=True)
