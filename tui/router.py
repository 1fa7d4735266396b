"""Goes to places: shows the screen of each, and remembers the way back and forward."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import App
from textual.screen import ModalScreen

from tui.messages import Back, Go, Gone, Leave, Quit, Say
from tui.navigation.places import (
    BriefPlace,
    ComparePlace,
    FeedsPlace,
    NamePlace,
    NamesPlace,
    Place,
    ReadingPlace,
    StoriesPlace,
    StoryPlace,
    subject,
)
from tui.screens.base import DeskScreen, PageScreen, PlaceT
from tui.screens.reading.reading_screen import ReadingScreen
from tui.shell import Shell

PagePlace = NamePlace | NamesPlace | StoryPlace | StoriesPlace | ComparePlace | BriefPlace | FeedsPlace
_PAGES: dict[str, Callable[[], Place]] = {
    "names": NamesPlace,
    "stories": StoriesPlace,
    "brief": BriefPlace,
    "feeds": FeedsPlace,
}


class Router:
    """The screens of the desk, and the way between them."""

    def __init__(self, app: App[None], shell: Shell) -> None:
        self._app = app
        self._shell = shell
        self._step = -1
        """Whether the current place was reached by going forward (1), or in another way (-1)."""

    @property
    def top(self) -> DeskScreen:
        """The top screen that shows the desk: the one in use, or the one below a dialog.

        It has no widgets before it is mounted: `call_later` waits for them.
        """
        return next(screen for screen in reversed(self._app.screen_stack) if isinstance(screen, DeskScreen))

    @property
    def screens(self) -> list[DeskScreen]:
        """The mounted screens that show the desk. A screen that is being mounted loads everything itself."""
        stack = self._app.screen_stack
        return [screen for screen in stack if isinstance(screen, DeskScreen) and screen.is_mounted]

    @property
    def reading(self) -> ReadingScreen:
        """The reading screen."""
        screen = self._app.screen_stack[0]
        if not isinstance(screen, ReadingScreen):
            raise TypeError("the reading screen is always the first")
        return screen

    def travel(self, message: Go | Back) -> None:
        """Go where a message asks for.

        A message may come late, when the reader has opened a dialog. Then only the reading screen below it
        moves on; other messages are dropped.
        """
        if isinstance(self._app.screen, ModalScreen) and not self._fits_below_dialog(message):
            return
        if isinstance(message, Back):
            self.step(-1)
        elif message.returning:
            self.return_to(message.place)
        else:
            self.go(message.place)

    def _fits_below_dialog(self, message: Go | Back) -> bool:
        on_reading = self.top is self.reading
        return on_reading and isinstance(message, Go) and isinstance(message.place, ReadingPlace)

    def leave(self, message: Leave) -> None:
        """Go one level back at once, so that the next key finds the reader there."""
        if isinstance(self._app.screen, ModalScreen):
            return
        match self.top.leave() if self.top.is_mounted else Back():
            case Go() | Back() as way:
                self.travel(way)
            case Quit() as end if message.quits:
                self._app.post_message(end)

    def leave_out(self, message: Gone) -> None:
        """Go on to the place behind one that is gone, and say why, unless the reader went on already."""
        below_dialog = isinstance(self._app.screen, ModalScreen) and self.top is not self.reading
        # A page may show another place than it was opened for: other reports, or the story that took one in.
        here = (self._shell.history.current, self.current)
        if below_dialog or subject(message.place) not in map(subject, here):
            return
        place = self._shell.history.leave_out(self._step)
        self._show(place or ReadingPlace(), again=True)
        self._app.post_message(Say(message.sentence))

    def restore(self) -> None:
        """Show the page where the history begins; the reading screen shows its own place already."""
        if not isinstance(self._shell.history.current, ReadingPlace) and self.top is self.reading:
            self._show(self._shell.history.current, again=True)

    def go(self, place: Place) -> None:
        """Go to a place, and remember the way back."""
        if self._shell.ready:
            self._step = -1
            self._keep_current()
            if _is_same_list(place, self._shell.history.current):
                self._shell.history.replace(place)
            else:
                self._shell.history.visit(place)
            self._show(place)

    def return_to(self, place: Place) -> None:
        """Go back to a place that was left a moment ago."""
        if self._shell.history.previous == place:
            self._step = -1
            self._shell.history.back()
            self._show(place, again=True)
        else:
            self.go(place)

    def go_to_page(self, name: str) -> None:
        """Go to the page of all names, stories or feeds, or to the brief, unless the reader is there."""
        place = _PAGES[name]()
        if type(place) is not type(self._shell.history.current):
            self.go(place)

    async def search(self) -> None:
        """Begin the search of the top screen; if it has none, that of the reading screen."""
        top = self.top
        if not top.is_mounted:
            top.call_later(self.search)
        elif not await top.start_search():
            view, title = top.searched_list
            self.reading.call_list(view, title)
            self.go(ReadingPlace(view))
            await self.reading.start_search(self._shell.history.previous)

    def step(self, step: int) -> None:
        """Go back (-1) or forward (1) through the places visited."""
        self._keep_current()
        self._step, history = step, self._shell.history
        place = history.back() if step < 0 else history.forward()
        if place:
            self._show(place, again=True)
        else:
            self._app.post_message(Say(f"There is no {'earlier' if step < 0 else 'later'} place."))

    def _keep_current(self) -> None:
        """Update the current place in the history, before it is left."""
        self._shell.history.replace(self.current)

    @property
    def current(self) -> Place:
        """Where the reader is."""
        if self.top.is_mounted:
            return self.top.place()
        return self._shell.history.current  # the reader has done nothing there yet

    def _show(self, place: Place, *, again: bool = False) -> None:
        if isinstance(place, ReadingPlace):
            place = place._replace(view=self._shell.orders.applied(place.view))
            while self.top is not self.reading:
                self._app.pop_screen()
            self.reading.show(place, again=again)
        else:
            self._show_on_page(place)

    def _show_on_page(self, place: PagePlace) -> None:
        # Imported only now: the first picture needs none of them.
        from tui.screens.brief import BriefScreen  # noqa: PLC0415
        from tui.screens.compare import CompareScreen  # noqa: PLC0415
        from tui.screens.feeds import FeedsScreen  # noqa: PLC0415
        from tui.screens.name import NameScreen  # noqa: PLC0415
        from tui.screens.names import NamesScreen  # noqa: PLC0415
        from tui.screens.stories import StoriesScreen  # noqa: PLC0415
        from tui.screens.story import StoryScreen  # noqa: PLC0415

        match place:
            case NamePlace():
                self._open(NameScreen, place)
            case NamesPlace():
                self._open(NamesScreen, place)
            case StoryPlace():
                self._open(StoryScreen, place)
            case StoriesPlace():
                self._open(StoriesScreen, place)
            case ComparePlace():
                self._open(CompareScreen, place)
            case BriefPlace():
                self._open(BriefScreen, place)
            case FeedsPlace():
                self._open(FeedsScreen, place)

    def _open(self, page: type[PageScreen[PlaceT]], place: PlaceT) -> None:
        """Show a place on the top page, or on a new page in its stead if the top one shows others."""
        top = self.top
        if isinstance(top, page) and top.is_mounted:
            top.show(place)
        elif top is self.reading:
            self._app.push_screen(page(self._shell, place))
        else:
            self._app.switch_screen(page(self._shell, place))


def _is_same_list(place: Place, other: Place) -> bool:
    """Return whether two places differ only in the order of a list."""
    if not isinstance(place, ReadingPlace) or not isinstance(other, ReadingPlace):
        return False
    same = place.view != other.view and replace(place.view, sort=other.view.sort) == other.view
    return same and place.article is None
