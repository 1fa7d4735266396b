"""OPML subscription lists, both ways: what `write_opml` writes, `read_opml` gives back without loss."""

from storage.sources.lists.opml_reader import read_opml
from storage.sources.lists.opml_writer import write_opml

__all__ = ["read_opml", "write_opml"]
