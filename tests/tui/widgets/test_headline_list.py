"""Rows are kept as they were drawn, and drawn anew when anything about them changes."""

import pytest
from rich.cells import cell_len

from storage.desk import Desk


def drawn(stage, row: int) -> list[tuple[str, str]]:
    """The characters of a row with their styles."""
    headlines = stage.reading.headlines
    lines = [headlines.render_line(2 * row - headlines.scroll_offset.y + line) for line in (0, 1)]
    return [(segment.text, str(segment.style)) for strip in lines for segment in strip]


def title(stage, row: int) -> str:
    return "".join(text for text, _ in drawn(stage, row))


async def test_a_row_is_drawn_anew_for_the_cursor_and_the_focus(on_stage) -> None:
    async with on_stage() as stage:
        under, other = drawn(stage, 0), drawn(stage, 1)
        await stage.press("j")
        assert drawn(stage, 0) != under
        assert drawn(stage, 1) != other
        focused = drawn(stage, 1)
        await stage.press("enter")
        assert drawn(stage, 1) != focused
        assert title(stage, 1).startswith("▌")


async def test_a_row_is_drawn_anew_for_another_theme(on_stage) -> None:
    async with on_stage() as stage:
        dark = drawn(stage, 1)
        await stage.press("t")
        assert drawn(stage, 1) != dark
        await stage.press("t")
        assert drawn(stage, 1) == dark


async def test_a_row_is_drawn_anew_for_its_marks(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("j")
        before = drawn(stage, 0)
        sample_desk.articles.mark_read([7])
        stage.reading.desk_changed()
        await stage.settle()
        assert drawn(stage, 0) != before


async def test_a_row_is_drawn_anew_for_the_words_of_a_search(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("mosul")
        await stage.press("enter", "j")
        before = drawn(stage, 0)
        stage.reading.headlines.query_text = "free"
        assert drawn(stage, 0) != before


async def test_a_row_is_as_wide_as_the_list(on_stage) -> None:
    async with on_stage() as stage:
        for width in (120, 80, 200):
            await stage.resize(width, 24)
            widths = {sum(len(text) for text, _ in drawn(stage, row)) for row in (0, 1, 3)}
            assert widths == {2 * stage.reading.headlines.scrollable_content_region.width}


@pytest.mark.parametrize(("width", "least"), [(80, 110), (100, 50), (120, 60), (160, 40), (200, 65)])
async def test_a_long_title_uses_both_lines_and_ends_at_a_word(on_stage, width: int, least: int) -> None:
    async with on_stage(width, 40) as stage:
        first, second = title(stage, 1)[: (inner := len(title(stage, 1)) // 2)], title(stage, 1)[inner:]
        shown, about = second.split("…", 1)
        words = f"{first[3:].strip()} {shown.strip()}"
        assert stage.reading.headlines.item(1).title.startswith(f"{words} ")
        assert len(words) >= least
        assert "24 Jan 2022" in about


async def test_a_short_title_leaves_a_line_to_the_whole_source(on_stage) -> None:
    async with on_stage(120, 40) as stage:
        second = title(stage, 2)[len(title(stage, 2)) // 2 :]
        assert second.split(" · ")[0].strip() == "Chess Weekly"


async def test_a_wide_title_is_as_wide_as_its_row(on_stage) -> None:
    async with on_stage(100, 40) as stage:
        row = next(row for row, one in stage.reading.headlines.loaded() if one.source == "新闻")
        strips = drawn(stage, row)
        assert sum(cell_len(text) for text, _ in strips) == 2 * stage.reading.headlines.size.width - 2
