"""Walks the elements of an HTML fragment and passes their text, breaks and roles to `TextBlocks`."""

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from storage.model import Role
from storage.sources.markup.embedded_media import EMBEDDED, embedded_address, embedded_words
from storage.sources.markup.html_tags import (
    BLOCKS,
    CELLS,
    CODE,
    DROPPED,
    LISTS,
    ROLES,
    ROW_GROUPS,
    has_tag,
    is_anchor,
    without_tags,
)
from storage.sources.markup.list_numbers import ItemNumbers, item_numbers
from storage.sources.markup.picture_tags import is_symbol, picture_source
from storage.sources.markup.raised_text import note_mark, subscript, superscript
from storage.sources.markup.table_rows import RowText, is_data_row
from storage.sources.markup.text_blocks import TextBlocks
from storage.sources.web.web_addresses import resolve_link
from storage.text.plain_text import clean_line, truncate_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_NUMBERS = re.compile(r"\s*\d+(?:\s+\d+)+\s*")
_CELL = " | "
_PLAYERS = ("audio", "video")  # their content is for old browsers
_LONGEST_CAPTION = 300  # characters


class ElementReader:
    """Reads the visible text of a fragment into `blocks`.

    `clean_run`, if given, cleans each run of text. `image` is the address of the first picture, `captions`
    has the descriptions of all pictures.
    """

    def __init__(self, base: str, clean_run: Callable[[str], str] | None = None) -> None:
        self.blocks = TextBlocks()
        self.image = ""
        self.captions: list[str] = []
        self._base = base
        self._clean_run = clean_run
        self._preformatted = 0
        self._open_links: list[bool] = []
        self._lists: list[ItemNumbers] = []
        self._row: RowText | None = None
        self._readings: list[str] = []
        self._in_reading = 0
        self._line_ended = False
        self._embedded: set[str] = set()

    def read(self, root: "_Element", *, skip_hidden: bool) -> None:
        """Read the tree below `root`. `skip_hidden` drops elements that are hidden by attribute or style."""
        from lxml.etree import iterwalk  # noqa: PLC0415 - opening the app must not load it

        skipped, add = None, self._add
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                tag = element.tag
                if tag in DROPPED or (skip_hidden and _is_hidden(element)):
                    is_read = True
                else:
                    is_read = (read_whole := _WHOLE.get(tag)) is not None and read_whole(self, element)
                if is_read:
                    skipped = element
                    walk.skip_subtree()
                    continue
                if begin := _BEGIN.get(tag):
                    begin(self, element)
                text = element.text
            else:
                if (end := _END.get(element.tag)) and element is not skipped:
                    end(self, element)
                text = element.tail
            if text:
                add(text)

    def break_block(self, _: "_Element") -> None:
        """Begin or end a block element. Within code it is a line, within a row part of a cell."""
        if self._row:
            self._row.end_paragraph()
        elif not self._preformatted:
            self.blocks.break_block()
        else:
            if not self.blocks.is_at_line_start:
                self.blocks.break_line()
            self._line_ended = True

    def break_line(self, _: "_Element") -> None:
        """Begin a new line."""
        if self._row:
            self.blocks.add(" ")
        else:
            self.blocks.break_line()

    def enter(self, element: "_Element") -> None:
        """Begin a block that has a role."""
        role = ROLES[element.tag]
        if self._row:
            self._row.end_paragraph()
            return
        self._preformatted += role is Role.CODE
        if role is Role.ITEM and self._lists:
            number = self._lists[-1].take(element)
            self.blocks.enter(role, number, len(self._lists) - 1)
        else:
            self.blocks.enter(role)

    def leave(self, _: "_Element") -> None:
        """End a block that has a role."""
        if self._row:
            self._row.end_paragraph()
        else:
            self._preformatted -= self.blocks.leave() is Role.CODE

    def begin_list(self, element: "_Element") -> None:
        """Begin a list."""
        self.break_block(element)
        self._lists.append(item_numbers(element))

    def end_list(self, element: "_Element") -> None:
        """End a list."""
        self._lists.pop()
        self.break_block(element)

    def begin_link(self, element: "_Element") -> None:
        """Begin a link; one without a web address is only text."""
        target = resolve_link(element.get("href") or "", self._base)
        self._open_links.append(bool(target))
        if target:
            self.blocks.open(Role.LINK, target)

    def end_link(self, _: "_Element") -> None:
        """End a link."""
        if self._open_links.pop():
            self.blocks.close(Role.LINK)

    def begin_code(self, _: "_Element") -> None:
        """Begin code within a line."""
        self.blocks.open(Role.CODE)

    def end_code(self, _: "_Element") -> None:
        """End code within a line."""
        self.blocks.close(Role.CODE)

    def begin_row(self, element: "_Element") -> None:
        """Begin a row of a table. The rows of a table with data are lines of one block."""
        if self._row or not is_data_row(element):
            self.break_block(element)
        else:
            self._row = RowText(element)

    def end_row(self, element: "_Element") -> None:
        """End a row of a table."""
        if self._row and self._row.row is element:
            has_text, self._row = self._row.has_text, None
            if has_text:
                self.blocks.break_line()
        else:
            self.break_block(element)

    def begin_cell(self, _: "_Element") -> None:
        """Begin a cell of a table."""
        if self._row:
            self._row.begin_cell()
        elif not self.blocks.is_empty:
            self.blocks.add(_CELL)

    def begin_reading(self, _: "_Element") -> None:
        """Begin the reading above a word in ruby text."""
        self._in_reading += 1

    def end_reading(self, _: "_Element") -> None:
        """End the reading above a word."""
        self._in_reading -= 1

    def end_ruby(self, _: "_Element") -> None:
        """Add the readings above the parts of a word in brackets after it."""
        reading = "".join(self._readings)
        self._readings.clear()
        if reading:
            self._add(f"({reading})")

    def add_raised(self, element: "_Element") -> bool:
        """Add a superscript or subscript; return whether it needs other characters than its text has."""
        before = self.blocks.last_characters
        mark = note_mark(element)
        text = mark or (superscript if element.tag == "sup" else subscript)(element, before)
        if not text or self._in_reading:
            return False
        links = [resolve_link(link.get("href") or "", self._base) for link in element.iter("a")]
        target = next(filter(None, links), "")
        if target:
            self.blocks.open(Role.LINK, target)
        self._add(text)
        if target:
            self.blocks.close(Role.LINK)
        return True

    def add_embedded(self, element: "_Element") -> bool:
        """Add a link to a film, sound or frame; return whether the content of the element is done with."""
        address = embedded_address(element, self._base)
        if address and address not in self._embedded:
            self._embedded.add(address)
            self.break_block(element)
            self.blocks.open(Role.LINK, address)
            self._add(embedded_words(element, address))
            self.blocks.close(Role.LINK)
            self.break_block(element)
        if element.tag != "iframe":
            return element.tag in _PLAYERS
        # The parser leaves the content as unparsed text. That of an unclosed frame is the rest of the page.
        content = element.text or ""
        if has_tag(content) or not (address or element.get("src")):
            self._add(without_tags(content))
        return True

    def drop_line_numbers(self, element: "_Element") -> bool:
        """Return whether preformatted text in a table has only the numbers of the lines of code beside it."""
        around = [part.tag for part in islice(element.iterancestors(), 2)]
        return "td" in around and _LINE_NUMBERS.fullmatch("".join(element.itertext())) is not None

    def add_picture(self, picture: "_Element") -> None:
        """Keep the address and description of a picture, unless it is a tracking pixel."""
        if picture.get("width") in ("0", "1") or picture.get("height") in ("0", "1"):
            return
        self.image = self.image or resolve_link(picture.get("src") or "", self._base)
        caption = clean_line(picture.get("title") or picture.get("alt") or "")
        if caption:
            self.captions.append(caption)
        if not is_symbol(picture) and (address := resolve_link(picture_source(picture), self._base)):
            self.blocks.add_picture(address, truncate_line(caption, _LONGEST_CAPTION))

    def _add(self, text: str) -> None:
        if self._clean_run:
            text = self._clean_run(text)
        if self._in_reading:
            self._readings.append(text.strip())
        elif self._row:
            if text.strip():
                self.blocks.add(self._row.separator(text))
            self.blocks.add(text)
        elif self._preformatted:
            if self._line_ended and text.isspace():
                text = text.replace("\n", "", 1)  # it stands between two elements that are lines
            self._line_ended = False
            self.blocks.add_lines(text)
        else:
            self.blocks.add(text)


def _is_hidden(element: "_Element") -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


_Handler = Callable[[ElementReader, "_Element"], None]
# Functions that may read an element with all that is in it, and say whether they have.
_WHOLE: dict[str, Callable[[ElementReader, "_Element"], bool]] = {
    **dict.fromkeys(EMBEDDED, ElementReader.add_embedded),
    **dict.fromkeys(("sup", "sub"), ElementReader.add_raised),
    "a": lambda _, element: is_anchor(element),
    "pre": ElementReader.drop_line_numbers,
}
_BEGIN: dict[str, _Handler] = {
    **dict.fromkeys(BLOCKS - ROW_GROUPS, ElementReader.break_block),
    **dict.fromkeys(LISTS, ElementReader.begin_list),
    **dict.fromkeys(ROLES, ElementReader.enter),
    **dict.fromkeys(CODE, ElementReader.begin_code),
    **dict.fromkeys(CELLS, ElementReader.begin_cell),
    "a": ElementReader.begin_link,
    "br": ElementReader.break_line,
    "img": ElementReader.add_picture,
    "rt": ElementReader.begin_reading,
    "tr": ElementReader.begin_row,
}
_END: dict[str, _Handler] = {
    **dict.fromkeys(BLOCKS - ROW_GROUPS, ElementReader.break_block),
    **dict.fromkeys(LISTS, ElementReader.end_list),
    **dict.fromkeys(ROLES, ElementReader.leave),
    **dict.fromkeys(CODE, ElementReader.end_code),
    "a": ElementReader.end_link,
    "rt": ElementReader.end_reading,
    "ruby": ElementReader.end_ruby,
    "tr": ElementReader.end_row,
}
