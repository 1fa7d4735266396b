"""Changing a feed: its address, its name, its folder, and when its pages are fetched."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual.widget import Widget

from storage.model import Feed, Pages
from tui.layout import feed_outline
from tui.messages import Failed, FeedEdited, Written
from tui.queries import feed_queries
from tui.queries.feed_queries import Changes
from tui.queries.latest_query import LatestQuery
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField


class FeedEditor(Dialog):
    """Asks for what of a feed is to be another; what is left as it is stays so."""

    HEADING = "Change a feed"
    KEYS = "⏎ save   Tab next   Esc leave it as it is"
    AUTO_FOCUS = "#feed-title"

    def __init__(self, feed: Feed, feeds: Sequence[Feed]) -> None:
        super().__init__()
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
        """Save from the choice too."""
        self.action_save()

    def action_save(self) -> None:
        """Store what was changed; without a change just close."""
        changes = self._changes()
        if "url" in changes and not changes["url"]:
            self.say("A feed needs an address.", wrong=True)
        elif changes:
            self._edits.ask(partial(feed_queries.edit_feed, self.desk, self._feed.id, changes))
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
        """Close, and say so."""
        undo = self.newsdesk.key_for("undo")
        self.dismiss()
        self.newsdesk.post_message(Written(f"{event.feed.title} is changed; {undo} takes it back."))

    def on_failed(self, event: Failed) -> None:
        """Say why it could not be stored."""
        event.stop()
        self.say(event.sentence, wrong=True)
