"""The short help of the query language, below the line in which a query is typed."""

_LINES = (
    ("word  begin*  “a phrase”", "in the title or text"),
    ("-word  this or that  (…)", "not, one of them, together"),
    ("title:  by:  source:", "words of the title, author, source"),
    ("feed:  folder:  label:", "where it came from, your labels"),
    ("person: org: place: name:", "names in it"),
    ("story:", "words of a story's headline"),
    ("is:unread read starred new", "also copy, cut, hidden"),
    ("has:page enclosure links", "what there is of it"),
    ("lang:en", "language"),
    ("after:2026-01-31 before:", "day; also yesterday"),
    ("newer:3d  older:2w", "age: h, d, w, m, y"),
    ("sort:date relevance", "also oldest, source, story"),
)
_COLUMN = max(len(left) for left, _ in _LINES) + 2

HELP = "\n".join(f" {left:<{_COLUMN}}{right}" for left, right in _LINES)
"""A line for each kind of field."""
