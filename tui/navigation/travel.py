"""Going to places, and the way back and forward through all of them."""

from collections.abc import Sequence
from typing import Any

from storage.desk import Desk
from storage.model import Feed
from storage.settings import Settings
from tui.commands import Commands
from tui.navigation.history import History
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


class Travel(Commands):
    """An app with a desk, whose screens are places that the reader comes back to."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.history: History[Place] = History(ReadingPlace())
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The open desk; only to be asked for once `ready`."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    @property
    def ready(self) -> bool:
        """Whether the desk is open."""
        return self._desk is not None

    @property
    def reading(self) -> ReadingScreen:
        """The reading screen."""
        screen = self.screen_stack[0]
        if not isinstance(screen, ReadingScreen):
            raise TypeError("the reading screen is always the first")
        return screen

    def settle(self) -> None:
        """Keep where the reader is, before something moves."""
        self.history.settle(self.desk_screens()[-1].place())

    def go(self, place: Place) -> None:
        """Go to a place, and remember the way back."""
        if self.ready:
            self.settle()
            self.history.visit(place)
            self._show(place)

    def return_to(self, place: Place) -> None:
        """Go back to a place that was left a moment ago."""
        if self.history.previous == place:
            self.history.back()
            self._show(place, again=True)
        else:
            self.go(place)

    def action_history_back(self) -> None:
        """Go back to the place before."""
        self.settle()
        place = self.history.back()
        if place:
            self._show(place, again=True)
        else:
            self.remark("This is where you came in.")

    def action_history_forward(self) -> None:
        """Go forward again."""
        self.settle()
        if place := self.history.forward():
            self._show(place, again=True)

    def _show(self, place: Place, *, again: bool = False) -> None:
        if isinstance(place, ReadingPlace):
            while len(self.screen_stack) > 1:
                self.pop_screen()
            self.reading.show(place, again=again)
            return
        page = _page_for(place)
        top: Any = self.screen
        if isinstance(top, page):
            top.show(place)
        else:
            self._put_on_top(page(place))

    def _put_on_top(self, screen: DeskScreen) -> None:
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def action_names(self) -> None:
        """Go to the list of all names."""
        if not isinstance(self.history.here, NamesPlace):
            self.go(NamesPlace())

    def action_stories(self) -> None:
        """Go to the list of all stories."""
        if not isinstance(self.history.here, StoriesPlace):
            self.go(StoriesPlace())

    def action_feeds_page(self) -> None:
        """Go to the page of all feeds."""
        if not isinstance(self.history.here, FeedsPlace):
            self.go(FeedsPlace())

    def action_add_feed(self) -> None:
        """Ask for the address of a feed."""
        from tui.screens.dialogs.add_feed import AddFeedScreen  # noqa: PLC0415 - only when asked for

        folder = self.reading.navigator.folder or self.reading.navigator.outer_folder()
        self.push_screen(AddFeedScreen(folder, self.reading.navigator.feeds))

    def edit_feed(self, feed: Feed, feeds: Sequence[Feed]) -> None:
        """Let the reader change a feed; `feeds` are all that there are, for their folders."""
        from tui.screens.dialogs.feed_editor import FeedEditor  # noqa: PLC0415 - only when asked for

        self.push_screen(FeedEditor(feed, feeds))

    async def action_search(self) -> None:
        """Search titles and texts, on a screen with a search of its own what that one is for."""
        top = self.screen
        if not (isinstance(top, DeskScreen) and await top.start_search()):
            self.go(ReadingPlace())
            await self.reading.start_search()

    def action_welcome(self) -> None:
        """Offer what an empty desk can be filled with."""
        from tui.screens.dialogs.welcome import WelcomeScreen  # noqa: PLC0415 - only for an empty desk

        self.push_screen(WelcomeScreen())

    def action_import(self) -> None:
        """Ask for files to import, such as a list of subscriptions."""
        from tui.screens.dialogs.welcome import WelcomeScreen  # noqa: PLC0415 - only when asked for

        self.push_screen(WelcomeScreen(importing=True))

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - only when asked for

        self.push_screen(HelpScreen())


def _page_for(place: Place) -> type[Any]:
    """Return the screen that shows a place; none of them is needed for the first picture."""
    from tui.screens.feeds import FeedsScreen  # noqa: PLC0415 - as above
    from tui.screens.name import NameScreen  # noqa: PLC0415 - as above
    from tui.screens.names import NamesScreen  # noqa: PLC0415 - as above
    from tui.screens.stories import StoriesScreen  # noqa: PLC0415 - as above
    from tui.screens.story import StoryScreen  # noqa: PLC0415 - as above

    pages: dict[type[Any], type[Any]] = {
        NamePlace: NameScreen,
        NamesPlace: NamesScreen,
        StoryPlace: StoryScreen,
        StoriesPlace: StoriesScreen,
        FeedsPlace: FeedsScreen,
    }
    return pages[type(place)]
