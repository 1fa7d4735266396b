"""The settings in force, printed."""

import runpy
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from paths import ROOT

from storage.settings import (
    Bookmark,
    Media,
    Pages,
    Pictures,
    RuleEntry,
    Save,
    Settings,
    Stories,
)
from storage.settings.printing import document, printed
from storage.settings.reading import parsed

PROGRAMS = st.lists(st.text(), max_size=3).map(tuple).filter(lambda words: not words or words[0])
PATHS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1).map(
    lambda text: Path("/") / text
)
RULES = st.dictionaries(
    st.text(), st.one_of(st.text(), st.booleans(), st.integers(0, 9), st.lists(st.text()))
)
SETTINGS = st.builds(
    Settings,
    desk=PATHS,
    theme=st.text(),
    brackets=st.booleans(),
    refresh=st.booleans(),
    mark_changed_unread=st.booleans(),
    pages=st.builds(Pages, st.booleans()),
    media=st.builds(Media, PROGRAMS, st.none() | PATHS),
    save=st.builds(Save, st.none() | PATHS),
    bookmark=st.builds(Bookmark, PROGRAMS),
    stories=st.builds(Stories, st.booleans()),
    pictures=st.builds(Pictures, st.booleans(), st.sampled_from(["", "kitty", "blocks"])),
    keys=st.dictionaries(st.text(), st.text()),
    rules=st.lists(RULES.map(RuleEntry), max_size=3).map(tuple),
)


@given(SETTINGS)
def test_what_is_printed_can_be_read_again(settings: Settings) -> None:
    read = parsed(printed(settings))
    assert read.problems == ()
    rules = tuple(rule._replace(line=0) for rule in read.rules)
    assert rules == settings.rules
    assert document(read) == document(settings)
    assert printed(read) == printed(settings)


def test_every_setting_is_printed_with_a_comment() -> None:
    lines = printed(Settings(desk=Path.home() / "news.db")).splitlines()
    assert 'desk = "~/news.db"' in lines
    for number, line in enumerate(lines):
        if " = " in line and not line.startswith("#"):
            assert lines[number - 1].startswith("# ")


def test_the_document_has_every_setting() -> None:
    settings = Settings(desk=Path("/news.db"), keys={"undo": "z"}, rules=(RuleEntry({"query": "x"}, 3),))
    assert document(settings) == {
        "desk": "/news.db",
        "theme": "",
        "brackets": False,
        "refresh": True,
        "mark_changed_unread": False,
        "pages": {"on_open": True},
        "media": {"player": [], "folder": ""},
        "save": {"folder": ""},
        "bookmark": {"run": []},
        "stories": {"read_together": False},
        "pictures": {"show": True, "protocol": ""},
        "keys": {"undo": "z"},
        "rules": [{"query": "x"}],
    }


def test_the_page_of_the_settings_is_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "settings.py"))
    assert (ROOT / "docs" / "settings.md").read_text() == script["page"]()
