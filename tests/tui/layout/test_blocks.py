"""Lists in a text that is printed in lines."""

import pytest

from storage.model import Role, Span
from tui.layout.blocks import with_bullets


@pytest.mark.parametrize(
    ("blocks", "items", "printed"),
    [
        (
            ["Bring", "a lamp", "\u00a0\u00a0oil", "2. a rope", "Bye"],
            {1, 2, 3},
            "Bring\n\n• a lamp\n  • oil\n2. a rope\n\nBye",
        ),
        (["a lamp", "a rope"], {0, 1}, "• a lamp\n• a rope"),
        (["a lamp", "and", "a rope"], {0, 2}, "• a lamp\n\nand\n\n• a rope"),
        (["Bring", "a lamp"], set[int](), "Bring\n\na lamp"),
        ([""], set[int](), ""),
    ],
)
def test_items_have_bullets(blocks: list[str], items: set[int], printed: str) -> None:
    text, spans = "\n\n".join(blocks), [Span(0, 1, Role.LINK, "https://e.org")]
    for number in sorted(items, reverse=True):
        start = len("\n\n".join([*blocks[:number], ""]))
        spans.append(Span(start, start + len(blocks[number]), Role.ITEM))
    assert with_bullets(text, spans) == printed
