"""What the reader is told: in the status line, on the screen, and by the terminal."""

import time

from textual.app import App

from storage.errors import CorrectionError, NotFoundError
from tui import notifications
from tui.layout.notices import with_undo
from tui.messages import Complain, Failed, Say, Written
from tui.router import Router
from tui.shell import Shell

_COMPLAINT_SECONDS = 8.0
_REFUSALS = (CorrectionError, NotFoundError)  # nothing is broken, so the status line is enough
_UNASKED = {"version", "due"}  # queries that the app repeats by itself


class Notices:
    """Sentences for the reader: notices in the status line, complaints above it for a while."""

    def __init__(self, app: App[None], shell: Shell, router: Router) -> None:
        self._app = app
        self._shell = shell
        self._router = router
        self._complaint = ("", 0.0)

    def show(self, message: Say | Complain) -> None:
        """Show a sentence: in the status line, or what went wrong above it."""
        if isinstance(message, Say):
            top = self._router.top
            top.call_later(lambda: top.status.show_notice(message.sentence))
        else:
            self._complain(message.sentence)

    def _complain(self, sentence: str) -> None:
        """Show what went wrong, but not the same thing again while it is still on the screen."""
        before, shown = self._complaint
        now = time.monotonic()
        if sentence != before or now - shown >= _COMPLAINT_SECONDS:
            self._complaint = sentence, now
            self._app.notify(sentence, severity="error", timeout=_COMPLAINT_SECONDS, markup=False)

    def written(self, event: Written) -> None:
        """Say what is stored, and by which key the reader takes it back."""
        if event.sentence:
            undo = " ".join([self._shell.keys.key_for("undo")] * event.undo_steps)
            self._app.post_message(Say(with_undo(event.sentence, undo)))

    def failed(self, event: Failed) -> None:
        """Say what went wrong, if the reader asked for it."""
        if event.work not in _UNASKED:
            self.drop()
            refused = isinstance(event.error, _REFUSALS)
            self._app.post_message(Say(event.sentence) if refused else Complain(event.sentence))

    def announce(self, sentence: str) -> None:
        """Show what came by itself, on the screen and by the terminal."""
        self._app.notify(sentence, title="newsdesk", timeout=_COMPLAINT_SECONDS, markup=False)
        notifications.send(sentence, self._app._driver)  # noqa: SLF001 - Textual has no public way

    def drop(self) -> None:
        """Remove the sentences from the status lines: the reader goes on."""
        for screen in self._router.screens:
            screen.drop_notice()
