"""The settings file, read."""

from pathlib import Path

import pytest

from storage.settings import (
    Bookmark,
    Media,
    Pages,
    Pictures,
    Problem,
    RuleEntry,
    Save,
    Settings,
    Stories,
    load,
    settings_file,
)
from storage.settings.reading import parsed

EVERYTHING = """
desk = "~/news.db"
theme = "light"
brackets = true
refresh = false
mark_changed_unread = true

[pages]
on_open = false

[media]
player = [
    "mpv",  # for sound too
    "{url}",
]
folder = "~/sound"

[save]
folder = "/tmp/articles"

[bookmark]
run = ["buku", "--add", "{url}"]

[stories]
read_together = true

[pictures]
show = false

[keys]
star = "s,*"

[[rules]]
query = "title:football"
read = true

[[rules]]
query = "is:new"
label = ["a", "b"]
"""


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()
    assert load(tmp_path / "none.toml").problems == ()


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(EVERYTHING)
    read = load(file)
    assert read == Settings(
        desk=Path.home() / "news.db",
        theme="light",
        brackets=True,
        refresh=False,
        mark_changed_unread=True,
        pages=Pages(on_open=False),
        media=Media(player=("mpv", "{url}"), folder=Path.home() / "sound"),
        save=Save(folder=Path("/tmp/articles")),
        bookmark=Bookmark(run=("buku", "--add", "{url}")),
        stories=Stories(read_together=True),
        pictures=Pictures(show=False),
        keys={"star": "s,*"},
        rules=(
            RuleEntry({"query": "title:football", "read": True}, 33),
            RuleEntry({"query": "is:new", "label": ["a", "b"]}, 37),
        ),
    )
    assert read.problems == ()
    assert read.lines["media.player"] == 12
    assert read.lines["rules.1.label"] == 39


def test_the_variable_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_SETTINGS", str(tmp_path / "mine.toml"))
    (tmp_path / "mine.toml").write_text("refresh = false")
    assert settings_file() == tmp_path / "mine.toml"
    assert load().refresh is False


@pytest.mark.parametrize("text", ['keys = "newsboat"', '[keys]\nset = "newsboat"', 'keys.set = "newsboat"'])
def test_a_set_of_keys_has_three_spellings(text: str) -> None:
    assert parsed(text).keys == {"set": "newsboat"}


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("\nthme = 'dark'", 2, "“thme” is not a setting. Is it “theme”?"),
        ("colour = 'dark'", 1, "“colour” is not a setting."),
        ("problems = 1", 1, "“problems” is not a setting."),
        ("[pages]\n\non_opn = true", 3, "“pages.on_opn” is not a setting. Is it “on_open”?"),
        ("[page]\non_open = true", 1, "“page” is not a setting. Is it “pages”?"),
        ("pages = true", 1, "“pages” is a section: write [pages], and its settings below."),
        ("refresh = 'yes'", 1, "“refresh” must be true or false."),
        ("theme = 3", 1, "“theme” must be text in quotation marks."),
        ("desk = ''", 1, '“desk” must be a path in quotation marks, like "~/news".'),
        ("desk = '~nobody-of-this-name/x'", 1, '“desk” must be a path in quotation marks, like "~/news".'),
        (
            "[media]\nplayer = 'mpv'",
            2,
            '“media.player” must be a list of words, like ["program", "{url}"].',
        ),
        ("[bookmark]\nrun = ['']", 2, '“bookmark.run” must be a list of words, like ["program", "{url}"].'),
        (
            "[keys]\nstar = 3",
            1,
            '“keys” must be the name of a set, or actions with their keys, like undo = "u".',
        ),
        ("rules = 'x'", 1, "Write each rule under a line [[rules]]."),
        ("# dark\ntheme = 'dark", 2, "This is not TOML: a quotation mark or bracket may be missing."),
        ("theme = 'dark'\ntheme = 'light'", 2, "“theme” is in the file twice; line 2 counts."),
        ("[[pages]]", 1, "“pages” is a section: write [pages], and its settings below."),
        ("rules = 'x'\n[[rules]]", 2, "“rules” is in the file twice."),
    ],
)
def test_a_mistake_is_named_by_its_line_and_costs_nothing_else(text: str, line: int, sentence: str) -> None:
    read = parsed(f"mark_changed_unread = true\n{text}\n[stories]\nread_together = true")
    assert Problem(line + 1, sentence) in read.problems
    assert (read.mark_changed_unread, read.stories.read_together) == (True, True)


def test_a_wrong_value_has_its_default() -> None:
    assert parsed("refresh = 'no'").refresh is True
    assert parsed("[pages]\non_open = 1").pages == Pages()


def test_a_file_cut_off_in_the_middle_keeps_what_came_before() -> None:
    for length in range(len(EVERYTHING)):
        read = parsed(EVERYTHING[:length])
        assert len(read.problems) <= 1
        if length > EVERYTHING.index("[media]"):
            assert read.pages.on_open is False


def test_an_unclosed_bracket_costs_one_entry() -> None:
    read = parsed("[media]\nplayer = [\n  'mpv',\n  '{url}'\nfolder = '/x'\n[pages]\non_open = false")
    assert [problem.line for problem in read.problems] == [2]
    assert read.media == Media(folder=Path("/x"))
    assert read.pages.on_open is False


def test_settings_under_a_damaged_header_belong_to_no_other_section() -> None:
    read = parsed("[stories]\n[pages\nread_together = true")
    assert [problem.line for problem in read.problems] == [2]
    assert read.stories.read_together is False


@pytest.mark.parametrize("content", [b"theme = 'light'\n# caf\xe9\n", "theme = 'light'".encode("utf-16")])
def test_a_file_that_is_not_utf_8_gives_the_defaults_and_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    read = load(file)
    assert read == Settings()
    assert [problem.sentence for problem in read.problems] == [
        "This is not UTF-8 text, so all settings have their defaults."
    ]


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbftheme = 'light'\r\n\r\n[pages]\r\non_open = false\r\n")
    assert load(file) == Settings(theme="light", pages=Pages(on_open=False))
    assert load(file).problems == ()


def test_a_folder_in_place_of_the_file_gives_the_defaults_and_a_sentence(tmp_path: Path) -> None:
    read = load(tmp_path)
    assert read == Settings()
    assert [problem.line for problem in read.problems] == [0]
    assert "can't be read" in read.problems[0].said_of("settings.toml")


@pytest.mark.parametrize(
    "text", ["a" + ".a" * 5000 + " = 1", "a = " + "[" * 5000, "[" + "a." * 5000 + "a]\nb = 1", "\0" * 1000]
)
def test_absurd_files_are_read_to_their_end(text: str) -> None:
    read = parsed(f"{text}\n[stories]\nread_together = true")
    assert read.problems
    assert read.stories.read_together is True
