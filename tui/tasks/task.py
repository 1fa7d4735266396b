"""The tasks that the app gives to other processes, and the messages about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from textual.message import Message


class TaskKind(StrEnum):
    """The kinds of tasks; the value is the word for it in a sentence."""

    IMPORT = "import"
    REFRESH = "refresh"
    ADD = "search for feeds"
    PAGE = "fetching of the page"
    PAGES = "fetching of pages"
    PICTURES = "fetching of pictures"
    ANALYSIS = "analysis"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class Task:
    """One command of newsdesk, run in a process of its own. Tasks with the same command are equal.

    A `quiet` task reports only news. `article` is the article whose page is fetched; `address` and
    `folder` are what the reader asked to add.
    """

    kind: TaskKind
    command: tuple[str, ...]
    quiet: bool = field(default=False, compare=False)
    article: int = 0
    address: str = ""
    folder: str = ""


@dataclass(eq=False, repr=False)
class TaskProgress(Message):
    """The progress of a task.

    `total` is 0 while it is unknown; `new` counts the articles that arrived since the task began.
    """

    stage: str
    done: int
    total: int
    what: str
    new: int = 0


@dataclass(eq=False, repr=False)
class TaskDone(Message):
    """The process of a task has ended, with a report, or with the reason `why` there is no report.

    `stopped` is true if the app asked the process to end.
    """

    task: Task
    report: Mapping[str, Any] | None
    why: str = ""
    stopped: bool = False


def import_task(paths: Sequence[Path], *, quiet: bool = False) -> Task:
    """Return the task that imports files and folders."""
    return Task(TaskKind.IMPORT, ("import", "--json", "--", *map(str, paths)), quiet)


def analysis_task() -> Task:
    """Return the task that analyses the articles that wait for it."""
    return Task(TaskKind.ANALYSIS, ("reanalyse", "--pending", "--json"), quiet=True)


def refresh_task(feeds: Sequence[int] | None, *, everything: bool = False, quiet: bool = False) -> Task:
    """Return the task that fetches these feeds, or those that are due, or `everything`."""
    which = [part for feed in feeds or () for part in ("--feed", str(feed))]
    if everything and not which:
        which = ["--all"]
    return Task(TaskKind.REFRESH, ("refresh", "--json", *which), quiet)


def add_task(address: str, folder: str) -> Task:
    """Return the task that subscribes to the feed at an address, or to the feed that the page there names.

    It does not analyse the articles: the reader waits for the list of feeds.
    """
    where = ("--folder", folder) if folder else ()
    command = ("add", "--json", "--defer", *where, "--", address)
    return Task(TaskKind.ADD, command, address=address, folder=folder)


def page_task(article: int) -> Task:
    """Return the task that fetches the page of an article; the analysis is left to another task."""
    command = ("refresh", "--json", "--defer", "--page", str(article))
    return Task(TaskKind.PAGE, command, article=article)


def pictures_task(article: int) -> Task:
    """Return the task that fetches the pictures of an article."""
    return Task(TaskKind.PICTURES, ("refresh", "--json", "--pictures", str(article)), article=article)


def waiting_pages_task() -> Task:
    """Return the task that fetches all pages that wait, such as those of the archive of a new feed."""
    return Task(TaskKind.PAGES, ("offline", "--waiting", "--json"), quiet=True)


def download_task(article: int, number: int, folder: Path | None) -> Task:
    """Return the task that downloads a file of an article; 1 is the first."""
    where = ("--to", str(folder)) if folder else ()
    command = ("download", "--json", "--file", str(number), *where, "--", str(article))
    return Task(TaskKind.DOWNLOAD, command, article=article)
