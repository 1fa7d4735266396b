"""The first screen of an empty desk: what newsdesk is, and where its articles can come from."""

import shlex
from pathlib import Path
from typing import ClassVar, Final, Literal

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Click
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from storage.desk import sample_paths
from tui.messages import Quit
from tui.queries import feed_queries
from tui.queries.latest_query import LatestQuery
from tui.queries.results.feeds import NewsboatFound
from tui.widgets.fields import SearchLine
from tui.widgets.frame import Header

ADD_FEED: Final = "add a feed"
_WHAT = (
    "newsdesk reads across articles. It highlights who and what each article is about, and leads you "
    "from any name or article to the others on the same subject."
)

_OFFERS = (
    ("a", "add", "Add a feed: the address of a feed, page, channel or profile"),
    ("n", "newsboat", "Subscribe to the feeds of newsboat"),
    ("s", "sample", "Open the sample desk: a few articles to explore"),
    ("i", "import", "Import files: subscriptions (.opml), articles (.txt, .jsonl), folders"),
)


class WelcomeScreen(ModalScreen[list[Path] | Literal["add a feed"]]):
    """Offers a feed, files, the feeds of newsboat, and the sample desk.

    Returns the paths of files to import, or `ADD_FEED`. With `importing` it asks for a path at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add a feed", show=False),
        Binding("i", "import", "Import files", show=False),
        Binding("n", "newsboat", "Subscribe to the feeds of newsboat", show=False),
        Binding("s", "sample", "Open the sample desk", show=False),
        Binding("escape", "later", "Later", show=False),
        Binding("q", "quit", "Quit", show=False),
    ]
    AUTO_FOCUS = ""
    header = getters.query_one(Header)
    path_line = getters.query_one(SearchLine)
    problem = getters.query_one("#welcome-trouble", Static)
    newsboat_offer = getters.query_one("#offer-newsboat", Static)

    def __init__(self, *, importing: bool = False) -> None:
        super().__init__()
        self._importing = importing
        self._newsboat: list[Path] = []
        self._looking = LatestQuery(self, "newsboat")

    def compose(self) -> ComposeResult:
        """Put the offers below the introduction."""
        yield Header()
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("A desk for the news", id="welcome-title", markup=False)
            yield Static(_WHAT, id="welcome-what", markup=False)
            for key, action, words in _OFFERS:
                yield Static(f"[$accent b]{key}[/]  {words}", id=f"offer-{action}", classes="offer")
            yield SearchLine("import-path", "Paths of files or folders, then Enter")
            yield Static("", id="welcome-trouble", markup=False)
            yield Static("Esc  later    q  quit", id="welcome-keys", markup=False)

    def on_mount(self) -> None:
        """Hide the line for a path, and look for feeds of newsboat."""
        self.header.show("Welcome")
        self.path_line.display = self.newsboat_offer.display = False
        self._looking.ask(feed_queries.find_newsboat)
        if self._importing:
            self.action_import()

    def on_newsboat_found(self, event: NewsboatFound) -> None:
        """Offer the feeds of newsboat, if there are any."""
        self._newsboat = event.paths
        self.newsboat_offer.display = bool(event.paths)

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

    def action_add(self) -> None:
        """Choose to add a feed."""
        self.dismiss(ADD_FEED)

    def action_newsboat(self) -> None:
        """Import the subscriptions of newsboat."""
        if self._newsboat:
            self._start(self._newsboat)

    def action_sample(self) -> None:
        """Import the sample desk."""
        paths = sample_paths()
        if paths:
            self._start(paths)
        else:
            self._complain("The sample desk is missing from this installation of newsdesk.")

    def action_import(self) -> None:
        """Ask for a path."""
        self.path_line.display = True
        self.set_focus(self.path_line)

    def action_later(self) -> None:
        """Hide the line for a path, else close the screen."""
        if self.path_line.has_focus and not self._importing:
            self.path_line.display = False
            self.set_focus(None)
        else:
            self.dismiss()

    def action_quit(self) -> None:
        """Quit newsdesk."""
        self.post_message(Quit())

    @on(Input.Changed, "#import-path")
    def _quiet(self) -> None:
        self._complain("")

    def _start(self, paths: list[Path]) -> None:
        self.dismiss(paths)

    def _complain(self, words: str) -> None:
        self.problem.update(words)

    async def on_click(self, event: Click) -> None:
        """Choose the offer under the mouse."""
        if event.widget is not None and event.widget.has_class("offer") and event.widget.id:
            await self.run_action(event.widget.id.removeprefix("offer-"))


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
