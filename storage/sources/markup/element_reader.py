"""The elements of a fragment in reading order: what each begins and ends in the text."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.model import Role
from storage.sources.markup.html_tags import BLOCKS, CELLS, CODE, DROPPED, ROLES, without_tags
from storage.sources.markup.text_blocks import TextBlocks
from storage.sources.web.web_addresses import resolve_link
from storage.text.plain_text import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRAME = "iframe"
_CELL = " | "


class ElementReader:
    """Follows the elements of a fragment and passes on to `blocks` what a reader gets to see.

    `scrub`, if given, cleans each run of text. `image` becomes the address of the first picture, `captions`
    what the pictures are said to show.
    """

    def __init__(self, base: str, scrub: Callable[[str], str] | None = None) -> None:
        self.blocks = TextBlocks()
        self.image = ""
        self.captions: list[str] = []
        self._base = base
        self._scrub = scrub
        self._preformatted = 0
        self._linked: list[bool] = []

    def follow(self, root: "_Element", *, hides: bool) -> None:
        """Read the tree below `root`; with `hides`, elements may say that they are not to be shown."""
        from lxml.etree import iterwalk  # noqa: PLC0415 - opening the app must not load it

        hidden, add = None, self._add
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                tag = element.tag
                if tag in DROPPED or (hides and _is_hidden(element)):
                    hidden = element
                    walk.skip_subtree()
                    continue
                if begin := _BEGIN.get(tag):
                    begin(self, element)
                text = None if tag == _FRAME else element.text
            else:
                if (end := _END.get(element.tag)) and element is not hidden:
                    end(self)
                text = element.tail
            if text:
                add(text)

    def break_block(self, _: "_Element | None" = None) -> None:
        """Begin or end an element that is a block of its own."""
        self.blocks.break_block()

    def break_line(self, _: "_Element") -> None:
        """Go to the next line."""
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
        """Begin a link, if it leads anywhere."""
        target = resolve_link(element.get("href") or "", self._base)
        self._linked.append(bool(target))
        if target:
            self.blocks.open(Role.LINK, target)

    def end_link(self) -> None:
        """End a link."""
        if self._linked.pop():
            self.blocks.close(Role.LINK)

    def begin_code(self, _: "_Element") -> None:
        """Begin code within a line."""
        self.blocks.open(Role.CODE)

    def end_code(self) -> None:
        """End code within a line."""
        self.blocks.close(Role.CODE)

    def part_cells(self, _: "_Element") -> None:
        """Begin a cell of a table."""
        if not self.blocks.is_between:
            self.blocks.add(_CELL)

    def see(self, picture: "_Element") -> None:
        """Note a picture, unless it is there to count readers."""
        if picture.get("width") in ("0", "1") or picture.get("height") in ("0", "1"):
            return
        self.image = self.image or resolve_link(picture.get("src") or "", self._base)
        if caption := picture.get("title") or picture.get("alt"):
            self.captions.append(clean_line(caption))

    def frame(self, element: "_Element") -> None:
        """Begin a frame within the text: the parser does not look at what stands in it."""
        self._add(without_tags(element.text or ""))

    def _add(self, text: str) -> None:
        if self._scrub:
            text = self._scrub(text)
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
    **dict.fromkeys(CELLS, ElementReader.part_cells),
    "a": ElementReader.begin_link,
    "br": ElementReader.break_line,
    _FRAME: ElementReader.frame,
    "img": ElementReader.see,
}
_END: dict[str, Callable[[ElementReader], None]] = {
    **dict.fromkeys(BLOCKS, ElementReader.break_block),
    **dict.fromkeys(ROLES, ElementReader.leave),
    **dict.fromkeys(CODE, ElementReader.end_code),
    "a": ElementReader.end_link,
}
