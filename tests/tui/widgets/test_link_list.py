"""The links pane: every reason in full, titles in two lines at most."""

import pytest
from textual.app import App, ComposeResult

from storage.model import Evidence, Headline, Link, LinkKind
from tui.queries.results.articles import ArticleLinks
from tui.widgets.link_list import LinkList

EVIDENCE = Evidence(
    names=tuple(f"Name Number {n}" for n in range(4)),
    numbers=("2,500", "4"),
    days=0.1,
    only_one="Nobody Else",
)
TITLE = "A title that says very much of what has happened, where it happened, and what is to come of it now"


class Stand(App[None]):
    def compose(self) -> ComposeResult:
        yield LinkList("links")


@pytest.mark.parametrize("width", [20, 44, 80, 140])
async def test_reasons_are_never_cut(width: int) -> None:
    app = Stand()
    async with app.run_test(size=(width, 50)) as pilot:
        links = app.query_one(LinkList)
        link = Link(Headline(1, TITLE, "Daily", None, False, False), LinkKind.SAME_STORY, 0.9, EVIDENCE)
        links.show(ArticleLinks([], [link]))
        await pilot.pause()
        (row,) = [row for row in links.build(width - 3) if row.item is link]
        words = " ".join(" ".join(line.plain for line in row.lines).split())
        assert words.endswith(str(EVIDENCE))
        assert all(line.cell_len <= width - 3 for line in row.lines)
        if width >= 44:
            assert sum(part in words for part in TITLE.split()) > len(TITLE.split()) // 2
        title_lines = [line for line in row.lines if "Daily" not in line.plain or width >= 60]
        assert "…" not in "".join(line.plain for line in title_lines[2:])


async def test_two_lines_hold_a_long_title_in_the_narrow_column() -> None:
    app = Stand()
    async with app.run_test(size=(47, 20)) as pilot:
        links = app.query_one(LinkList)
        title = "Coalition ends its combat role in Iraq and keeps advisers there"
        link = Link(Headline(1, title, "Daily", None, False, False), LinkKind.RELATED, 0.4, "why")
        links.show(ArticleLinks([], [link]))
        await pilot.pause()
        (row,) = [row for row in links.build(44) if row.item is link]
        assert " ".join(" ".join(line.plain for line in row.lines[:2]).split()) == f"1 {title}"
