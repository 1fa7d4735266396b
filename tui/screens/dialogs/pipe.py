"""The dialog that gives an article to a program: its command, the format, and where the program runs."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from storage.desk import programs
from storage.errors import ProgramError
from storage.model import Format
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.fields import ChoiceField, LabelledField, TextField

_HERE, _TERMINAL = "shown here", "in the terminal"


class PipeCommand(NamedTuple):
    """A command as it was typed, in arguments, the format of its input, and whether it gets the terminal."""

    command: str
    arguments: list[str]
    written: Format
    in_terminal: bool


class CommandField(TextField):
    """A line for a command; the arrow keys go through the earlier ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(1)", show=False),
        Binding("down", "recall(-1)", show=False),
    ]

    def __init__(self, id: str, earlier: Sequence[str]) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id, "", "for example: wc -w", earlier)
        self._earlier = earlier
        self._at = 0
        self._typed = ""

    def action_recall(self, step: int) -> None:
        """Show the command before (1) or the one after (-1); below the latest is what was typed."""
        at = max(0, min(self._at + step, len(self._earlier)))
        if at == self._at:
            return
        if self._at == 0:
            self._typed = self.value
        self._at = at
        self.value = self._earlier[at - 1] if at else self._typed
        self.cursor_position = len(self.value)


class PipeScreen(Dialog[PipeCommand]):
    """A line for the command, and two choices; returns the command."""

    HEADING = "Give the article to a program"
    KEYS = "⏎ run   ↑ ↓ earlier commands   Tab next   Esc cancel"
    AUTO_FOCUS = "#pipe-command"

    def __init__(self, earlier: Sequence[str], written: Format) -> None:
        """Offer the `earlier` commands, the latest first, and the format that was used last."""
        super().__init__()
        self._earlier = earlier
        self._written = written
        self._runs_by_itself = True

    def fields(self) -> Iterable[Widget]:
        """Return the line and the choices."""
        yield LabelledField("Command", CommandField("pipe-command", self._earlier))
        yield LabelledField("It reads", ChoiceField("pipe-format", list(Format), self._written))
        yield LabelledField("Output", ChoiceField("pipe-output", [_HERE, _TERMINAL], _HERE))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Choose the terminal for programs that are known to need it."""
        self.say("")
        try:
            arguments = programs.split(event.value)
        except ProgramError:
            return
        output = self.query_one("#pipe-output", ChoiceField)
        if not output.touched:
            output.show(_TERMINAL if programs.needs_terminal(arguments) else _HERE)

    def on_input_submitted(self) -> None:
        """Run the command."""
        self._run()

    def on_choice_field_submitted(self) -> None:
        """Run the command."""
        self._run()

    def _run(self) -> None:
        command = self.query_one("#pipe-command", CommandField).value.strip()
        try:
            arguments = programs.split(command)
        except ProgramError as error:
            self.say(str(error), wrong=True)
            return
        written = Format(self.query_one("#pipe-format", ChoiceField).chosen)
        in_terminal = self.query_one("#pipe-output", ChoiceField).chosen == _TERMINAL
        self.dismiss(PipeCommand(command, arguments, written, in_terminal))
