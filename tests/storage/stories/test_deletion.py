"""Deletion of many articles, and what it leaves of stories and copies."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from newsroom import draft

from storage.database.articles import articles
from storage.database.connection import Connection, DeskFile
from storage.database.stories import copies, stories
from storage.desk import Desk
from storage.model import Draft, View


def store(desk_file: DeskFile, drafts: Sequence[Draft]) -> None:
    with desk_file.writing() as connection:
        for one in drafts:
            articles.store(connection, one)


def listed(desk: Desk) -> list[int]:
    return [row.id for row in desk.lists.headlines(View(), 0, 999)]


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of rows that each write from now on changed."""
    sizes: list[int] = []
    writing = DeskFile.writing

    @contextmanager
    def counted(self: DeskFile) -> Iterator[Connection]:
        with writing(self) as connection:
            before = connection.execute("select count(*) from article").fetchone()[0]
            yield connection
            sizes.append(abs(connection.execute("select count(*) from article").fetchone()[0] - before))

    monkeypatch.setattr(DeskFile, "writing", counted)
    return sizes


def test_many_articles_are_deleted_in_several_writes_and_are_one_action(
    desk: Desk, desk_file: DeskFile, writes: list[int]
) -> None:
    store(desk_file, [draft(f"Article {number}", "Text.") for number in range(250)])
    desk.articles.star(7)
    assert desk.articles.delete(range(1, 300)) == 250
    assert listed(desk) == []
    assert desk.undo() == "Undone: 250 articles deleted; names and links come back with the next analysis"
    assert desk.lists.counts().articles == 250
    assert desk.redo() == "Redone: 250 articles deleted"
    assert desk.lists.counts().articles == 0
    assert desk.undo() is not None
    assert desk.undo() == "Undone: 1 article starred"
    assert max(writes[1:]) == 100


def test_an_undo_in_the_middle_of_a_deletion(desk: Desk, desk_file: DeskFile) -> None:
    store(desk_file, [draft(f"Article {number}", "Text.") for number in range(150)])

    class Numbers(Sequence[int]):
        """Another program undoes the first part before the second one is read."""

        def __len__(self) -> int:
            return 150

        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            if isinstance(at, slice) and at.start:
                with Desk.open(desk.path) as other:
                    assert (
                        other.undo()
                        == "Undone: 100 articles deleted; names and links come back with the next analysis"
                    )
            return range(1, 151)[at]

    assert desk.articles.delete(Numbers()) == 150
    assert desk.lists.counts().articles == 100
    assert desk.undo() == "Undone: 50 articles deleted; names and links come back with the next analysis"
    assert desk.lists.counts().articles == 150


def test_an_interrupted_undo_goes_on_with_the_next_one(
    desk: Desk, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(desk_file, [draft(f"Article {number}", "Text.") for number in range(150)])
    desk.articles.delete(range(1, 151))
    interrupt_second_write(monkeypatch, desk.undo)
    assert len(listed(desk)) == 100
    desk.articles.star(150)
    desk.undo()
    assert desk.undo() == "Undone: 50 articles deleted; names and links come back with the next analysis"
    assert len(listed(desk)) == 150


def test_an_interrupted_redo_can_be_undone(
    desk: Desk, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(desk_file, [draft(f"Article {number}", "Text.") for number in range(150)])
    desk.articles.delete(range(1, 151))
    desk.undo()
    interrupt_second_write(monkeypatch, desk.redo)
    assert len(listed(desk)) == 50
    assert desk.undo() == "Undone: 100 articles deleted; names and links come back with the next analysis"
    assert len(listed(desk)) == 150


def interrupt_second_write(monkeypatch: pytest.MonkeyPatch, call: Callable[[], object]) -> None:
    """Call a function that the reader interrupts in its second write."""
    writing, begun = DeskFile.writing, []

    @contextmanager
    def interrupted(self: DeskFile) -> Iterator[Connection]:
        with writing(self) as connection:
            begun.append(connection)
            yield connection
            if len(begun) == 2:
                raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(DeskFile, "writing", interrupted)
        with pytest.raises(KeyboardInterrupt):
            call()


@pytest.fixture
def story_of_copies(desk_file: DeskFile) -> int:
    """The number of a story with an article and a copy of it."""
    store(desk_file, [draft("Victory in Mosul", "Text."), draft("Mosul is free", "Text.")])
    with desk_file.writing() as connection:
        copies.set_representative(connection, 1, [2])
        story = stories.create(connection)
        connection.execute("update article set story = ?", (story,))
        stories.update_summary(connection, story, 1)
    return story


def test_a_deleted_copy_comes_back_as_a_copy(desk: Desk, desk_file: DeskFile, story_of_copies: int) -> None:
    before = story_rows(desk_file)
    desk.articles.delete([2])
    desk.undo()
    assert story_rows(desk_file) == before == [(story_of_copies, 2, 1, 1)]
    assert desk.stories.count() == 0


def test_a_copy_comes_back_read_if_the_others_were_read_meanwhile(desk: Desk, story_of_copies: int) -> None:
    desk.articles.delete([2])
    desk.articles.mark_read([1], undoable=False)
    desk.undo()
    assert desk.articles.get(2).read
    assert desk.lists.counts().unread == 0


def story_rows(desk_file: DeskFile) -> list[tuple[object, ...]]:
    with desk_file.reading() as connection:
        return [
            tuple(row)
            for row in connection.execute("select id, articles, distinct_texts, headline from story")
        ]
