"""Long work: import, analysis, refresh."""

from collections.abc import Callable, Sequence
from pathlib import Path

from storage.database.connection import DeskFile
from storage.model import IntakeReport, Progress, RefreshReport


class Work:
    """Work that takes a while and reports its progress."""

    def __init__(self, desk_file: DeskFile) -> None:
        self._desk_file = desk_file

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        defer: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> IntakeReport:
        """Import files and folders and, unless `defer`, analyse what waits for it.

        What can't be read is in the report's troubles. Raises `AnalysisError` when the language
        model fails; what was stored by then stays.
        """
        from storage.pipeline.intake import Intake  # noqa: PLC0415 - reading needs none of what it brings

        return Intake(self._desk_file, progress).take_in(paths, defer=defer)

    def reanalyse(
        self, *, everything: bool = True, progress: Callable[[Progress], None] = lambda _: None
    ) -> IntakeReport:
        """Run the analysis over all stored articles again, or only over those that wait for it."""
        from storage.pipeline.intake import Intake  # noqa: PLC0415 - as above

        return Intake(self._desk_file, progress).reanalyse(everything=everything)

    def resolve_names(self, *, progress: Callable[[Progress], None] = lambda _: None) -> IntakeReport:
        """Make all entities anew from the stored mentions and the reader's corrections.

        Nothing is read again. The result is the same whenever it is done; corrections made before can't be
        undone afterwards, but hold.
        """
        from storage.pipeline.intake import Intake  # noqa: PLC0415 - as above

        return Intake(self._desk_file, progress).resolve_names()

    def refresh(
        self,
        feeds: Sequence[int] | None = None,
        *,
        everything: bool = False,
        defer: bool = False,
        mark_changed_unread: bool = False,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> RefreshReport:
        """Fetch the feeds that are due, or `feeds`, or `everything`; then analyse, unless `defer`.

        What is wrong with a feed is in the report's troubles and in the feed. With `mark_changed_unread`
        an article whose words have changed is unread again. Raises `AnalysisError`; what was stored by
        then stays.
        """
        from storage.pipeline.refresh import Refresh  # noqa: PLC0415 - as above

        refresh = Refresh(self._desk_file, progress, mark_changed_unread=mark_changed_unread)
        return refresh.run(feeds, everything=everything, defer=defer)

    def fetch_page(
        self, article: int, *, progress: Callable[[Progress], None] = lambda _: None
    ) -> RefreshReport:
        """Fetch the page of an article and show its text if it is better, else keep it beside the shown one.

        Raises `SourceError` if the page can't be had, `NotFoundError`, `AnalysisError`.
        """
        from storage.pipeline.refresh import Refresh  # noqa: PLC0415 - as above

        return Refresh(self._desk_file, progress).fetch_page(article)
