"""The short help of the query language, below the line in which a query is typed."""

_LINES = (
    ("word begin* “phrase”", "in title or text"),
    ("-not  a or b  (…)", "not, either, group"),
    ("title: by: source:", "words of these"),
    ("feed: folder: label:", "where it is from"),
    ("person: org: place:", "names in it"),
    ("name: story:", "any name, story"),
    ("is:unread is:starred", "also read new cut"),
    ("has:page has:links", "also enclosure"),
    ("lang:en", "language"),
    ("after:2026-01-31", "day; also before:"),
    ("newer:3d older:2w", "age in h d w m y"),
    ("sort:date", "or oldest, source"),
)
_COLUMN = max(len(left) for left, _ in _LINES) + 1

HELP = "\n".join(f"{left:<{_COLUMN}}{right}" for left, right in _LINES)
"""A line for each kind of field."""
