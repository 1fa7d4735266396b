"""The progress and results of long work: a bar and a line for people, JSON lines for programs."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from storage.model import IntakeReport, NotesReport, Progress, RefreshReport, Trouble
from tui.cli import printing
from tui.layout.wording import count

if TYPE_CHECKING:
    from rich.progress import TaskID


@contextmanager
def progress(as_json: bool) -> Iterator[Callable[[Progress], None]]:
    """Yield a function that shows progress: JSON lines, a bar if stderr is a terminal, or nothing."""
    if as_json:
        yield lambda step: printing.json_line(asdict(step))
    elif not sys.stderr.isatty():
        yield lambda _: None
    else:
        with _bar() as show:
            yield show


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console  # noqa: PLC0415 - most commands print no bar
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: Progress) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage.capitalize(), total=None)
            bars.update(tasks[step.stage], completed=step.done, total=step.total or None)

        yield show


def intake(done: IntakeReport, as_json: bool, nothing: str = "") -> None:
    """Print the result of an import or analysis, `nothing` if there is none; troubles go to stderr."""
    if as_json:
        document = asdict(done)
        del document["problems"]
        printing.json_line(document)
        return
    troubles(done.troubles)
    parts = [count(done.subscribed, "new feed")] if done.subscribed else []
    if done.searches:
        parts.append(count(done.searches, "saved search", "saved searches"))
    if done.corrected:
        parts.append(count(done.corrected, "correction"))
    if done.new or done.changed or done.unchanged or not (done.analysed or parts or nothing):
        parts += [
            count(done.new, "new article"),
            f"{done.changed:,} changed",
            f"{done.unchanged:,} unchanged",
        ]
    if done.analysed:
        parts.append(f"{done.analysed:,} analysed")
    if not parts:
        parts.append(nothing)
    if done.problems:
        parts.append(count(done.problems, "problem"))
    printing.line(" · ".join(parts))


def notes(done: NotesReport, as_json: bool) -> None:
    """Print the result of an export of notes."""
    if as_json:
        printing.json_line(asdict(done))
        return
    parts = [count(done.new, "new note"), f"{done.changed:,} changed", f"{done.unchanged:,} unchanged"]
    if done.kept:
        parts.append(f"{done.kept:,} left as you have changed them")
    printing.line(" · ".join(parts))


def refresh(done: RefreshReport, as_json: bool) -> None:
    """Print the result of a refresh; troubles go to stderr, one a line."""
    if as_json:
        printing.json_line(asdict(done))
        return
    troubles(done.troubles)
    if not (done.feeds or done.pages or done.pictures or done.analysed or done.troubles):
        printing.line("Nothing was due.")
        return
    optional = (
        (done.changed, f"{done.changed:,} changed"),
        (done.pages, count(done.pages, "page")),
        (done.pictures, count(done.pictures, "picture")),
        (done.analysed, f"{done.analysed:,} analysed"),
        (done.failed, f"{done.failed:,} failed"),
        (done.postponed, f"{done.postponed:,} postponed, as the server asks"),
    )
    parts = [count(done.feeds, "feed"), count(done.new, "new article")]
    printing.line(" · ".join([*parts, *(words for number, words in optional if number)]))
    if done.pages_waiting:
        printing.line(pages_wait(done.pages_waiting))


def pages(done: RefreshReport, as_json: bool) -> None:
    """Print the result of fetching pages and pictures alone; troubles go to stderr, one a line."""
    if as_json:
        printing.json_line(asdict(done))
        return
    troubles(done.troubles)
    parts = [count(done.pages, "page")] if done.pages else []
    parts += [count(done.pictures, "picture")] if done.pictures else []
    parts += [f"{done.analysed:,} analysed"] if done.analysed else []
    printing.line(" · ".join(parts) if parts else "There was nothing to fetch.")


def pages_wait(number: int) -> str:
    """Return a sentence on the pages that are still to be fetched."""
    verb = "waits" if number == 1 else "wait"
    return (
        f"{count(number, 'page')} {verb} for the next refresh; `newsdesk offline --waiting` fetches them now."
    )


def troubles(found: Iterable[Trouble]) -> None:
    """Print troubles on standard error, one a line."""
    for trouble in found:
        printing.complain(f"newsdesk: {trouble}")
