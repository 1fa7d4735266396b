"""How the app looks: light or dark, and brackets around names; what the reader chose is stored."""

from functools import partial

from textual.app import App

from storage.settings import Settings
from tui import themes
from tui.messages import Write
from tui.queries import desk_queries
from tui.queries.results import DeskOpened
from tui.router import Router
from tui.shell import Shell


class Appearance:
    """Theme and brackets: those of the settings, else those used last, else what suits the terminal."""

    def __init__(self, app: App[None], settings: Settings, shell: Shell, router: Router) -> None:
        self._app = app
        self._settings = settings
        self._shell = shell
        self._router = router

    def choose_theme(self, opened: DeskOpened | None) -> None:
        """Use the theme of the settings, else the one used last, if the desk is open."""
        theme = self._settings.theme or (opened.theme if opened else "")
        self._use_theme(light=theme == "light")

    def choose_brackets(self, opened: DeskOpened) -> None:
        """Draw brackets if they were used last, else if the settings or the terminal ask for them."""
        wanted = self._settings.brackets or self._app.no_color or themes.few_colours(self._app.console)
        brackets = opened.brackets or str(wanted)
        self._router.reading.article_pane.set_brackets(brackets == "True")

    def use(self, settings: Settings) -> None:
        """Use the theme of other settings, if they name one."""
        self._settings = settings
        if settings.theme:
            self.choose_theme(None)

    def toggle(self, what: str) -> None:
        """Change the `theme` or the `brackets`, and remember it."""
        if what == "theme":
            self._toggle_theme()
        else:
            self._toggle_brackets()

    def _toggle_theme(self) -> None:
        light = self._app.current_theme.dark
        self._use_theme(light=light)
        self._save("theme", "light" if light else "dark")

    def _toggle_brackets(self) -> None:
        pane = self._router.reading.article_pane
        pane.set_brackets(not pane.brackets)
        self._save("brackets", str(pane.brackets))

    def _use_theme(self, *, light: bool) -> None:
        self._app.theme = themes.theme_name(light, themes.few_colours(self._app.console))

    def _save(self, key: str, value: str) -> None:
        save = partial(desk_queries.save_value, self._shell.desk, key, value)
        self._app.post_message(Write(save))
