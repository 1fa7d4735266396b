"""A folder of notes: what is written again, what is left alone, and what a killed process leaves."""

from pathlib import Path

import pytest

from storage.errors import ExportError
from storage.formats.note_folder import NoteFolder, NoteState


def write(folder: Path, **notes: str) -> dict[str, NoteState]:
    """Write notes by their identities; each is named by the first line of its text."""
    with NoteFolder(folder) as opened:
        for identity, text in notes.items():
            opened.path(identity, "Articles", text.partition("\n")[0])
        return {identity: opened.write(identity, text) for identity, text in notes.items()}


def files(folder: Path) -> dict[str, str]:
    found = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return {str(file.relative_to(folder)): file.read_text() for file in sorted(found)}


def test_notes_are_new_then_unchanged_then_changed(tmp_path: Path) -> None:
    assert set(write(tmp_path, a="One", b="Two").values()) == {NoteState.NEW}
    before = (tmp_path / "Articles/One.md").stat().st_mtime_ns
    assert set(write(tmp_path, a="One", b="Two").values()) == {NoteState.UNCHANGED}
    assert (tmp_path / "Articles/One.md").stat().st_mtime_ns == before
    assert write(tmp_path, a="Another title\nmore") == {"a": NoteState.CHANGED}
    assert files(tmp_path) == {"Articles/One.md": "Another title\nmore", "Articles/Two.md": "Two"}


def test_names_that_are_the_same_on_some_systems(tmp_path: Path) -> None:
    write(tmp_path, a="Iraq", b="IRAQ", c="iraq")
    assert list(files(tmp_path)) == ["Articles/IRAQ (2).md", "Articles/Iraq.md", "Articles/iraq (3).md"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Articles").mkdir()
    (tmp_path / "Articles/One.md").write_text("my own")
    write(tmp_path, a="One")
    assert write(tmp_path, a="One\nmore") == {"a": NoteState.CHANGED}
    assert files(tmp_path) == {"Articles/One.md": "my own", "Articles/One (2).md": "One\nmore"}


def test_a_note_that_somebody_has_changed_stays(tmp_path: Path) -> None:
    write(tmp_path, a="One")
    (tmp_path / "Articles/One.md").write_text("One\n\nmy thoughts")
    assert write(tmp_path, a="One\nnews") == {"a": NoteState.KEPT}
    assert write(tmp_path, a="One\nnews") == {"a": NoteState.KEPT}
    assert files(tmp_path) == {"Articles/One.md": "One\n\nmy thoughts"}


def test_a_note_that_was_deleted_is_written_again(tmp_path: Path) -> None:
    write(tmp_path, a="One")
    (tmp_path / "Articles/One.md").unlink()
    assert write(tmp_path, a="One") == {"a": NoteState.NEW}


@pytest.mark.parametrize("written", [False, True])
def test_a_process_that_is_killed(tmp_path: Path, written: bool) -> None:
    write(tmp_path, a="One")
    folder = NoteFolder(tmp_path).__enter__()
    folder.path("a", "Articles", "One")
    folder.write("a", "One\nmore")
    folder._record.close()  # as if the process had ended here, without an end of the block
    if not written:
        (tmp_path / "Articles/One.md").write_text("One")
    with (tmp_path / ".newsdesk-notes.jsonl").open("a") as record:
        record.write('["a", "Artic')
    expected = NoteState.UNCHANGED if written else NoteState.CHANGED
    assert write(tmp_path, a="One\nmore") == {"a": expected}
    assert files(tmp_path) == {"Articles/One.md": "One\nmore"}


def test_a_record_that_leads_out_of_the_folder_counts_for_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / ".newsdesk-notes.jsonl").write_text('["a", "../secret", "x"]\n["b", "/etc/x", "x"]\n[1]\n7\n')
    write(folder, a="One", b="Two")
    assert list(files(folder)) == ["Articles/One.md", "Articles/Two.md"]
    assert not (tmp_path / "secret.md").exists()


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("")
    with pytest.raises(ExportError, match="notes can't be written: File exists"):
        write(tmp_path / "notes", a="One")
