"""The dialogs that every screen can open: keys, adding feeds, importing, problems."""

from pathlib import Path

from textual.app import App

from tui.messages import Written
from tui.queries import feed_queries
from tui.router import Router
from tui.shell import Shell


class Dialogs:
    """Opens dialogs over the top screen; each is imported when it is first asked for."""

    def __init__(self, app: App[None], shell: Shell, router: Router) -> None:
        self._app = app
        self._shell = shell
        self._router = router

    def show(self, name: str) -> None:
        """Open `help`, `add_feed`, `welcome`, `import` or `problems`."""
        match name:
            case "help":
                self._show_help()
            case "add_feed":
                self._add_feed()
            case "problems":
                self._show_problems()
            case _:
                self._welcome(importing=name == "import")

    def _show_help(self) -> None:
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - only when asked for

        self._app.push_screen(HelpScreen(self._shell.keys))

    def _add_feed(self) -> None:
        from tui.screens.dialogs.add_feed import AddFeedScreen  # noqa: PLC0415 - only when asked for

        navigator = self._router.reading.navigator
        folder = navigator.folder or navigator.outer_folder()
        undo = self._shell.keys.key_for("undo")

        def unsubscribe(feed: int, title: str) -> Written:
            return feed_queries.unsubscribe(self._shell.desk, feed, title, undo)

        self._app.push_screen(AddFeedScreen(folder, navigator.feeds, self._shell.tasks, unsubscribe))

    def _show_problems(self) -> None:
        from tui.screens.dialogs.problems import ProblemsScreen  # noqa: PLC0415 - only when asked for

        self._app.push_screen(ProblemsScreen(self._shell.tasks.problems, self._shell.keys))

    def _welcome(self, *, importing: bool) -> None:
        from tui.screens.dialogs.welcome import WelcomeScreen  # noqa: PLC0415 - only for an empty desk

        def start(paths: list[Path] | None) -> None:
            if paths:
                self._shell.tasks.start(paths)

        self._app.push_screen(WelcomeScreen(importing=importing), start)
