"""The desk: the only door for the screen and the command line.

Every method blocks and may be called from any thread; only frozen nouns come out.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.desk.feeds import Feeds
from storage.desk.lists import Lists
from storage.desk.marks import Marks
from storage.desk.names import Names
from storage.desk.stories import Stories
from storage.desk.work import Work
from storage.model import Candidate

__all__ = ["Desk", "find_feeds", "newsboat_files", "peek", "sample_paths"]


class Desk(Lists, Names, Stories, Feeds, Marks, Work):
    """One desk file. Every method raises `DeskError` when the file fails, with a sentence.

    One that is given a number which is too large for any desk raises `NotFoundError`.
    """


def peek(source: str) -> Mapping[str, Any]:
    """Return what newsdesk would make of a file or web address, as the documented JSON; stores nothing.

    Raises `SourceError` when nothing in it can be read, `AnalysisError` when the model fails.
    """
    from storage.pipeline.peek import peek as look  # noqa: PLC0415 - as above

    return look(source)


def find_feeds(address: str) -> list[Candidate]:
    """Return the feeds at the address of a feed, page or profile, the best first, which was read.

    Raises `SourceError` when there is none or the address can't be fetched.
    """
    from storage.pipeline.subscribe import find_feeds as find  # noqa: PLC0415 - as above

    return asyncio.run(find(address))


def newsboat_files() -> list[Path]:
    """Return the newsboat `urls` files of this user."""
    from storage.sources.lists.newsboat import find_urls_files  # noqa: PLC0415 - as above

    return find_urls_files()


def sample_paths() -> list[Path]:
    """Return the folders of the sample desk's seeds: beside the package, or inside it once installed."""
    here = Path(__file__).parent.parent
    return [folder for folder in (here / "seeds", here.parent / "seeds") if folder.is_dir()][:1]
