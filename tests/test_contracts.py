"""Which way imports run, and what newsdesk must not load to open the app or to run a command."""

import subprocess
import sys
from pathlib import Path

import pytest
from paths import ROOT

from storage.desk import Desk

PARSERS_AND_MODEL = (
    "onnxruntime",
    "tokenizers",
    "numpy",
    "py3langid",
    "feedparser",
    "trafilatura",
    "lxml",
    "httpx2",
    "sqlite_utils",
    "rapidfuzz",
    "anyascii",
    "nicknames",
)
SCREEN = ("textual", "rich")
COMMAND_LINE = ("click", "tui.cli.main", "tui.cli.parameters")
NOT_FOR_THE_FIRST_LIST = (
    "storage.analysis",
    "storage.names",
    "storage.pipeline",
    "storage.processes",
    "storage.sources",
    "storage.stories",
    "storage.database.feeds",
    "storage.database.migrations",
    "storage.database.names",
    "storage.database.stories",
    "storage.desk.articles",
    "storage.desk.feeds",
    "storage.desk.names",
    "storage.desk.stories",
    "storage.desk.work",
    "tui.screens.dialogs",
    "tui.screens.feeds",
    "tui.screens.dialogs.help",
    "tui.screens.name",
    "tui.screens.names",
    "tui.screens.brief",
    "tui.screens.compare",
    "tui.screens.stories",
    "tui.screens.story",
    "hashlib",
    "rich.progress",
    "tomllib",
    "tomlkit",
    "storage.settings.toml_lines",
    "storage.settings.printing",
    "storage.rules",
    "tui.theme_files",
)
EVENT_LOOP = ("asyncio", "multiprocessing", "concurrent.futures")

FIRST_LIST = """
import sys
from pathlib import Path
import tui.__main__, tui.app
from tui.queries.desk_queries import open_desk
open_desk(Path(sys.argv[1]), 40)
"""

NAME_PAGE = """
import sys
from pathlib import Path
from storage.desk import Desk
from storage.model import Kind
with Desk(Path(sys.argv[1])) as desk:
    (entity,) = desk.names.search(limit=1)
    desk.names.guesses(entity.id)
    desk.names.set_kind(entity.id, Kind.OTHER)
    desk.undo()
"""

RUN = """
import sys
from tui.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def loaded(program: str, *words: str) -> set[str]:
    """Return the modules that a program has loaded at its end."""
    listing = "\nprint('\\n', *sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program + listing, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.rpartition("\n\n")[2].split())


def test_imports_run_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_the_app_loads_its_first_list_with_what_that_needs(sample_desk: Desk) -> None:
    modules = loaded(FIRST_LIST, str(sample_desk.path))
    excluded = (*COMMAND_LINE, *PARSERS_AND_MODEL, *NOT_FOR_THE_FIRST_LIST)
    below = tuple(f"{one}." for one in excluded)
    assert not [name for name in modules if f"{name}.".startswith(below)]


def test_the_app_does_not_load_the_command_line_itself() -> None:
    assert not [name for name in loaded("import sys, tui.app") if name.startswith("tui.cli")]


def test_the_page_of_a_name_and_corrections_load_neither_model_nor_parsers(sample_desk: Desk) -> None:
    modules = loaded(NAME_PAGE, str(sample_desk.path))
    assert modules & ({*PARSERS_AND_MODEL, "numpy"} - {"rapidfuzz", "anyascii", "nicknames"}) == set()


@pytest.mark.parametrize("words", [("--version",), ("list", "--help")])
def test_help_and_version_load_little(words: tuple[str, ...]) -> None:
    modules = loaded(RUN, *words)
    assert modules.intersection((*PARSERS_AND_MODEL, *SCREEN, *EVENT_LOOP)) == set()


@pytest.mark.parametrize(
    "words",
    [("list",), ("search", "war"), ("show", "1"), ("names",), ("stories",), ("feeds",), ("undo",)],
)
def test_simple_commands_load_neither_screen_nor_model_nor_parsers(
    sample_desk: Desk, words: tuple[str, ...]
) -> None:
    modules = loaded(RUN, "--desk", str(sample_desk.path), *words)
    assert modules.intersection((*PARSERS_AND_MODEL, *SCREEN, *EVENT_LOOP)) == set()
