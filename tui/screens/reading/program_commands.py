"""What the reader gives an article to: a browser, a player, a program, a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui.messages import OpenDialog, Say, Write
from tui.queries import program_queries
from tui.queries.latest_query import ask
from tui.queries.results.programs import DownloadWanted, FolderWanted, PipeWanted, ProgramEnded
from tui.screens.reading.panes import Panes
from tui.shell import Shell

if TYPE_CHECKING:
    from tui.screens.dialogs.pipe import PipeCommand


class ProgramCommands:
    """Opens, plays, bookmarks, pipes and saves; an action's name is that of its key.

    The dialogs are imported when they are first asked for.
    """

    ACTIONS = frozenset(("browse", "play", "bookmark", "pipe", "save"))

    def __init__(self, shell: Shell, panes: Panes) -> None:
        self._shell = shell
        self._panes = panes

    def perform(self, action: str, article: int) -> None:
        """Carry out one of `ACTIONS` on an article."""
        desk, settings = self._shell.desk, self._shell.settings
        match action:
            case "browse":
                self._ask(partial(program_queries.open_article, desk, article))
            case "play":
                self._ask(partial(program_queries.play_first, desk, settings.media, article))
            case "bookmark":
                self._say("Running the bookmark command …")
                self._ask(partial(program_queries.bookmark, desk, settings.bookmark, article))
            case "pipe":
                self._ask(partial(program_queries.pipe_wanted, desk, article))
            case "save":
                save = partial(program_queries.save, desk, settings.save, article)
                self._shell.post(Write(save, reply_to=self._panes))

    def open(self, address: str) -> None:
        """Open an address in the browser, or play it if it is that of a file of the article on the page."""
        shown = self._panes.reader.text.article
        for number, enclosure in enumerate(shown.enclosures if shown else (), 1):
            if shown and enclosure.url == address:
                media = self._shell.settings.media
                self._ask(partial(program_queries.play, media, shown.id, number, enclosure))
                return
        self._ask(partial(program_queries.open_address, address))

    def download(self, wanted: DownloadWanted) -> None:
        """Download a file that comes with an article."""
        self._shell.downloads.start(wanted.article, wanted.number, self._shell.settings.media.folder)

    def ask_for_command(self, wanted: PipeWanted) -> None:
        """Open the dialog for the command that an article goes to."""
        from tui.screens.dialogs.pipe import PipeScreen  # noqa: PLC0415

        dialog = PipeScreen(wanted.earlier, wanted.written)
        self._shell.post(OpenDialog(dialog, partial(self._pipe, wanted.article)))

    def _pipe(self, article: int, chosen: "PipeCommand | None") -> None:
        if chosen is None:
            return
        command, arguments, written, in_terminal = chosen
        desk = self._shell.desk
        self._shell.post(Write(partial(program_queries.remember_command, desk, command, written)))
        if not in_terminal:
            self._say(f"Running {command} …")
        self._ask(partial(program_queries.pipe, desk, article, arguments, written, in_terminal))

    def show_output(self, ended: ProgramEnded) -> None:
        """Show what a program printed."""
        from tui.screens.dialogs.output import OutputScreen  # noqa: PLC0415

        self._shell.post(OpenDialog(OutputScreen(ended.outcome, self._shell.keys), lambda _: None))

    def ask_for_folder(self, wanted: FolderWanted) -> None:
        """Open the dialog for the folder of saved articles."""
        from tui.screens.dialogs.save_folder import SaveFolderScreen  # noqa: PLC0415

        def save(folder: Path | None) -> None:
            if folder is not None:
                call = partial(program_queries.save_in, self._shell.desk, folder, wanted.article)
                self._shell.post(Write(call))

        self._shell.post(OpenDialog(SaveFolderScreen(wanted.suggested), save))

    def _ask(self, call: Callable[[], Message]) -> None:
        ask(self._panes, "program", call)

    def _say(self, sentence: str) -> None:
        self._shell.post(Say(sentence))
