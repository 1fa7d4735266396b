"""Exports from a real desk: texts for other programs, and folders of notes."""

import json
import re
from pathlib import Path

import pytest
from newsroom import DRAFTS

from storage.desk import Desk
from storage.errors import ExportError, NotFoundError
from storage.model import Format, NotesReport


def test_an_article_in_each_format(sample_desk: Desk) -> None:
    text = sample_desk.exports.text(1, Format.TEXT)
    assert text.splitlines()[0] == "Iraq declares victory over Islamic State"
    assert text.splitlines()[2] == "newsdesk sample · A. Reporter · 2017-12-09"
    assert json.loads(sample_desk.exports.text(1, Format.JSON)) == sample_desk.articles.document(1)
    markdown = sample_desk.exports.text(1, Format.MARKDOWN)
    assert "\n## What comes next\n" in markdown
    assert "[[" not in markdown
    with pytest.raises(NotFoundError):
        sample_desk.exports.text(99, Format.TEXT)


def notes(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in sorted(folder.rglob("*.md"))}


def test_a_folder_of_notes(sample_desk: Desk, tmp_path: Path) -> None:
    steps = []
    report = sample_desk.exports.notes(range(1, 8), tmp_path, progress=steps.append)
    found = notes(tmp_path)
    assert set(found) == {
        *(f"Articles/{name}.md" for name in (
            "2017-07-10 Mosul is free again, three years after it fell",
            "2017-12-09 Baghdad announces the end of the war against Islamic State",
            "2017-12-09 Iraq declares victory over Islamic State",
            "2017-12-09 伊拉克宣布战胜伊斯兰国",
            "2021-12-10 Magnus Carlsen keeps the title",
            "2022-01-24 James Webb space telescope reaches its place a million miles from Earth, and the"
            " long work of",
            "A short note without a date",
        )),
        "Names/Haidar al-Abadi.md", "Names/Iraq.md", "Names/Islamic State.md", "Names/Mosul.md",
        "Stories/Iraq declares victory over Islamic State.md",
    }  # fmt: skip
    assert report == NotesReport(new=len(found))
    victory = found["Articles/2017-12-09 Iraq declares victory over Islamic State.md"]
    assert "[[Names/Haidar al-Abadi|Haidar al-Abadi]], the prime minister of [[Names/Iraq|Iraq]]" in victory
    assert 'story: "[[Stories/Iraq declares victory over Islamic State]]"' in victory
    assert (
        "- same story: [[Articles/2017-12-09 Baghdad announces the end of the war against Islamic State"
        "|Baghdad announces the end of the war against Islamic State]] — both name Haidar al-Abadi" in victory
    )
    assert steps[-1].done == steps[-1].total


def test_links_lead_to_notes_or_to_names_of_one_article(sample_desk: Desk, tmp_path: Path) -> None:
    sample_desk.exports.notes(range(1, 8), tmp_path)
    found = notes(tmp_path)
    targets = {target for note in found.values() for target in re.findall(r"\[\[([^\]|]+)", note)}
    missing = {f"{target}.md" for target in targets} - set(found)
    assert missing == {"Names/Magnus Carlsen.md", "Names/James Webb.md"}


def test_a_second_export_changes_what_has_changed(sample_desk: Desk, tmp_path: Path) -> None:
    first = sample_desk.exports.notes([1, 2], tmp_path)
    assert sample_desk.exports.notes([1, 2], tmp_path) == NotesReport(unchanged=first.new)
    sample_desk.articles.star(1)
    assert sample_desk.exports.notes([1, 2], tmp_path) == NotesReport(changed=1, unchanged=first.new - 1)
    sample_desk.articles.delete([2])
    sample_desk.exports.notes([1, 2], tmp_path)
    assert len(notes(tmp_path)) == first.new, "nothing is deleted in the folder of the reader"


def test_an_article_is_saved_and_saved_again(sample_desk: Desk, tmp_path: Path) -> None:
    path, written = sample_desk.exports.save(1, tmp_path)
    assert written
    assert path == tmp_path / "2017-12-09 Iraq declares victory over Islamic State.md"
    assert path.read_text() == sample_desk.exports.text(1, Format.MARKDOWN)
    assert sample_desk.exports.save(1, tmp_path) == (path, True)
    path.write_text("mine")
    assert sample_desk.exports.save(1, tmp_path) == (path, False)
    assert path.read_text() == "mine"
    path, written = sample_desk.exports.save(len(DRAFTS), tmp_path)
    assert path.name == "A short note without a date.md"


def test_a_folder_that_can_not_be_made(sample_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="can't be written"):
        sample_desk.exports.notes([1], tmp_path / "file" / "notes")
