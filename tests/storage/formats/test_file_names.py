"""Names of files made of words."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.formats.file_names import alternatives, file_name


@given(st.text())
def test_a_name_is_safe_and_short(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    name = file_name(words)
    assert name
    assert not set(name) & set('<>:"/\\|?*#^[]%\n\r\t\0')
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= 181
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Iraq: what's next?", "Iraq what's next"),
        ("../../etc/passwd", "etc passwd"),
        ("...", "Untitled"),
        ("", "Untitled"),
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("Console", "Console"),
        ("伊拉克" * 50, ("伊拉克" * 50)[:60]),
        ("100% [[sure]] #yes", "100 sure yes"),
    ],
)
def test_names(words: str, name: str) -> None:
    assert file_name(words) == name


def test_other_names() -> None:
    assert list(islice(alternatives("a"), 3)) == ["a", "a (2)", "a (3)"]
