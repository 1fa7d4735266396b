"""The text of an article that a page carries beside what it shows: for search engines and for scripts."""

import re
from typing import TYPE_CHECKING

from storage.sources.markup.markup_reader import Markup, read_markup, read_tree
from storage.sources.pages.structured_data import Node, StructuredData, as_list, first_line
from storage.sources.pages.text.script_data import paragraphs_in_scripts, prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*|br\s*/)\b[^<>]*>", re.IGNORECASE)


def declared_text(structured: StructuredData) -> Markup:
    """Return the text of the article in the JSON-LD of a page; of a live blog, its updates."""
    node = next(iter(structured.articles), {})
    updates = [part for part in as_list(node.get("liveBlogUpdate")) if isinstance(part, dict)]
    return read_markup(_body(node) or "".join(map(_update, updates)))


def text_in_scripts(root: "HtmlElement") -> Markup:
    """Return the article in the data for the scripts of a page, an empty text if there is none."""
    return read_markup("".join(map(_as_html, paragraphs_in_scripts(root))))


def text_without_scripts(root: "HtmlElement") -> Markup:
    """Return the text that a page shows where scripts are turned off, an empty one if that is no article."""
    texts = [Markup(""), *(read_tree(part) for part in root.iter("noscript"))]
    return max(texts, key=lambda markup: prose([markup.text]))


def _update(node: Node) -> str:
    heading = _as_text(first_line(node.get("headline")))
    return f"<h2>{heading}</h2>{_body(node)}"


def _body(node: Node) -> str:
    text = node.get("articleBody")
    return _as_html(text) if isinstance(text, str) else ""


def _as_html(text: str) -> str:
    if _TAG.search(text):
        return f"<div>{text}</div>"
    lines = _as_text(text).replace("\r\n", "\n").split("\n")
    return "".join(f"<p>{line}</p>" for line in lines)


def _as_text(text: str) -> str:
    return text.replace("<", "&lt;")
