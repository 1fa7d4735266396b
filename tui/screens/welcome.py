"""The first screen of an empty desk: what newsdesk is, and what it can be filled with."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from storage.desk import sample_paths
from tui.widgets.header import Header
from tui.widgets.search import SearchLine

if TYPE_CHECKING:
    from tui.app import Newsdesk

_WHAT = (
    "newsdesk reads the news across articles: it lights up who and what each one is about,\n"
    "and takes you from any name, and from any article, to the others on the same matter."
)


class WelcomeScreen(ModalScreen[None]):
    """Offers the sample desk, and importing files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sample", "Open the sample desk", show=False),
        Binding("i", "import", "Import files", show=False),
        Binding("escape", "later", "Later", show=False),
        Binding("q", "quit", "Quit", show=False),
    ]
    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        """Put the offers below the words."""
        yield Header()
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("A desk for the news", id="welcome-title", markup=False)
            yield Static(_WHAT.replace("\n", " "), id="welcome-what", markup=False)
            yield Static(
                "[$accent b]s[/]  The sample desk: a few articles to look around in", id="offer-sample"
            )
            yield Static(
                "[$accent b]i[/]  Import files: text (.txt), JSON lines (.jsonl), or a folder of them",
                id="offer-import",
            )
            yield SearchLine("import-path", "Paths of files or folders, then Enter")
            yield Static("", id="welcome-trouble", markup=False)
            yield Static("Esc  later    q  quit", id="welcome-keys", markup=False)

    @property
    def line(self) -> SearchLine:
        """The line for a path."""
        return self.query_one(SearchLine)

    def on_mount(self) -> None:
        """Show the line for a path only when it is asked for."""
        self.query_one(Header).show("Welcome")
        self.line.display = False

    @on(Input.Submitted, "#import-path")
    def _import_path(self, event: Input.Submitted) -> None:
        paths = _paths(event.value)
        missing = [path for path in paths if not path.exists()]
        if not paths:
            self._complain("Type the path of a file or folder first.")
        elif missing:
            self._complain(f"There is no file or folder {missing[0]}.")
        else:
            self._start([path.absolute() for path in paths])

    def action_sample(self) -> None:
        """Import the sample desk."""
        paths = sample_paths()
        if paths:
            self._start(paths)
        else:
            self._complain("The sample desk is missing from this installation of newsdesk.")

    def action_import(self) -> None:
        """Ask for a path."""
        self.line.display = True
        self.set_focus(self.line)

    def action_later(self) -> None:
        """Leave the path, else the welcome."""
        if self.line.has_focus:
            self.line.display = False
            self.set_focus(None)
        else:
            self.dismiss()

    async def action_quit(self) -> None:
        """Quit newsdesk."""
        await cast("Newsdesk", self.app).action_quit()

    @on(Input.Changed, "#import-path")
    def _quiet(self) -> None:
        self._complain("")

    def _start(self, paths: list[Path]) -> None:
        self.dismiss()
        cast("Newsdesk", self.app).intakes.start(paths)

    def _complain(self, words: str) -> None:
        self.query_one("#welcome-trouble", Static).update(words)

    def on_click(self, event: "object") -> None:
        """Take the offer under the mouse."""
        widget = getattr(event, "widget", None)
        if widget is not None and widget.id == "offer-sample":
            self.action_sample()
        elif widget is not None and widget.id == "offer-import":
            self.action_import()


def _paths(typed: str) -> list[Path]:
    """Return the paths in a line, quoted as in a shell; one path that is there needs no quotes."""
    whole = Path(typed.strip()).expanduser()
    if typed.strip() and whole.exists():
        return [whole]
    try:
        return [Path(word).expanduser() for word in shlex.split(typed)]
    except ValueError:
        # A quote that is not closed: the line is taken as it stands.
        return [whole]
