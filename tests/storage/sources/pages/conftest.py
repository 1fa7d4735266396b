"""Pages written for the tests."""

import json
from collections.abc import Callable
from typing import Any

import pytest

PARAGRAPHS = (
    "The council of Aldenham met on Monday evening to decide on the new bridge over the river, which is "
    "to cost four million and to open within two years, after a debate of more than three hours.",
    "Several members had asked for a cheaper bridge of wood, but the engineers warned that it would have to "
    "be replaced after two decades, and that the road would have to be closed each time for months.",
    "“We have waited for this bridge for thirty years,” said the mayor, Ingrid Solberg, after the vote, "
    "which ended with nineteen members in favour and six against it, while two were absent.",
    "Work is to begin in spring, once the river has fallen. Until then the old ford stays open to walkers "
    "and riders, and the ferry keeps to its timetable of the past summer, as the council announced.",
)

Write = Callable[..., bytes]


@pytest.fixture
def write_page() -> Write:
    """Return a function that writes a page; its arguments go around its article."""

    def write(  # noqa: PLR0917
        head: str = "",
        body: str = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
        ld: Any = None,
        heading: str = "<h1>Bridge over the river approved</h1>",
        before: str = "",
        after: str = "",
        lang: str = "",
    ) -> bytes:
        script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld is not None else ""
        language = f" lang={lang!r}" if lang else ""
        html = (
            f"<!DOCTYPE html><html{language}><head><meta charset='utf-8'>{head}{script}</head>"
            f"<body>{before}<article>{heading}{body}</article>{after}</body></html>"
        )
        return html.encode()

    return write


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """Return the paragraphs of the article on that page."""
    return PARAGRAPHS
