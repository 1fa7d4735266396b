"""Read state, stars and reading positions."""

from storage.desk import Desk
from storage.model import Filter, View


def test_what_happens_by_itself_is_not_in_the_undo_log(sample_desk: Desk) -> None:
    assert sample_desk.articles.mark_read([1], undoable=False) == 1
    assert sample_desk.articles.mark_read([1], undoable=False) == 0
    assert sample_desk.undo() is None


def test_marking_changes_only_what_differs(sample_desk: Desk) -> None:
    assert sample_desk.articles.mark_read([1, 2]) == 2
    assert sample_desk.articles.mark_read([2, 3, 99]) == 1
    assert sample_desk.articles.mark_read([1], read=False) == 1
    assert [row.id for row in sample_desk.lists.headlines(View(Filter.UNREAD), 0, 9)] == [7, 5, 4, 1, 6]


def test_the_reading_position_is_kept(sample_desk: Desk) -> None:
    sample_desk.articles.save_position(1, 120)
    assert sample_desk.articles.get(1).position == 120
