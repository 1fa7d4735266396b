"""Pictures between the lines of a text."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storage.model import Article, Field, Picture, Provenance
from tui.layout import half_blocks, kitty_pictures
from tui.layout.article_page import Page, Shape
from tui.layout.half_blocks import MAX_COLUMNS, MAX_ROWS, draw, fitted
from tui.layout.picture_protocols import Draw
from tui.layout.picture_rows import PictureSize

TEXT = "One two three four.\n\nFive six seven.\n\nEight."
ARTICLE = Article(
    1,
    "1",
    "T",
    TEXT,
    "",
    "S",
    "",
    None,
    "en",
    Provenance.FEED,
    "o",
    read=False,
    starred=False,
    image="https://e.org/lead.jpg?w=9",
)
WITHIN = (Picture(19, "https://e.org/a.png", "a tank"), Picture(len(TEXT), "https://e.org/b.png"))
ALL = (PictureSize("https://e.org/lead.jpg?w=9", 10, 3), PictureSize("https://e.org/a.png", 10, 2))


def drawn(page: Page) -> list[str]:
    """Return the rows of the text, pictures by the end of their address and the row within."""
    rows = []
    for row in range(page.text_row, page.height):
        if found := page.picture_at(row):
            picture, at = found
            name = picture.address.rpartition("/")[2][:1]
            rows.append("" if picture.row(at) is None else f"<{name}{picture.row(at)}>")
        else:
            line = page.line(row)
            rows.append(page.text[Field.TEXT][line.start : line.end].strip())
    return rows


def test_a_picture_stands_below_its_block_and_the_lead_picture_above_the_text() -> None:
    page = Page(replace(ARTICLE, pictures=WITHIN), [], Shape(12, pictures=ALL))
    assert drawn(page) == [
        *("<l0>", "<l1>", "<l2>", ""),
        *("One two", "three four.", "", "<a0>", "<a1>", ""),
        *("Five six", "seven.", "", "Eight."),
    ]


def test_what_cannot_be_drawn_has_its_description_or_nothing() -> None:
    page = Page(replace(ARTICLE, pictures=WITHIN), [], Shape(12))
    assert drawn(page) == ["One two", "three four.", "", "<a0>", "", "Five six", "seven.", "", "Eight."]


def test_the_lead_picture_is_not_shown_twice() -> None:
    same = replace(ARTICLE, pictures=(Picture(19, "https://e.org/lead.jpg?w=800", "x"),))
    assert drawn(Page(same, [], Shape(80))).count("<l0>") == 1


@given(
    st.lists(st.tuples(st.sampled_from([0, 19, 36, len(TEXT)]), st.integers(1, 5)), max_size=5),
    st.integers(8, 60),
)
def test_rows_and_characters_correspond_whatever_pictures_there_are(
    places: list[tuple[int, int]], width: int
) -> None:
    pictures = tuple(Picture(position, f"https://e.org/{at}", "x") for at, (position, _) in enumerate(places))
    sizes = tuple(PictureSize(one.address, 5, rows) for one, (_, rows) in zip(pictures, places, strict=True))
    page = Page(replace(ARTICLE, image="", pictures=pictures), [], Shape(width, pictures=sizes))
    lines = [page.line(row) for row in range(page.text_row, page.height) if not page.picture_at(row)]
    assert "".join(TEXT[line.start : line.end] for line in lines) == TEXT
    for row in range(page.text_row, page.height):
        line = page.line(row)
        if line.field is not None:
            assert page.row_of(Field.TEXT, line.start) == row
            assert page.offset_at(row) == line.start
        else:
            assert page.offset_at(row) in {line.start for line in lines}
    assert page.between(None, None) == f"T\n\n{TEXT}"


@pytest.mark.parametrize(
    ("pixels", "columns", "cells"),
    [
        ((960, 480), 80, (64, 16)),
        ((960, 480), 40, (40, 10)),
        ((300, 900), 80, (12, 18)),
        ((64, 64), 80, (16, 8)),
        ((960, 50), 80, (64, 2)),
        ((50, 720), 80, (2, 18)),
    ],
)
def test_a_picture_keeps_its_shape(pixels: tuple[int, int], columns: int, cells: tuple[int, int]) -> None:
    assert fitted("a", *pixels, columns)[1:] == cells
    assert cells[0] <= MAX_COLUMNS
    assert cells[1] <= MAX_ROWS


def test_each_cell_shows_two_pixels(tmp_path: Path) -> None:
    picture = Image.new("RGB", (80, 80), "red")
    picture.paste("blue", (0, 40, 80, 80))
    picture.save(tmp_path / "p.jpg", quality=100)
    found = draw(tmp_path / "p.jpg", "a", 8)
    assert found.size == PictureSize("a", 8, 4)
    upper, lower = found.rows[0][0].style, found.rows[-1][-1].style
    assert min(upper.color.triplet.red, upper.bgcolor.triplet.red) > 240
    assert min(lower.color.triplet.blue, lower.bgcolor.triplet.blue) > 240
    with pytest.raises(FileNotFoundError):
        draw(tmp_path / "none.jpg", "a", 8)


@pytest.mark.parametrize("draw_by", [half_blocks.draw, kitty_pictures.draw])
@pytest.mark.parametrize("colours", ["L", "CMYK"])
def test_a_file_with_other_colours_than_newsdesk_writes_is_drawn(
    tmp_path: Path, draw_by: Draw, colours: str
) -> None:
    Image.new(colours, (400, 200)).save(tmp_path / "p.jpg", "JPEG")
    assert draw_by(tmp_path / "p.jpg", "a", 20).size == PictureSize("a", 20, 5)


@pytest.mark.parametrize("draw_by", [half_blocks.draw, kitty_pictures.draw])
def test_a_file_that_claims_to_be_huge_cannot_be_read(tmp_path: Path, draw_by: Draw) -> None:
    Image.new("RGB", (400, 200)).save(tmp_path / "p.jpg")
    data = bytearray((tmp_path / "p.jpg").read_bytes())
    size = data.index(b"\xff\xc0") + 5
    data[size : size + 4] = b"\xff" * 4
    (tmp_path / "p.jpg").write_bytes(data)
    with pytest.raises(OSError, match="pixels"):
        draw_by(tmp_path / "p.jpg", "a", 20)
