"""Pictures in kitty's graphics protocol."""

import base64
import io
import re
import sys
from pathlib import Path

from PIL import Image
from rich.cells import cell_len

from tui.layout import kitty_pictures
from tui.layout.picture_rows import PictureSize


def test_the_picture_is_sent_once_and_placed_by_characters(tmp_path: Path) -> None:
    Image.new("RGB", (400, 200), "red").save(tmp_path / "p.jpg")
    output = sys.__stdout__
    found = kitty_pictures.draw(tmp_path / "p.jpg", "a", 20)
    assert sys.__stdout__ is output
    assert found.size == PictureSize("a", 20, 5)
    assert [sum(cell_len(segment.text) for segment in row) for row in found.rows] == [20] * 5
    assert all(segment.text.count("\U0010eeee") == 20 for row in found.rows for segment in row)
    sent = re.findall("\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\\\", found.commands)
    picture = base64.b64decode("".join(payload for _, payload in sent))
    assert Image.open(io.BytesIO(picture)).format == "PNG"
    assert "c=20,r=5,U=1" in sent[-1][0]
    number = re.search(r"i=(\d+)", sent[0][0])
    red, green, blue = found.rows[0][0].style.color.triplet
    assert int(number[1]) & 0xFFFFFF == red << 16 | green << 8 | blue, "the colour says which picture it is"
    assert "\x1b[" not in found.commands, "the terminal is asked nothing"
