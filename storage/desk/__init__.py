"""The desk: the only door for the screen and the command line.

Every method blocks and may be called from any thread; only frozen nouns come out.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.desk.desk import Desk
from storage.model import Candidate

__all__ = ["Desk", "find_feeds", "newsboat_files", "peek", "sample_paths"]


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
    import asyncio  # noqa: PLC0415 - as above

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
