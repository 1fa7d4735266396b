"""Walks the elements of an HTML fragment and passes their text, breaks and roles to `TextBlocks`."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.model import Role
from storage.sources.markup.html_tags import BLOCKS, CELLS, CODE, DROPPED, ROLES, without_tags
from storage.sources.markup.picture_tags import is_symbol, picture_source
from storage.sources.markup.text_blocks import TextBlocks
from storage.sources.web.web_addresses import resolve_link
from storage.text.plain_text import clean_line, truncate_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRAME = "iframe"
_CELL = " | "
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

    def read(self, root: "_Element", *, skip_hidden: bool) -> None:
        """Read the tree below `root`. `skip_hidden` drops elements that are hidden by attribute or style."""
        from lxml.etree import iterwalk  # noqa: PLC0415 - opening the app must not load it

        skipped, add = None, self._add
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                tag = element.tag
                if tag in DROPPED or (skip_hidden and _is_hidden(element)):
                    skipped = element
                    walk.skip_subtree()
                    continue
                if begin := _BEGIN.get(tag):
                    begin(self, element)
                text = None if tag == _FRAME else element.text
            else:
                if (end := _END.get(element.tag)) and element is not skipped:
                    end(self)
                text = element.tail
            if text:
                add(text)

    def break_block(self, _: "_Element | None" = None) -> None:
        """Begin or end a block element."""
        self.blocks.break_block()

    def break_line(self, _: "_Element") -> None:
        """Begin a new line."""
        self.blocks.break_line()

    def enter(self, element: "_Element") -> None:
        """Begin a block that has a role."""
        role = ROLES[element.tag]
        self._preformatted += role is Role.CODE
        self.blocks.enter(role)

    def leave(self) -> None:
        """End a block that has a role."""
        self._preformatted -= self.blocks.leave() is Role.CODE

    def begin_link(self, element: "_Element") -> None:
        """Begin a link; one without a web address is only text."""
        target = resolve_link(element.get("href") or "", self._base)
        self._open_links.append(bool(target))
        if target:
            self.blocks.open(Role.LINK, target)

    def end_link(self) -> None:
        """End a link."""
        if self._open_links.pop():
            self.blocks.close(Role.LINK)

    def begin_code(self, _: "_Element") -> None:
        """Begin code within a line."""
        self.blocks.open(Role.CODE)

    def end_code(self) -> None:
        """End code within a line."""
        self.blocks.close(Role.CODE)

    def begin_cell(self, _: "_Element") -> None:
        """Begin a cell of a table."""
        if not self.blocks.is_empty:
            self.blocks.add(_CELL)

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

    def add_frame(self, element: "_Element") -> None:
        """Add the content of an inline frame, which the parser leaves as unparsed text."""
        self._add(without_tags(element.text or ""))

    def _add(self, text: str) -> None:
        if self._clean_run:
            text = self._clean_run(text)
        if self._preformatted:
            self.blocks.add_lines(text)
        else:
            self.blocks.add(text)


def _is_hidden(element: "_Element") -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


_BEGIN: dict[str, Callable[[ElementReader, "_Element"], None]] = {
    **dict.fromkeys(BLOCKS, ElementReader.break_block),
    **dict.fromkeys(ROLES, ElementReader.enter),
    **dict.fromkeys(CODE, ElementReader.begin_code),
    **dict.fromkeys(CELLS, ElementReader.begin_cell),
    "a": ElementReader.begin_link,
    "br": ElementReader.break_line,
    _FRAME: ElementReader.add_frame,
    "img": ElementReader.add_picture,
}
_END: dict[str, Callable[[ElementReader], None]] = {
    **dict.fromkeys(BLOCKS, ElementReader.break_block),
    **dict.fromkeys(ROLES, ElementReader.leave),
    **dict.fromkeys(CODE, ElementReader.end_code),
    "a": ElementReader.end_link,
}
