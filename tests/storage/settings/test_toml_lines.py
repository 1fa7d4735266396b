"""TOML with the line of every entry."""

import tomllib

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from storage.settings import toml_lines

NAMES = st.text(min_size=1, max_size=8)
VALUES = st.one_of(
    st.booleans(), st.integers(-(2**63), 2**63 - 1), st.text(), st.lists(st.text(), max_size=3), st.dates()
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=4)
FILES = st.dictionaries(
    NAMES, st.one_of(VALUES, TABLES, st.lists(TABLES, min_size=1, max_size=3)), max_size=5
)


@given(FILES)
def test_a_file_means_what_it_means_to_the_standard_library(content: dict[str, object]) -> None:
    text = tomlkit.dumps(content)
    read = toml_lines.read(text)
    assert read.content == tomllib.loads(text)
    assert read.mistakes == []


@given(st.text())
def test_any_text_is_read_to_its_end(text: str) -> None:
    read = toml_lines.read(text)
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines for line, _ in read.mistakes)
    assert all(1 <= line <= lines for line in read.lines.values())


@given(FILES, st.integers(0, 30))
def test_a_damaged_line_is_the_only_mistake(content: dict[str, object], where: int) -> None:
    text = tomlkit.dumps(content)
    if '"""' in text or "'''" in text:
        return
    lines = text.split("\n")
    where = min(where, len(lines) - 1)
    damaged = [*lines[:where], "damaged line", *lines[where:]]
    try:
        tomllib.loads("\n".join(lines[:where]))
    except tomllib.TOMLDecodeError:
        return  # in the middle of a value
    read = toml_lines.read("\n".join(damaged))
    assert [line for line, _ in read.mistakes] == [where + 1]
    assert read.content == tomllib.loads(text)


def test_every_entry_has_its_line() -> None:
    text = "a = 1\n# x\nb.c = '''\n[d]\n'''\n\n[d]\ne = [\n1,\n]\nf = 2\n"
    text += "[[g]]\nh = 1\n[[g]]\nh = 2\n[g.i]\nj = 1"
    assert toml_lines.read(text).lines == {
        "a": 1,
        "b": 3,
        "b.c": 3,
        "d": 7,
        "d.e": 8,
        "d.f": 11,
        "g": 12,
        "g.0": 12,
        "g.0.h": 13,
        "g.1": 14,
        "g.1.h": 15,
        "g.1.i": 16,
        "g.1.i.j": 17,
    }
