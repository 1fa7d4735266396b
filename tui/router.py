"""Goes to places: shows the screen of each, and remembers the way back and forward."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from tui.messages import Back, Go, Say
from tui.navigation.places import (
    FeedsPlace,
    NamePlace,
    NamesPlace,
    Place,
    ReadingPlace,
    StoriesPlace,
    StoryPlace,
)
from tui.screens.base import DeskScreen
from tui.screens.reading.reading_screen import ReadingScreen
from tui.shell import Shell

_PAGES: dict[str, Callable[[], Place]] = {"names": NamesPlace, "stories": StoriesPlace, "feeds": FeedsPlace}


class Router:
    """The screens of the desk, and the way between them."""

    def __init__(self, app: App[None], shell: Shell) -> None:
        self._app = app
        self._shell = shell

    @property
    def screens(self) -> list[DeskScreen]:
        """The screens that show the desk, the top one last."""
        return [screen for screen in self._app.screen_stack if isinstance(screen, DeskScreen)]

    @property
    def reading(self) -> ReadingScreen:
        """The reading screen."""
        screen = self._app.screen_stack[0]
        if not isinstance(screen, ReadingScreen):
            raise TypeError("the reading screen is always the first")
        return screen

    def travel(self, message: Go | Back) -> None:
        """Go where a message asks for."""
        if isinstance(message, Back):
            self.step(-1)
        elif message.returning:
            self.return_to(message.place)
        else:
            self.go(message.place)

    def go(self, place: Place) -> None:
        """Go to a place, and remember the way back."""
        if self._shell.ready:
            self._keep_current()
            self._shell.history.visit(place)
            self._show(place)

    def return_to(self, place: Place) -> None:
        """Go back to a place that was left a moment ago."""
        if self._shell.history.previous == place:
            self._shell.history.back()
            self._show(place, again=True)
        else:
            self.go(place)

    def go_to_page(self, name: str) -> None:
        """Go to the page of all names, stories or feeds, unless the reader is there."""
        place = _PAGES[name]()
        if type(place) is not type(self._shell.history.current):
            self.go(place)

    async def search(self) -> None:
        """Begin the search of the top screen; if it has none, that of the reading screen."""
        top = self._app.screen
        if not (isinstance(top, DeskScreen) and await top.start_search()):
            self.go(ReadingPlace())
            await self.reading.start_search()

    def step(self, step: int) -> None:
        """Go back (-1) or forward (1) through the places visited."""
        self._keep_current()
        history = self._shell.history
        place = history.back() if step < 0 else history.forward()
        if place:
            self._show(place, again=True)
        elif step < 0:
            self._app.post_message(Say("This is where you came in."))

    def _keep_current(self) -> None:
        """Update the current place in the history, before it is left."""
        self._shell.history.replace(self.screens[-1].place())

    def _show(self, place: Place, *, again: bool = False) -> None:
        if isinstance(place, ReadingPlace):
            while len(self._app.screen_stack) > 1:
                self._app.pop_screen()
            self.reading.show(place, again=again)
            return
        page = _page_for(place)
        top: Any = self._app.screen
        if isinstance(top, page):
            top.show(place)
        elif len(self._app.screen_stack) > 1:
            self._app.switch_screen(page(self._shell, place))
        else:
            self._app.push_screen(page(self._shell, place))


def _page_for(place: Place) -> type[Any]:
    """Return the screen that shows a place, imported only now: the first picture needs none of them."""
    from tui.screens.feeds import FeedsScreen  # noqa: PLC0415 - as the docstring says
    from tui.screens.name import NameScreen  # noqa: PLC0415
    from tui.screens.names import NamesScreen  # noqa: PLC0415
    from tui.screens.stories import StoriesScreen  # noqa: PLC0415
    from tui.screens.story import StoryScreen  # noqa: PLC0415

    pages: dict[type[Any], type[Any]] = {
        NamePlace: NameScreen,
        NamesPlace: NamesScreen,
        StoryPlace: StoryScreen,
        StoriesPlace: StoriesScreen,
        FeedsPlace: FeedsScreen,
    }
    return pages[type(place)]
