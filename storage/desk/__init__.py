"""The desk: everything that the screen and the command line may ask of storage.

Every function and method blocks, may be called from any thread, and returns frozen nouns only.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.desk.desk import Desk
from storage.model import Candidate

__all__ = ["Desk", "find_feeds", "newsboat_files", "peek", "sample_paths"]


def peek(source: str) -> Mapping[str, Any]:
    """Return the articles of a file or web address as the documented JSON, without storing them.

    Raises `SourceError` if nothing can be read, `AnalysisError` if the language model fails.
    """
    from storage.pipeline.peek import peek as look

    return look(source)


def find_feeds(address: str, pauses: Mapping[str, float] | None = None) -> list[Candidate]:
    """Return the feeds at the address of a feed, page or profile, the best first; only that one was fetched.

    `pauses` are those of a desk, whose servers are not asked. Raises `SourceError` if there is none or the
    address can't be fetched.
    """
    import asyncio

    from storage.sources.discovery.feed_search import find_feeds as find

    return asyncio.run(find(address, pauses))


def newsboat_files() -> list[Path]:
    """Return the newsboat `urls` files of this user."""
    from storage.sources.lists.newsboat import find_urls_files

    return find_urls_files()


def sample_paths() -> list[Path]:
    """Return the folder with the articles of the sample desk, in a list that is empty if it is missing."""
    here = Path(__file__).parent.parent
    return [folder for folder in (here / "seeds", here.parent / "seeds") if folder.is_dir()][:1]
