"""Commands of the whole app: the dialogs that every screen can open, and the command palette."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from textual.app import App, SystemCommand

from storage.model import Filter
from tui import keys
from tui.messages import Perform, Written
from tui.queries import feed_queries
from tui.router import Router
from tui.rule_commands import RuleCommands
from tui.shell import Shell

_LISTS = {
    Filter.ALL: "All articles",
    Filter.UNREAD: "Unread articles",
    Filter.STARRED: "Starred articles",
}
_WITHOUT_KEYS = (
    ("Import files or the sample desk", "Bring articles in", "show_dialog('welcome')"),
    ("Problems of the last import", "What could not be read", "show_dialog('problems')"),
    ("Make a rule of this search", "newsdesk acts on what the search finds", "show_dialog('rule')"),
    ("Brackets around names", "Show or hide them", "toggle_look('brackets')"),
    ("Read the settings again", "After a change of the settings file", "reload_settings"),
)


class Commands:
    """What can be done from any screen; the dialogs are imported when they are first asked for."""

    def __init__(self, app: App[None], shell: Shell, router: Router) -> None:
        self._app = app
        self._shell = shell
        self._router = router
        self._rules = RuleCommands(app, shell)

    def palette(self) -> Iterable[SystemCommand]:
        """Yield a command for each action that has a key, each standing list, and each other action."""
        for binding in keys.EXPLAINED:
            help_text = "  ".join(self._shell.keys.keys_for(binding.id or ""))
            yield SystemCommand(binding.description, help_text, self._perform(binding.action))
        for which, title in _LISTS.items():
            yield SystemCommand(title, "Show this list", partial(self._router.reading.go_to_list, which))
        for title, help_text, action in _WITHOUT_KEYS:
            yield SystemCommand(title, help_text, self._perform(action))

    def _perform(self, action: str) -> Callable[[], object]:
        return lambda: self._app.post_message(Perform(action))

    async def perform(self, action: str) -> None:
        """Run an action where the focus is, as its key would."""
        method = f"action_{action.partition('(')[0]}"
        start = self._app.focused or self._app.screen
        for node in (*start.ancestors_with_self, self._app):
            if hasattr(node, method):
                await self._app.run_action(action, default_namespace=node)
                return

    def show_dialog(self, name: str) -> None:
        """Open `help`, `add_feed`, `rule`, `welcome`, `import` or `problems`."""
        match name:
            case "help":
                self._show_help()
            case "add_feed":
                self._add_feed()
            case "rule":
                self._rules.make(self._router.reading.panes.view)
            case "problems":
                self._show_problems()
            case _:
                self._welcome(importing=name == "import")

    def _show_help(self) -> None:
        from tui.screens.dialogs.help import HelpScreen  # noqa: PLC0415 - only when asked for

        self._app.push_screen(HelpScreen(self._shell.keys))

    def _add_feed(self) -> None:
        from tui.screens.dialogs.add_feed import AddFeedScreen  # noqa: PLC0415 - only when asked for

        navigator = self._router.reading.navigator
        folder = navigator.folder or navigator.outer_folder()

        def unsubscribe(feed: int, title: str) -> Written:
            return feed_queries.unsubscribe(self._shell.desk, feed, title)

        self._app.push_screen(AddFeedScreen(folder, navigator.feeds, self._shell.tasks, unsubscribe))

    def _show_problems(self) -> None:
        from tui.screens.dialogs.problems import ProblemsScreen  # noqa: PLC0415 - only when asked for

        self._app.push_screen(ProblemsScreen(self._shell.tasks.problems, self._shell.keys))

    def _welcome(self, *, importing: bool) -> None:
        from tui.screens.dialogs.welcome import ADD_FEED, WelcomeScreen  # noqa: PLC0415 - only for an empty desk

        def begin(chosen: list[Path] | str | None) -> None:
            if chosen == ADD_FEED:
                self._add_feed()
            elif isinstance(chosen, list):
                self._shell.tasks.start(chosen)

        self._app.push_screen(WelcomeScreen(importing=importing), begin)
