"""What tasks of other processes report: how far they are, and what they have brought."""

from textual.app import App
from textual.screen import ModalScreen

from tui.desk_watch import DeskWatch
from tui.queries.results.desk import DueLoaded
from tui.router import Router
from tui.shell import Shell
from tui.tasks.downloads import DownloadProgress
from tui.tasks.page_fetching import PageFetched, PageMissed
from tui.tasks.picture_fetching import PicturesFetched
from tui.tasks.task import TaskDone, TaskKind
from tui.tasks.task_queue import ProgressChanged

Report = (
    DueLoaded | ProgressChanged | DownloadProgress | PageFetched | PageMissed | PicturesFetched | TaskDone
)


class TaskReports:
    """Shows the reports of tasks on the screens, and starts the tasks that are due."""

    def __init__(self, app: App[None], shell: Shell, router: Router, watch: DeskWatch) -> None:
        self._app = app
        self._shell = shell
        self._router = router
        self._watch = watch

    def show(self, report: Report) -> None:
        """Show a report, or do what follows from it."""
        match report:
            case DueLoaded():
                self._due(report)
            case ProgressChanged():
                for screen in self._router.screens:
                    screen.show_progress(report.progress)
            case DownloadProgress():
                for screen in self._router.screens:
                    screen.status.show_download(report.progress)
            case PageFetched() | PageMissed():
                self._router.reading.page_ended(report)
                self._watch.task_ended()
            case PicturesFetched():
                self._router.reading.panes.reader.pictures.fetched(report.article)
            case TaskDone():
                self._done(report)

    def show_times(self) -> None:
        """Show when the feeds were refreshed, and when they will be."""
        for screen in self._router.screens:
            screen.header.show(times=self._shell.refreshes.times)

    def _due(self, event: DueLoaded) -> None:
        """Refresh if a feed is due, and fetch the pages that wait."""
        self._shell.refreshes.feed_due(event.due)
        self._shell.refreshes.pages_waiting(event.pages_waiting)

    def _done(self, event: TaskDone) -> None:
        """Show what a task has brought."""
        if event.task.kind is TaskKind.REFRESH:
            self._shell.refreshes.pause()
        if event.task.kind is TaskKind.PAGES and not event.stopped:
            self._shell.refreshes.pause_pages()
        if event.task.kind is TaskKind.ADD:
            for screen in self._app.screen_stack:
                if isinstance(screen, ModalScreen):
                    screen.post_message(event)
        self._watch.task_ended()
