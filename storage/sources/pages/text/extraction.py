"""Calls trafilatura and htmldate: the main text of a page, and a guess of its date.

No other module imports these libraries. They take a second to import, so that happens when a page is read.
"""

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# The libraries raise these on broken pages. Such an error costs one page, never a refresh.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)

for _name in ("trafilatura", "htmldate", "justext", "charset_normalizer"):
    # Without a handler, their warnings go to the reader's terminal.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def extract_body(root: "HtmlElement", *, recall: bool = False) -> "_Element | None":
    """Return the main text of a page as a tree of trafilatura's elements, None if it finds none.

    `recall` prefers too much text to too little. Skips readers' comments. Changes `root`.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - it takes a second to import

    try:
        document = bare_extraction(
            root,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_images=True,
            favor_recall=recall,
        )
    except _FAILURES:
        return None
    return getattr(document, "body", None)


def guess_day(root: "HtmlElement", address: str) -> str:
    """Return the likely day of publication (ISO 8601) from the text and address of a page, "" if unknown.

    Changes `root`.
    """
    from htmldate import find_date  # noqa: PLC0415 - it takes a second to import
    from trafilatura.settings import set_date_params  # noqa: PLC0415

    try:
        return find_date(root, **set_date_params(True), url=address or None) or ""
    except _FAILURES:
        return ""
