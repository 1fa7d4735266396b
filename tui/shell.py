"""What a screen may ask of the program around it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.app import App
from textual.message import Message

from storage.desk import Desk
from storage.settings import Settings
from tui.keymap import Keys
from tui.navigation.history import History
from tui.navigation.orders import Orders
from tui.navigation.places import Pane, Place, ReadingPlace
from tui.tasks.downloads import Downloads
from tui.tasks.page_fetching import PageFetching
from tui.tasks.picture_fetching import PictureFetching
from tui.tasks.refresh_scheduler import RefreshScheduler
from tui.tasks.task_queue import TaskQueue


class Shell:
    """The settings, the open desk, the reader's keys, the tasks of other processes, and the places visited.

    A screen gets it at construction. What a screen wants done it posts as a message (tui/messages.py).
    """

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        *,
        tasks: TaskQueue,
        refreshes: RefreshScheduler,
        pages: PageFetching,
        pictures: PictureFetching,
        downloads: Downloads,
        post: Callable[[Message], object],
    ) -> None:
        """Hold these for the screens; `post` sends a message to the app."""
        self.post = post
        self.settings = settings
        self.keys = keys
        self.tasks = tasks
        self.refreshes = refreshes
        self.pages = pages
        self.pictures = pictures
        self.downloads = downloads
        self.history: History[Place] = History(ReadingPlace())
        self.orders = Orders()
        """The order that the reader has given to each list."""
        self._desk: Desk | None = None

    @property
    def ready(self) -> bool:
        """Whether the desk is open."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The open desk. Raises `RuntimeError` before it is open: ask `ready` first."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    def place_of(self, article: int) -> ReadingPlace:
        """Return the place where a page opens an article: beside the list where the reader was last."""
        before = self.history.latest(ReadingPlace) or ReadingPlace()
        return before._replace(article=article, position=None, mark=None, pane=Pane.ARTICLE, followed=True)

    def open(self, desk: Desk) -> None:
        """Give the screens this desk."""
        self._desk = desk

    def close(self) -> None:
        """Close the desk, if it was opened."""
        if self._desk is not None:
            self._desk.close()


def connected_shell(
    app: App[None], desk_path: Path, settings: Settings, show_times: Callable[[], None]
) -> Shell:
    """Return the shell of an app, whose tasks report to it; `show_times` shows when feeds are refreshed."""
    report, run = app.post_message, partial(app.run_worker, group="task")
    keys = Keys(settings.keys)
    tasks = TaskQueue(desk_path, keys, report=report, run=run, after=app.set_timer)
    return Shell(
        settings,
        keys,
        tasks=tasks,
        refreshes=RefreshScheduler(tasks, show_times, automatic=settings.refresh),
        pages=PageFetching(desk_path, report=report, run=run),
        pictures=PictureFetching(desk_path, report=report, run=run),
        downloads=Downloads(desk_path, report=report, run=run),
        post=report,
    )
