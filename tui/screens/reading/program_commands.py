"""What the reader gives an article to: a browser, a player, or a command of the reader's own."""

from functools import partial

from tui.messages import Say
from tui.queries import program_queries
from tui.queries.latest_query import LatestQuery
from tui.screens.reading.panes import Panes
from tui.shell import Shell


class ProgramCommands:
    """Opens, plays and bookmarks; an action's name is that of its key."""

    ACTIONS = frozenset(("browse", "play", "bookmark"))

    def __init__(self, shell: Shell, panes: Panes) -> None:
        self._shell = shell
        self._panes = panes
        self._opening = LatestQuery(panes, "program")
        self._commands = LatestQuery(panes, "command")

    def perform(self, action: str, article: int) -> None:
        """Carry out one of `ACTIONS` on an article."""
        desk, settings = self._shell.desk, self._shell.settings
        match action:
            case "browse":
                self._opening.ask(partial(program_queries.open_article, desk, article))
            case "play":
                self._opening.ask(partial(program_queries.play_first, desk, settings.media, article))
            case "bookmark":
                self._say("Running the bookmark command …")
                self._commands.ask(partial(program_queries.bookmark, desk, settings.bookmark, article))

    def open(self, address: str) -> None:
        """Open an address in the browser, or play it if it is that of a file of the article on the page."""
        shown = self._panes.reader.text.article
        files = shown.enclosures if shown else ()
        enclosure = next((one for one in files if one.url == address), None)
        if enclosure is not None:
            media = self._shell.settings.media
            self._opening.ask(partial(program_queries.play, media, enclosure))
        else:
            self._opening.ask(partial(program_queries.open_address, address))

    def _say(self, sentence: str) -> None:
        self._shell.post(Say(sentence))
