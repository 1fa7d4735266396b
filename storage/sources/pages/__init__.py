"""Web pages: bytes in, one article out, and how it goes together with the entry of a feed that led to it.

trafilatura is imported by `extraction` alone, and only once a page is read.
"""

from storage.sources.pages.entry_merging import is_better, merge_entry
from storage.sources.pages.page_parser import parse_page

__all__ = ["is_better", "merge_entry", "parse_page"]
