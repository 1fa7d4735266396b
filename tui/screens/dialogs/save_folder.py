"""The dialog that asks for the folder of saved articles."""

from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget

from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import LabelledField, TextField


class SaveFolderScreen(Dialog[Path]):
    """A line for the folder; returns it. It is made if it does not exist."""

    HEADING = "Where are saved articles to go?"
    KEYS = "⏎ save here from now on   Esc cancel"
    AUTO_FOCUS = "#save-folder"

    def __init__(self, suggested: str) -> None:
        super().__init__()
        self._suggested = suggested

    def fields(self) -> Iterable[Widget]:
        """Return the line."""
        yield LabelledField("Folder", TextField("save-folder", self._suggested, "~/news"))

    def on_input_submitted(self) -> None:
        """Return the folder."""
        typed = self.query_one(TextField).value.strip()
        try:
            folder = Path(typed).expanduser()
        except RuntimeError:
            self.say("There is no such home folder.", wrong=True)
            return
        if not typed or not folder.is_absolute():
            self.say("Type a whole path, beginning with / or ~.", wrong=True)
        elif folder.exists() and not folder.is_dir():
            self.say("This is a file, not a folder.", wrong=True)
        else:
            self.dismiss(folder)
