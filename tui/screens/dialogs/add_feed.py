"""The dialog to add a feed: asks for an address, and offers a choice if there are several feeds."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input

from storage.model import Feed
from tui.layout import feed_outline
from tui.messages import Write, Written
from tui.screens.base import LOW
from tui.screens.dialogs.dialog import Dialog
from tui.tasks.task import TaskDone
from tui.tasks.task_queue import TaskQueue
from tui.widgets.choice_list import FeedCandidates, FeedChoice
from tui.widgets.fields import LabelledField, TextField
from tui.widgets.row_list import RowList

_WHAT = "Of a feed, site, channel, subreddit, @name@server"
_ASKING = "⏎ add   Tab folder   Esc close"
_LOOKING = "Esc stop"
_MARKED = "There are several feeds at this address. You are subscribed to those marked ✓."
_CHOOSING = "␣ subscribe or unsubscribe   ⏎ done"


class AddFeedScreen(Dialog[None]):
    """Asks for an address and starts a task that looks for a feed there. Leaving it stops the task."""

    HEADING = "Add a feed"
    KEYS = _ASKING
    AUTO_FOCUS = "#add-address"
    candidates = getters.query_one(FeedCandidates)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Subscribe or unsubscribe", show=False)
    ]

    def __init__(
        self, folder: str, feeds: Sequence[Feed], tasks: TaskQueue, unsubscribe: Callable[[int, str], Written]
    ) -> None:
        """Suggest `folder` and the folders of `feeds`. `unsubscribe` gets the number and title of a feed."""
        super().__init__()
        self._tasks = tasks
        self._unsubscribe = unsubscribe
        self._folder = folder
        self._folders = feed_outline.folders_of(feeds)
        self._known = {feed.url: feed.id for feed in feeds}
        self._address = ""

    def fields(self) -> Iterable[Widget]:
        """Return the lines for address and folder, and the list of the feeds of a page."""
        yield LabelledField("Address", TextField("add-address", placeholder=_WHAT))
        yield LabelledField(
            "Folder", TextField("add-folder", self._folder, "None; “/” between levels", self._folders)
        )
        yield FeedCandidates("candidates")

    def on_mount(self) -> None:
        """Hide the list while it is empty."""
        self.candidates.display = False

    def on_resize(self, event: Resize) -> None:
        """Limit the height of the list, to leave room for the rest."""
        height = event.size.height
        self.candidates.styles.max_height = height - 1 if height < LOW else min(14, height - 8)

    def on_input_submitted(self) -> None:
        """Start to look for a feed at the address."""
        address = self.query_one("#add-address", TextField).value.strip()
        if not address:
            self.say("Type or paste an address first.", wrong=True)
        elif address != self._address:
            if self._address:
                self._tasks.give_up_adding(self._address, self._folder)
            self._folder = feed_outline.tidy(self.query_one("#add-folder", TextField).value)
            other = self._tasks.running_kind
            self._ask(address)
            self.say(f"Waiting for the {other} to finish …" if other else f"Looking at {address} …")
            self.show_keys(_LOOKING)

    @on(Input.Changed)
    def _typed(self) -> None:
        if not self._address:
            self.say("")

    def _ask(self, address: str) -> None:
        self._address = address
        self._tasks.add(address, self._folder)

    def action_leave(self) -> None:
        """Stop looking at the address, else close the dialog."""
        if self._address and self._tasks.give_up_adding(self._address, self._folder):
            self.say(f"Stopped looking at {self._address}.")
            self._address = ""
            self.show_keys(_ASKING)
        else:
            self.dismiss()

    def on_task_done(self, done: TaskDone) -> None:
        """Close the dialog, or say why there is no feed, or show the other feeds of the page."""
        address, report = done.task.address, done.report or {}
        added = [FeedChoice(feed["url"], feed["title"], feed["id"]) for feed in report.get("feeds", ())]
        if address in self.candidates.pending:
            self.candidates.mark(address, added[0].feed if added else 0)
        elif address != self._address or done.stopped:
            return
        else:
            self._address = ""
            others = [
                FeedChoice(one["url"], one["title"], self._known.get(one["url"], 0))
                for one in report.get("candidates", ())
            ]
            if others:
                self._offer([*added, *others])
            elif added:
                self.dismiss()
        if not added and not done.stopped and not report.get("candidates"):
            self.say(_why(done), wrong=True)
            self.show_keys(_CHOOSING if self.candidates.display else _ASKING)

    def _offer(self, candidates: Sequence[FeedChoice]) -> None:
        table = self.candidates
        if not table.display:
            table.display = True
            for field in self.query(LabelledField):
                field.display = False
            self.set_focus(table)
        table.show(candidates)
        self.say(_MARKED)
        self.show_keys(_CHOOSING)

    @on(RowList.Chosen, "#candidates")
    def _finish(self) -> None:
        """Close the dialog on a feed that the reader is subscribed to, else subscribe to it."""
        one = self.candidates.candidate
        if one and one.feed:
            self.dismiss()
        else:
            self.action_choose()

    def action_choose(self) -> None:
        """Subscribe to the feed under the cursor, or unsubscribe, also while others are on their way."""
        table, one = self.candidates, self.candidates.candidate
        if one is None:
            return
        self.say(_MARKED)
        if one.feed:
            call = partial(self._unsubscribe, one.feed, one.title or one.url)
            self.post_message(Write(call, take_back=partial(self._mark, one.url, one.feed)))
            table.mark(one.url, 0)
        elif one.url not in table.pending:
            self._tasks.add(one.url, self._folder)
            table.show(table.candidates, table.pending | {one.url})
        elif self._tasks.give_up_adding(one.url, self._folder):
            table.mark(one.url, 0)

    def _mark(self, url: str, feed: int) -> None:
        if self.is_running:  # a write can fail after the dialog is closed
            self.candidates.mark(url, feed)


def _why(done: TaskDone) -> str:
    troubles = (done.report or {}).get("troubles", ())
    words = troubles[0]["message"] if troubles else done.why or "No feed was found there."
    return str(words[:1].upper() + words[1:])
