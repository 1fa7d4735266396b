"""Commands for one label, from its row in the lists."""

from functools import partial

from tui.messages import OpenDialog, Say, Write
from tui.queries import label_queries
from tui.shell import Shell


class LabelCommands:
    """Renames and deletes labels."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def perform(self, action: str, name: str) -> None:
        """Carry out one of `keys.FEED` on a label."""
        match action:
            case "edit_feed":
                self._rename(name)
            case "unsubscribe":
                call = partial(label_queries.delete_label, self._shell.desk, name)
                self._shell.post(Write(call))
            case _:
                key = self._shell.keys.key_for("refresh_all")
                self._shell.post(Say(f"A label has no address; {key} fetches all feeds."))

    def _rename(self, name: str) -> None:
        from tui.screens.dialogs.labels import LabelNameScreen  # noqa: PLC0415 - only when asked for

        def store(new: str | None) -> None:
            if new and new != name:
                call = partial(label_queries.rename_label, self._shell.desk, name, new)
                self._shell.post(Write(call))

        self._shell.post(OpenDialog(LabelNameScreen(name), store))
