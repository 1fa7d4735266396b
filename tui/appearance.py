"""How the app looks: light or dark, and brackets around names; what the reader chose is stored."""

from functools import partial

from textual.app import App
from textual.theme import Theme

from storage.settings import Settings
from tui import themes
from tui.messages import Say, Write
from tui.queries import desk_queries
from tui.queries.results.desk import DeskOpened
from tui.router import Router
from tui.shell import Shell


class Appearance:
    """Theme and brackets: those of the settings, else those used last, else what suits the terminal."""

    def __init__(self, app: App[None], settings: Settings, shell: Shell, router: Router) -> None:
        self._app = app
        self._settings = settings
        self._shell = shell
        self._router = router
        self._own: tuple[str, Theme | None] | None = None

    def prepare(self) -> None:
        """Let the app have the themes of newsdesk, the dark one first."""
        for theme in themes.THEMES:
            self._app.register_theme(theme)
        # With a watcher, all styles would be read twice before the first picture.
        self._app.set_reactive(App.theme, themes.DARK)
        self._app.stylesheet.set_variables(self._app.get_css_variables())

    def choose_theme(self, opened: DeskOpened | None) -> None:
        """Use the theme of the settings, else the one used last, if the desk is open."""
        theme = self._settings.theme or (opened.theme if opened else "")
        if theme in themes.BUILT_IN:
            self._use_theme(light=theme == "light")
        else:
            own = self._own_theme(theme)
            self._use_theme(light=own is not None and not own.dark)

    def _own_theme(self, name: str) -> Theme | None:
        """Return the theme of a file, which from now on takes the place of the dark or the light one."""
        if self._own is None or self._own[0] != name:
            from tui.theme_files import load  # noqa: PLC0415 - most readers have no theme of their own

            self._own = name, load(name).theme
            if theme := self._own[1]:
                self._app.register_theme(theme)
                if self._app.theme == theme.name:
                    self._app.theme = themes.DARK  # to the app it is the same theme as before
        return self._own[1]

    def choose_brackets(self, opened: DeskOpened) -> None:
        """Draw brackets if they were used last, else if the settings or the terminal ask for them."""
        wanted = self._settings.brackets or self._app.no_color or themes.few_colours(self._app.console)
        brackets = opened.brackets or str(wanted)
        self._router.reading.article_pane.set_brackets(brackets == "True")

    def use(self, settings: Settings) -> None:
        """Use the theme of other settings, if they name one."""
        self._settings, self._own = settings, None
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
        self._app.post_message(Say("Light theme" if light else "Dark theme"))
        self._save("theme", "light" if light else "dark")

    def _toggle_brackets(self) -> None:
        pane = self._router.reading.article_pane
        pane.set_brackets(not pane.brackets)
        self._app.post_message(Say("Brackets around names" if pane.brackets else "No brackets around names"))
        self._save("brackets", str(pane.brackets))

    def _use_theme(self, *, light: bool) -> None:
        few = themes.few_colours(self._app.console)
        own = self._own[1] if self._own else None
        if own is not None and not few and own.dark is not light:
            self._app.theme = own.name
        else:
            self._app.theme = themes.theme_name(light, few)

    def _save(self, key: str, value: str) -> None:
        save = partial(desk_queries.save_value, self._shell.desk, key, value)
        self._app.post_message(Write(save))
