"""Pages with thousands of one thing are read in time that grows with their size, not with its square."""

import json
from time import process_time

import pytest

from storage.model import Picture, Role, Span
from storage.sources.markup.markup_reader import Markup
from storage.sources.pages.text.page_boilerplate import without_blocks
from storage.sources.pages.text.script_data import paragraphs_in_scripts
from storage.sources.pages.text.text_edges import without_edges
from storage.sources.pages.text.text_runs import TextNode, TextRun

MANY = 20_000
SECONDS = 5  # quadratic ways take more than ten times as long


@pytest.fixture(autouse=True)
def _in_time() -> object:
    began = process_time()
    yield
    assert process_time() - began < SECONDS


def _page(data: object) -> object:
    from lxml.html import fromstring

    return fromstring(f'<script type="application/json">{json.dumps(data)}</script>')


@pytest.mark.parametrize("text", ["word " * MANY, "a" * 5 * MANY, "word, " * MANY + "."])
def test_a_long_text_without_sentences(text: str) -> None:
    paragraphs_in_scripts(_page({"body": text}))  # type: ignore[arg-type]


def test_a_paragraph_of_many_parts() -> None:
    parts = [{"text": f"and a part of the sentence {number} " * 5} for number in range(MANY)]
    (whole,) = paragraphs_in_scripts(_page({"body": [[*parts, {"text": "the last one."}]]}))  # type: ignore[arg-type]
    assert whole.endswith("the last one.")


def test_many_teasers_at_the_end() -> None:
    text = "\n\n".join(["The bridge opened at noon.", *["Some other story"] * MANY])
    begins = range(len("The bridge opened at noon.\n\n"), len(text), len("Some other story\n\n"))
    links = tuple(
        Span(start, start + len("Some other story"), Role.LINK, "http://x.example/") for start in begins
    )
    assert without_edges(Markup(text, links)).text == "The bridge opened at noon."


def test_many_pictures_between_blocks() -> None:
    text = "\n\n".join(["Ten words"] * MANY)
    pictures = tuple(Picture(position, "http://x.example/a.png") for position in range(9, len(text), 11))
    markup = without_blocks(Markup(f"Share\n\n{text}", (), "", pictures), lambda block: block == "Share")
    assert len(markup.pictures) == len(pictures)


def test_many_pieces_of_one_run() -> None:
    from lxml.html import fromstring

    block = fromstring("<p></p>")
    nodes = [TextNode(block, is_tail=False, text=f"piece {number}") for number in range(MANY)]
    run = TextRun(block, [*nodes])
    run.clear(but=nodes[::2])
    assert run.nodes == nodes[::2]
