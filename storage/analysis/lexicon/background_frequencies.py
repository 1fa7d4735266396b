"""How often words occur in news at large, and how often without a capital: a table that ships with newsdesk.

`background.tsv` is made by `scripts/background.py`, which says from what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("background.tsv")


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `articles` a term is to be expected, and what percentage of its uses is lower case."""

    articles: int
    frequency: Mapping[str, int]
    lower: Mapping[str, int]


@lru_cache(maxsize=1)
def background() -> Background:
    """Load the table, once."""
    head, *rows = _TABLE.read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    return Background(
        articles=int(head),
        frequency={term: int(articles) for term, articles, _ in cells if articles != "0"},
        lower={term: int(lower) for term, _, lower in cells},
    )
