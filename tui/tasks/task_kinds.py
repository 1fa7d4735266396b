"""What the app has other processes do: import, refresh, add feeds, fetch a page, find names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Task(StrEnum):
    """The kinds of errands, by the words for them in a sentence."""

    IMPORT = "import"
    REFRESH = "refresh"
    ADD = "search for feeds"
    PAGE = "fetching of the page"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class Errand:
    """One command of newsdesk; two errands with the same command are the same wish.

    Of a `quiet` one only news are told. `article` is the one whose page is fetched, `address` and `folder`
    what was asked to be added.
    """

    task: Task
    command: tuple[str, ...]
    quiet: bool = field(default=False, compare=False)
    article: int = 0
    address: str = ""
    folder: str = ""


def importing(paths: Sequence[Path], *, quiet: bool = False) -> Errand:
    """Import files and folders."""
    return Errand(Task.IMPORT, ("import", "--json", "--", *map(str, paths)), quiet)


def analysis() -> Errand:
    """Find the names in the articles that wait for it."""
    return Errand(Task.ANALYSIS, ("reanalyse", "--pending", "--json"), quiet=True)


def refreshing(feeds: Sequence[int] | None, *, everything: bool = False, quiet: bool = False) -> Errand:
    """Fetch these feeds, or those that are due, or `everything`."""
    which = [part for feed in feeds or () for part in ("--feed", str(feed))]
    return Errand(
        Task.REFRESH, ("refresh", "--json", *(["--all"] if everything and not which else []), *which), quiet
    )


def adding(address: str, folder: str) -> Errand:
    """Subscribe to the feed at an address, or to the one that the page there names.

    The analysis comes after it: the reader waits to hear which feeds there are.
    """
    where = ("--folder", folder) if folder else ()
    command = ("add", "--json", "--defer", *where, "--", address)
    return Errand(Task.ADD, command, address=address, folder=folder)


def fetching_page(article: int) -> Errand:
    """Fetch the page of an article."""
    return Errand(Task.PAGE, ("refresh", "--json", "--page", str(article)), article=article)
