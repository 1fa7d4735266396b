"""The commands: what they print for people and for programs, and how they fail."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result
from newsroom import DRAFTS
from paths import ROOT

from storage.desk import Desk
from storage.model import Enclosure, Entity, Headline, Kind, Link, LinkKind, Name
from tui.cli import article_output
from tui.cli.main import main

Run = Callable[..., Result]


def test_list_prints_lines_for_people(sample_desk: Desk, run: Run) -> None:
    sample_desk.articles.star(2)
    sample_desk.articles.mark_read([1])
    lines = run("list").stdout.splitlines()
    assert len(lines) == len(DRAFTS)
    assert lines[0] == "     7  ●     undated  A short note without a date"
    title = "Baghdad announces the end of the war against Islamic State"
    assert f"     2 ★●  9 Dec 2017  {title}  (The Daily · 2 sources)" in lines
    assert len(run("list", "--unread").stdout.splitlines()) == len(DRAFTS) - 1
    assert len(run("list", "--starred").stdout.splitlines()) == 1


def test_an_article_is_shown_with_files_and_not_too_many_links(
    sample_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = Headline(1, "Other", "Daily", None, False, False)
    links = [Link(replace(drawn, id=number), LinkKind.RELATED, 0.4) for number in range(40)]
    audio = Enclosure("https://a.example/a.mp3", "audio/mpeg", 2_000_000)
    article = replace(sample_desk.articles.get(1), enclosures=(audio,))
    article_output.article(article, [Name(Entity(1, "Mosul", Kind.PLACE, 1, 1), ())], links, None)
    lines = capsys.readouterr().out.splitlines()
    names = lines.index("Names")
    assert lines[names - 2 : names] == ["  https://a.example/a.mp3 (audio/mpeg, 2.0 MB)", ""]
    assert sum(line.startswith("Related: ") for line in lines) == 12
    assert lines[-1] == "and 28 more links; --json has them all"


def test_a_list_with_a_limit_says_so_on_stderr(sample_desk: Desk, run: Run) -> None:
    result = run("list", "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "2 of 7 shown; --limit shows more.\n"


def test_standard_output_holds_nothing_but_json(sample_desk: Desk, run: Run) -> None:
    rows = json.loads(run("list", "--json").stdout)
    assert {row["id"] for row in rows} == set(range(1, 8))
    assert rows[-1]["published"] == "2017-07-10T09:00:00+00:00"
    assert [row["id"] for row in json.loads(run("search", "prime minister", "--json").stdout)] == [1]
    article = json.loads(run("show", "1", "--json").stdout)
    assert article["title"] == DRAFTS[0].title
    assert json.loads(run("list", "--full", "--json").stdout)[-2:][0].keys() == article.keys()


def test_the_documented_fields_are_the_real_ones(sample_desk: Desk, run: Run) -> None:
    documented = (ROOT / "docs" / "json.md").read_text("utf-8")
    article = json.loads(run("show", "1", "--json").stdout)
    for field in (*article, *article["names"][0], *article["links"][0], *article["spans"][0]):
        assert f"`{field}`" in documented or f'"{field}"' in documented, field


def test_offsets_select_the_name(sample_desk: Desk, run: Run) -> None:
    lines = run("export", "jsonl").stdout.splitlines()
    assert len(lines) == len(DRAFTS)
    cut = [
        (name["name"], article[place["field"]][place["start"] : place["end"]])
        for article in map(json.loads, lines)
        for name in article["names"]
        for place in name["mentions"]
    ]
    assert len(cut) > 15
    assert all(name == surface for name, surface in cut)


def test_an_export_can_be_imported_again(sample_desk: Desk, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "desk.jsonl"
    assert run("export", "jsonl", "-o", file).exit_code == 0
    again = tmp_path / "again.db"
    arguments = ["--desk", str(again), "import", "--defer", str(file)]
    assert CliRunner().invoke(main, arguments).stdout.startswith("7 new articles")
    assert CliRunner().invoke(main, arguments).stdout.startswith("0 new articles · 0 changed · 7 unchanged")
    with Desk.open(again) as copy:
        for number in range(1, 8):
            one, other = sample_desk.articles.get(number), copy.article(number)
            assert (one.title, one.text, one.published, one.source, one.key) == (
                other.title,
                other.text,
                other.published,
                other.source,
                other.key,
            )


def test_the_desk_may_be_named_after_the_command(sample_desk: Desk, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["list", "--desk", str(sample_desk.path)])
    assert len(result.stdout.splitlines()) == len(DRAFTS)


def test_other_commands_create_no_desk(tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    for words in (
        ["list"],
        ["search", "x"],
        ["show", "1"],
        ["names"],
        ["export", "opml"],
        ["reanalyse"],
        ["refresh"],
    ):
        result = CliRunner().invoke(main, [*words, "--desk", str(path)])
        assert (result.exit_code, result.stderr) == (
            1,
            f"newsdesk: There is no desk {path}; `newsdesk add` and `newsdesk import` create one.\n",
        )
    assert not path.exists()


def test_words_can_be_excluded(sample_desk: Desk, run: Run) -> None:
    assert [row["id"] for row in json.loads(run("search", "war", "-baghdad", "--json").stdout)] == [1]


def test_show_for_people(sample_desk: Desk, run: Run) -> None:
    shown = run("show", "1").stdout
    assert "newsdesk sample · A. Reporter · 9 Dec 2017 · from a file · https://example.org/victory" in shown
    assert "  Haidar al-Abadi (person, 2 mentions)" in shown
    assert "Same story: 2  Baghdad announces" in shown
    assert "  both name Haidar al-Abadi; title word war; 2 hours apart" in shown


def test_the_language_of_an_article_is_shown_by_its_name(
    sample_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    article = sample_desk.articles.get(1)
    article_output.article(replace(article, language="pt-BR"), [], [], None)
    assert " · from a file · in Portuguese · https://" in capsys.readouterr().out
    article_output.article(replace(article, language="en-US"), [], [], None)
    assert " · from a file · https://" in capsys.readouterr().out


def test_names(sample_desk: Desk, run: Run) -> None:
    assert "Haidar al-Abadi  person · 2 articles" in run("names", "abadi").stdout
    assert json.loads(run("names", "abadi", "--json").stdout)[0]["spellings"] == [
        {"text": "Haidar al-Abadi", "mentions": 3, "first": "2017-12-09", "last": "2017-12-09"}
    ]
    places = json.loads(run("names", "--kind", "place", "--json").stdout)
    assert [place["name"] for place in places] == ["Iraq", "Mosul"]
    assert run("names", "nobody").stderr == "No names.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "99"), "newsdesk: There is no article 99 in this desk.\n"),
        (("search", "!!!"), "newsdesk: Nothing to search for in “!!!”: type a word or a phrase.\n"),
        (
            ("export", "jsonl", "-o", "/nowhere/at/all"),
            "newsdesk: /nowhere/at/all can't be written: No such file",
        ),
        (("peek", "/nowhere.txt"), "newsdesk: /nowhere.txt: no such file or folder\n"),
    ],
)
def test_a_failure_is_explained_and_exits_with_1(
    desk: Desk, run: Run, words: tuple[str, ...], sentence: str
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(sentence)


def test_an_export_over_the_desk_itself_is_refused(sample_desk: Desk, run: Run) -> None:
    result = run("export", "jsonl", "-o", sample_desk.path)
    assert result.exit_code == 1
    assert "is the desk itself" in result.stderr
    assert sample_desk.lists.counts().articles == len(DRAFTS)


def test_errors_contain_no_control_characters(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--desk", str(tmp_path / "\x1b]0;owned\x07\x9b31m.db"), "list"])
    assert result.exit_code == 1
    assert not {"\x1b", "\x07", "\x9b"} & set(result.stderr)


def test_files_with_the_same_ids_keep_all_their_articles(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rows.jsonl").write_text(json.dumps({"id": 1, "title": f"In {folder}"}))
    assert run("import", "--defer", tmp_path).stdout == "2 new articles · 0 changed · 0 unchanged\n"
    assert run("import", "--defer", tmp_path).stdout == "0 new articles · 0 changed · 2 unchanged\n"


def test_wrong_usage_exits_with_2(run: Run) -> None:
    for words in (("import",), ("show", "first"), ("list", "--limit", "0"), ("export", "pdf"), ("nothing",)):
        assert run(*words).exit_code == 2


def test_a_file_that_is_no_desk(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, this is no database, however often you try. " * 30)
    result = CliRunner().invoke(main, ["--desk", str(file), "list"])
    assert (result.exit_code, result.stderr) == (1, f"newsdesk: {file} is not a newsdesk file.\n")


def test_an_import_continues_after_what_it_cannot_read(run: Run, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "wide.txt").write_bytes("Wide title\n\nWide text, with an ümlaut.".encode("utf-16"))
    (folder / "large.txt").write_bytes(b"word " * 10_000_000)
    (folder / "rows.jsonl").write_text(
        '{"title": "Good row", "text": "Text."}\n{"title": "broken\n[1, 2]\n{"text": "Only text."}\n', "utf-8"
    )
    (folder / "odd.txt").write_text("\x1b]0;owned\x07Title \u202eevil\x1b[2J\n\nText\x9b31m.", "utf-8")
    (folder / "long.txt").write_text("T" * 10_000 + "\n\nText.", "utf-8")
    (folder / "arabic.txt").write_text("عنوان\n\nنص قصير عن بغداد.", "utf-8")
    result = run("import", "--defer", folder)
    assert result.exit_code == 1
    assert result.stdout == "6 new articles · 0 changed · 0 unchanged · 5 problems\n"
    troubles = result.stderr.splitlines()
    assert len(troubles) == 5
    for file, line in (
        ("empty.txt", ""),
        ("binary.txt", ""),
        ("large.txt", ""),
        ("rows.jsonl", ":2"),
        ("rows.jsonl", ":3"),
    ):
        assert any(f"{file}{line}: " in trouble for trouble in troubles), file
    titles = json.loads(run("list", "--json").stdout)
    assert {"Wide title", "Good row", "عنوان"} <= {row["title"] for row in titles}
    everything = run("list").stdout + "".join(run("show", str(number)).stdout for number in range(1, 7))
    assert not [char for char in everything if char != "\n" and unicodedata.category(char) == "Cc"]
    assert "\u202e" not in everything


def test_progress_as_json_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nText.")
    lines = [
        json.loads(line)
        for line in run("import", "--defer", "--json", tmp_path / "a.txt").stdout.splitlines()
    ]
    assert lines[0] == {"stage": "reading", "done": 1, "total": 1, "what": "Title"}
    assert lines[-1] == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "analysed": 0,
        "subscribed": 0,
        "corrected": 0,
        "troubles": [],
    }


def test_without_a_terminal_the_app_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--desk", tmp_path / "desk.db"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "needs a terminal" in done.stderr


def test_a_closed_pipe_is_no_error(sample_desk: Desk) -> None:
    command = f"{sys.executable} -m tui --desk {sample_desk.path} export jsonl | head -n 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == ""


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("newsdesk, version 0.")
    commands = run("--help").stdout
    assert len(main.list_commands(Context(main))) == 17
    for command in main.list_commands(Context(main)):
        assert f"\n  {command} " in commands
        assert run(command, "--help").stdout.startswith("Usage: ")


def test_errors_in_the_settings_name_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    monkeypatch.setitem(os.environ, "NEWSDESK_SETTINGS", str(file))
    for content, sentence in (
        ("theme = 'pink'", "“theme” must be “dark” or “light”"),
        ("colour = 'red'", "“colour” is not a setting"),
        ("theme = [", "can't be read"),
        ("brackets = 'yes'", "“brackets” must be true or false"),
        ("[keys]\nstar = 3", "in [keys], write each action"),
    ):
        file.write_text(content)
        result = CliRunner().invoke(main, ["--desk", str(tmp_path / "d.db"), "list"])
        assert (result.exit_code, result.stdout) == (1, "")
        assert sentence in result.stderr
        assert str(file) in result.stderr
