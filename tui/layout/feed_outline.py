"""Feeds as an outline of folders within folders, each with its number of unread articles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from storage.model import Feed, View


class Entry(NamedTuple):
    """A folder or a feed of the outline; `folded` is `None` for a feed.

    `depth` is the number of folders around it. `view` is the list of its articles. A folder is
    `failing` if a feed in it is.
    """

    label: str
    depth: int
    unread: int
    failing: bool
    view: View
    folded: bool | None = None


def outline(feeds: Sequence[Feed], folded: Collection[str], unread: Mapping[str, int]) -> list[Entry]:
    """Return the entries that no folded folder hides: in each folder its feeds by title, then its folders.

    `unread` is the number of unread articles of each folder. It can be less than the sum over its feeds,
    because two feeds can have the same article.
    """
    failing = {folder for feed in feeds if fails(feed) for folder in around(feed.folder)}
    entries, opened = list[Entry](), list[str]()
    for feed in in_order(feeds):
        folders = around(feed.folder)
        for folder in folders[_common(folders, opened) :]:
            if not _hidden(folder, folded):
                label, depth = folder.rpartition("/")[2], folder.count("/")
                view = View(folder=folder)
                shut = folder in folded
                entries.append(Entry(label, depth, unread.get(folder, 0), folder in failing, view, shut))
        opened = folders
        if not folded or not any(folder in folded for folder in folders):
            view = View(feed=feed.id)
            entries.append(Entry(feed.title, len(folders), feed.unread, fails(feed), view))
    return entries


def fails(feed: Feed) -> bool:
    """Return whether a feed cannot be fetched or is gone. A damaged feed that was read does not fail."""
    return feed.gone or feed.failing_since is not None


def in_order(feeds: Sequence[Feed]) -> list[Feed]:
    """Return the feeds by folder, then title; those without a folder first."""
    return sorted(feeds, key=_place)


def around(folder: str) -> list[str]:
    """Return a folder and the folders around it, the outermost first; [] for ""."""
    return list(accumulate(folder.split("/"), "{}/{}".format)) if folder else []


def tidy(folder: str) -> str:
    """Return a folder that the reader typed, without empty levels and needless spaces."""
    return "/".join(part.strip() for part in folder.split("/") if part.strip())


def place_in_sight(view: View, feeds: Sequence[Feed], folded: Collection[str]) -> View:
    """Return the view of the entry for a list: its own, or the folded folder that hides it."""
    folder = view.folder or next((feed.folder for feed in feeds if feed.id == view.feed), "")
    outer = around(folder)[: -1 if view.folder else None]
    shut = next((one for one in outer if one in folded), None)
    own = replace(view, since=None, sort=None)
    return own if shut is None else View(folder=shut)


def folders_of(feeds: Sequence[Feed]) -> list[str]:
    """Return all folders by name, with those that contain only folders."""
    return sorted({folder for feed in feeds for folder in around(feed.folder)}, key=str.casefold)


def _place(feed: Feed) -> tuple[list[tuple[str, str]], str, int]:
    # By letter, then by case: folders that differ only in case must not be interleaved.
    parts = feed.folder.split("/") if feed.folder else []
    return [(part.casefold(), part) for part in parts], feed.title.casefold(), feed.id


def _common(one: list[str], other: list[str]) -> int:
    """Return how many levels two places in the outline have in common."""
    return sum(1 for ours, theirs in zip(one, other, strict=False) if ours == theirs)


def _hidden(folder: str, folded: Collection[str]) -> bool:
    return any(outer in folded for outer in around(folder)[:-1])
