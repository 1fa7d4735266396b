"""Saved searches: stored, changed, ordered, deleted, undone, exported and imported."""

import json
from pathlib import Path

import pytest

from storage.desk import Desk
from storage.errors import DeskError, NotFoundError, QueryError, SourceError
from storage.model import SavedSearch, SearchDraft


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.searches.all()]


def test_a_search_is_saved_with_its_counts(sample_desk: Desk) -> None:
    sample_desk.mark_read([1])
    saved = sample_desk.searches.save("War", "“islamic state”", "Middle East//Iraq ")
    assert saved == SavedSearch(saved.id, "War", "“islamic state”", "Middle East/Iraq", 3, 2)
    assert sample_desk.searches.get(saved.id) == saved
    assert sample_desk.searches.all() == [saved]


def test_without_a_name_it_has_its_query_as_name(desk: Desk) -> None:
    assert desk.searches.save("", "  is:unread ").name == "is:unread"


@pytest.mark.parametrize("query", ["(", "nofield:x", "is:nothing", "x" * 5000, "or"])
def test_a_wrong_query_is_refused(desk: Desk, query: str) -> None:
    with pytest.raises(QueryError):
        desk.searches.save("Wrong", query)
    saved = desk.searches.save("Right", "x")
    with pytest.raises(QueryError):
        desk.searches.edit(saved.id, query=query)
    assert desk.searches.all() == [saved]


def test_an_empty_query_is_refused(desk: Desk) -> None:
    with pytest.raises(DeskError, match="the search is empty"):
        desk.searches.save("Nothing", "  ")


def test_names_cannot_steer_the_terminal(desk: Desk) -> None:
    assert desk.searches.save("a\x1b[31mb\nc", "x", "d\x07/e").name == "ab c"
    assert desk.searches.all()[0].folder == "d/e"


def test_a_number_that_no_search_has(desk: Desk) -> None:
    for call in (
        lambda: desk.searches.get(1),
        lambda: desk.searches.edit(1, name="x"),
        lambda: desk.searches.move(2**70, 1),
        lambda: desk.searches.delete(1),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_those_without_a_folder_come_first_then_by_folder(desk: Desk) -> None:
    for name, folder in [("1", "b"), ("2", ""), ("3", "A"), ("4", "b/a"), ("5", ""), ("6", "b")]:
        desk.searches.save(name, name, folder)
    assert names(desk) == ["2", "5", "3", "1", "6", "4"]


def test_moving_changes_the_order_within_the_folder(desk: Desk) -> None:
    first, second, other = (
        desk.searches.save(name, "x", folder)
        for name, folder in [("first", ""), ("second", ""), ("other", "f")]
    )
    assert desk.searches.move(second.id, -1)
    assert names(desk) == ["second", "first", "other"]
    assert not desk.searches.move(second.id, -1)
    assert not desk.searches.move(other.id, 1)
    assert desk.searches.move(second.id, 1)
    assert names(desk) == ["first", "second", "other"]
    assert desk.undo() == "Undone: search “second” moved"
    assert names(desk) == ["second", "first", "other"]
    assert desk.undo() == "Undone: search “second” moved"
    assert names(desk) == ["first", "second", "other"]
    assert first.id


def test_every_change_is_undone_and_redone(sample_desk: Desk) -> None:
    saved = sample_desk.searches.save("War", "war")
    edited = sample_desk.searches.edit(saved.id, name="Peace", query="is:unread", folder="x")
    assert (edited.articles, edited.unread) == (7, 7)
    sample_desk.searches.delete(saved.id)
    assert sample_desk.searches.all() == []
    assert sample_desk.undo() == "Undone: search “Peace” deleted"
    assert sample_desk.searches.all() == [edited]
    assert sample_desk.undo() == "Undone: search “War” changed"
    assert sample_desk.searches.all() == [saved]
    assert sample_desk.undo() == "Undone: search “War” saved"
    assert sample_desk.searches.all() == []
    assert sample_desk.redo() == "Redone: search “War” saved"
    assert sample_desk.redo() == "Redone: search “Peace” changed"
    assert sample_desk.searches.all() == [edited]
    assert sample_desk.redo() == "Redone: search “Peace” deleted"
    assert sample_desk.redo() is None


def test_two_programs_change_one_search_and_nothing_is_lost(sample_desk: Desk) -> None:
    saved = sample_desk.searches.save("War", "war")
    with Desk.open(sample_desk.path) as other:
        other.searches.edit(saved.id, query="mosul")
        sample_desk.searches.edit(saved.id, name="Mosul")
        one = other.searches.save("Other", "iraq")
        two = sample_desk.searches.save("Mine", "chess")
        assert sample_desk.searches.all() == other.searches.all()
        assert [(each.name, each.query) for each in other.searches.all()] == [
            ("Mosul", "mosul"),
            ("Other", "iraq"),
            ("Mine", "chess"),
        ]
        # Undoing the new name leaves the new query alone.
        other.undo(), other.undo(), other.undo()
        assert [(each.name, each.query) for each in sample_desk.searches.all()] == [("War", "mosul")]
        other.searches.delete(saved.id)
        with pytest.raises(NotFoundError):
            sample_desk.searches.edit(saved.id, name="Late")
    assert one.id != two.id


def test_undoing_a_change_of_a_search_that_is_gone_does_nothing(desk: Desk) -> None:
    saved = desk.searches.save("A", "a")
    desk.searches.edit(saved.id, name="B")
    desk.searches.delete(saved.id)
    desk.undo()
    desk.undo()
    desk.searches.delete(saved.id)
    assert desk.redo() is None  # a new action drops what could be redone
    desk.undo()
    assert names(desk) == ["A"]


def test_exported_and_imported_again(desk: Desk, tmp_path: Path) -> None:
    for name, query, folder in [
        ("a", "x", ""),
        ("b", "is:unread", "F"),
        ("c/d", "y z", "F/G"),
        ("e", "e", "F"),
    ]:
        desk.searches.save(name, query, folder)
    document = desk.searches.exported()
    assert document == {
        "format": "newsdesk saved searches",
        "version": 1,
        "outlines": [
            {"text": "a", "query": "x"},
            {
                "text": "F",
                "outlines": [
                    {"text": "b", "query": "is:unread"},
                    {"text": "e", "query": "e"},
                    {"text": "G", "outlines": [{"text": "c/d", "query": "y z"}]},
                ],
            },
        ],
    }
    with Desk.open(tmp_path / "other.db") as other:
        assert other.searches.import_document(json.dumps(document), "file") == (4, [])
        drafts = [SearchDraft(one.name, one.query, one.folder) for one in other.searches.all()]
        assert drafts == [SearchDraft(one.name, one.query, one.folder) for one in desk.searches.all()]
        assert other.searches.import_document(json.dumps(document), "file") == (0, [])
        assert other.undo() == "Undone: 4 searches imported"
        assert other.searches.all() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "no saved searches"),
        ('{"format": "else"}', "no saved searches"),
        ('{"format": "newsdesk saved searches", "version": 2, "outlines": []}', "newer newsdesk"),
    ],
)
def test_what_is_no_list_of_searches_is_refused(desk: Desk, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        desk.searches.import_document(text, "file")


def test_a_damaged_list_gives_what_it_has(desk: Desk) -> None:
    outlines = [
        {"text": "good", "query": "x"},
        {"text": "no query"},
        {"query": "no text"},
        "no outline",
        {"text": "folder", "outlines": "none"},
        {"text": "long", "query": "y" * 30_000},
        {"text": "wrong", "query": "nofield:x"},
    ]
    document = {"format": "newsdesk saved searches", "version": 1, "outlines": outlines}
    new, troubles = desk.searches.import_document(json.dumps(document), "file")
    assert new == 2
    assert len(troubles) == 5
    assert all(str(one).startswith("file: ") for one in troubles)
    good, wrong = desk.searches.all()
    assert (good.name, good.problem) == ("good", "")
    assert "nofield:" in wrong.problem
