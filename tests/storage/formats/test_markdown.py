"""The Markdown writer: a Markdown parser reads the same text and links out of what it writes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from storage.formats.markdown import Mark, heading, line, markdown
from storage.model import Role, Span
from storage.text.list_items import item_start
from storage.text.plain_text import clean

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SPECIAL = "\\`*_{}[]()<>#+-.!|~$%^=:;&\"'/ \nab1ä"
TEXT = st.text(st.sampled_from(SPECIAL) | st.characters(exclude_categories=["Cs"]), max_size=60).map(clean)


def words(tokens: list[Token]) -> str:
    """Return the text of inline tokens."""
    found = ""
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                found += token.content
            case "hardbreak" | "softbreak":
                found += "\n"
            case "html_inline" | "image" | "em_open" | "strong_open" | "s_open":
                pytest.fail(f"{token.type} out of plain text")
    return found


def read(written: str) -> list[tuple[str, str]]:
    """Return each block as what encloses it and its text."""
    blocks, enclosing = [], []
    for token in PARSER.parse(written):
        assert token.type not in ("html_block", "hr", "table_open", "code_block"), written
        if token.type.endswith("_open"):
            enclosing.append(token.tag)
        elif token.type.endswith("_close"):
            enclosing.pop()
        elif token.type == "inline":
            blocks.append((enclosing[0] if enclosing else "", words(token.children or [])))
        elif token.type == "fence":
            blocks.append(("code", token.content))
    return blocks


def links(written: str) -> list[str]:
    tokens = [child for token in PARSER.parse(written) for child in token.children or []]
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


def squeezed(text: str) -> str:
    """Return a text without spaces: a parser drops them at the edges of lines."""
    return "".join(text.split())


@given(TEXT)
def test_plain_text_reads_back_as_it_was(text: str) -> None:
    blocks = [block for block in text.split("\n\n") if block]
    found = read(markdown(text, ()))
    assert [tag for tag, _ in found] == ["p"] * len(blocks)
    assert [squeezed(words) for _, words in found] == [squeezed(block) for block in blocks]


@given(st.lists(st.tuples(TEXT, st.sampled_from([None, Role.HEADING, Role.QUOTE, Role.ITEM, Role.CODE]))))
def test_blocks_read_back_with_their_roles(parts: list[tuple[str, Role | None]]) -> None:
    text, spans, expected = "", [], []
    tags = {None: "p", Role.HEADING: "h2", Role.QUOTE: "blockquote", Role.ITEM: "ul", Role.CODE: "code"}
    for words_, role in parts:
        block = re.sub(r"\n+", "\n", words_)
        if not block or (role is Role.ITEM and item_start(block).number):
            continue
        text += "\n\n" if text else ""
        if role:
            spans.append(Span(len(text), len(text) + len(block), role))
        text += block
        if role is Role.CODE and expected and expected[-1][0] == "code":
            expected[-1] = ("code", expected[-1][1] + squeezed(block))
        else:
            expected.append((tags[role], squeezed(block)))
    assert [(tag, squeezed(words)) for tag, words in read(markdown(text, spans))] == expected


@given(TEXT.filter(lambda text: text and "\n" not in text), TEXT.map(lambda text: text.replace("\n", " ")))
def test_a_link_reads_back_with_its_words_and_address(words_: str, before: str) -> None:
    before = clean(before)
    text = f"{before} {words_}".strip()
    start = len(text) - len(words_)
    address = "https://example.org/a_(b)*c?d=1&amp;e=2&copy;#f"
    written = markdown(text, [Span(start, len(text), Role.LINK, address)])
    assert links(written) == ["https://example.org/a_%28b%29*c?d=1&amp;e=2&copy;#f"]
    assert [squeezed(found) for _, found in read(written)] == [squeezed(text)]


@given(TEXT.filter(lambda text: text.strip(" `\n") and "\n" not in text))
def test_code_within_a_sentence_reads_back(code: str) -> None:
    text = f"Type {code} now."
    written = markdown(text, [Span(5, 5 + len(code), Role.CODE)])
    assert [squeezed(found) for _, found in read(written)] == [squeezed(text)]
    assert any(
        token.type == "code_inline" for block in PARSER.parse(written) for token in block.children or []
    )


@given(TEXT)
def test_titles_and_lines_read_back(text: str) -> None:
    ((tag, found),) = read(heading(text))
    assert tag == "h1"
    assert squeezed(found) == (squeezed(text) or "Untitled")
    assert "".join(squeezed(found) for _, found in read(line(text))) == squeezed(text)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a", ""]
)
def test_an_unsafe_address_is_no_link(address: str) -> None:
    assert markdown("Click here.", [Span(6, 10, Role.LINK, address)]) == "Click here."


def test_a_whole_text() -> None:
    text = (
        "Dear #readers, 5 * 3 costs $5 or $6.\n\nWhat comes next\n\nHe said so.\nTwice.\n\nfirst"
        "\n\nsecond `x`\n\n"
        "def f():\n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}return 1\n\n1. April was cold: see this!here"
    )
    at = text.index
    spans = [
        Span(at("What"), at("next") + 4, Role.HEADING),
        Span(at("He said"), at("Twice.") + 6, Role.QUOTE),
        Span(at("first"), at("first") + 5, Role.ITEM),
        Span(at("second"), at("`x`") + 3, Role.ITEM),
        Span(at("def"), at("return 1") + 8, Role.CODE),
        Span(at("here"), at("here") + 4, Role.LINK, "https://example.org/"),
        Span(at("April"), at("April") + 5, Role.CODE),
    ]
    assert markdown(text, spans) == (
        "Dear \\#readers, 5 \\* 3 costs \\$5 or \\$6.\n\n## What comes next\n\n> He said so.\\\n> Twice.\n\n"
        "- first\n- second \\`x\\`\n\n```\ndef f():\n  return 1\n```\n\n"
        "1\\. `April` was cold: see this\\![here](https://example.org/)"
    )


def test_links_of_the_text_count_before_other_marks() -> None:
    text = "Haidar al-Abadi of Iraq"
    marks = [
        Mark(0, 15, lambda words: f"[[Names/A|{words}]]"),
        Mark(19, 23, lambda words: f"[[Names/I|{words}]]"),
    ]
    written = markdown(text, [Span(7, 15, Role.LINK, "https://example.org")], marks)
    assert written == "Haidar [al-Abadi](https://example.org) of [[Names/I|Iraq]]"


def test_items_keep_their_numbers_and_their_nesting() -> None:
    items = ["8. Eight", "  one", "  two", "    a. left", "9. Nine", "3. Three\nmore", "plain"]
    text, spans = "", []
    for item in items:
        block = re.sub("^ +", lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), item)
        spans.append(Span(len(text), len(text) + len(block), Role.ITEM))
        text += f"{block}\n\n"
    written = markdown(text.removesuffix("\n\n"), spans)
    assert written == ("8. Eight\n   - one\n   - two\n     - a. left\n9. Nine\n3) Three\\\n   more\n- plain")
    numbers = [str(token.attrs.get("start", 1)) for token in PARSER.parse(written) if token.tag == "ol"]
    assert numbers[::2] == ["8", "3"]
