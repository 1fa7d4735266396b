"""Hidden articles: in no list and no count, until their time or undo brings them back."""

import time
from collections.abc import Sequence

from deliveries import arrival, deliver, subscribe
from linkers import REPORTS, SAME_EVENT, assert_consistent, copy, draft, link, story_of
from newsroom import MOSUL

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Counts, Filter, View


def ids(desk: Desk, view: View) -> list[int]:
    return sorted(row.id for row in desk.lists.headlines(view, 0, 100))


def assert_listed(desk: Desk, view: View, rows: Sequence[int]) -> None:
    """The list and its count agree, and each row is found."""
    assert (ids(desk, view), desk.lists.count(view)) == (list(rows), len(rows))
    if not view.query:
        assert sorted(desk.lists.row_of(view, one) or 0 for one in rows) == list(range(len(rows)))


def test_it_is_in_no_list_and_no_count(sample_desk: Desk) -> None:
    desk = sample_desk
    desk.articles.star(1)
    mosul = desk.names.search(MOSUL)[0].id
    assert desk.articles.hide([1, 99]) == 1
    assert desk.lists.counts() == Counts(articles=6, unread=6, starred=0)
    for view in (View(), View(Filter.UNREAD), View(stories=True)):
        assert_listed(desk, view, [2, 3, 4, 5, 6, 7])
    assert_listed(desk, View(Filter.STARRED), [])
    assert_listed(desk, View(query="victory"), [])
    assert_listed(desk, View(entity=mosul), [3])
    assert desk.lists.row_of(View(), 1) is None
    assert desk.articles.mark_all_read(View()) == 6
    assert not desk.articles.get(1).read


def test_what_was_read_since_the_list_was_opened_is_not_counted_once_hidden(sample_desk: Desk) -> None:
    view = View(Filter.UNREAD, since=time.time() - 1)
    sample_desk.articles.mark_read([1, 2])
    sample_desk.articles.hide([1])
    assert_listed(sample_desk, view, [2, 3, 4, 5, 6, 7])


def test_it_is_on_no_page_of_a_name(sample_desk: Desk) -> None:
    names = sample_desk.names
    mosul = names.search(MOSUL)[0].id
    names.follow(mosul)
    sample_desk.articles.hide([1])
    (found,) = names.search(MOSUL)
    assert found.articles == names.get(mosul).articles == 1
    assert [one.headline.id for one in names.occurrences(mosul, 0, 9)] == [3]
    assert sum(n for _, n in names.timeline(mosul)) == 2
    assert [unread for _, unread in names.followed_with_unread()] == [1]
    sample_desk.articles.hide([3])
    assert names.search(MOSUL) == names.followed_with_unread() == []
    assert names.count(MOSUL) == 0
    sample_desk.undo()
    sample_desk.undo()
    assert names.get(mosul).articles == 2


def test_the_lists_and_counts_of_feeds_leave_it_out(desk: Desk, desk_file: DeskFile) -> None:
    (feed,) = subscribe(desk_file, "first", folder="A")
    deliver(desk_file, feed, [arrival("a"), arrival("b"), arrival("c")])
    desk.articles.mark_read([2])
    desk.articles.hide([2, 3])
    for view in (View(feed=feed), View(folder="A")):
        assert_listed(desk, view, [1])
    assert (desk.feeds.get(feed).articles, desk.feeds.get(feed).unread) == (1, 1)
    assert desk.feeds.unread_by_folder() == {"A": 1}
    desk.feeds.edit(feed, folder="B")
    assert_listed(desk, View(folder="B"), [1])
    desk.undo()
    desk.undo()
    assert_listed(desk, View(folder="A"), [1, 2, 3])


def test_a_story_is_what_is_shown_of_it(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS)
    (story,) = desk.stories.newest()
    desk.articles.hide([story.headline])
    assert_consistent(desk_file)
    (now,) = desk.stories.newest()
    assert (now.id, now.articles, now.unread, now.sources) == (story.id, 2, 2, 2)
    assert now.headline != story.headline
    page = desk.stories.page(story.id)
    assert story.headline not in [one.id for _, some in page.days for one in some]
    shown = now.headline
    assert story.headline not in [one.other.id for one in desk.articles.links(shown)]
    desk.articles.hide([1, 2, 3])
    assert desk.stories.newest() == []
    assert desk.stories.count() == 0
    link(desk_file, [draft("The bank of Laanemets", SAME_EVENT, source="D")])
    assert_consistent(desk_file)
    desk.articles.unhide([1, 2, 3])
    assert_consistent(desk_file)
    assert story_of(desk, 1) == story.id


def test_copies_are_hidden_with_it(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Verdict", source="A"), copy("The verdict", source="B")])
    (row,) = desk.lists.headlines(View(), 0, 9)
    assert desk.articles.hide([row.id]) == 2
    assert desk.lists.counts().articles == desk.lists.counts().unread == 0
    link(desk_file, [copy("Verdict again", source="C")])
    (row,) = desk.lists.headlines(View(), 0, 9)
    assert (row.id, row.copies) == (3, 0)
    assert desk.articles.unhide([1]) == 2
    (row,) = desk.lists.headlines(View(), 0, 9)
    assert row.copies == 2
    assert desk.lists.counts().articles == 1


def test_when_it_comes_back(sample_desk: Desk) -> None:
    soon = float(int(time.time()) + 3600)
    sample_desk.articles.hide([1], soon)
    sample_desk.articles.hide([2])
    sample_desk.articles.hide([3], time.time() - 1)
    article = sample_desk.articles.get(1)
    assert article.hidden
    assert article.hidden_until
    assert article.hidden_until.timestamp() == soon
    assert sample_desk.articles.get(2).hidden_until is None
    assert sample_desk.articles.document(1)["hidden_until"] == article.hidden_until.isoformat()
    assert sample_desk.articles.document(2)["hidden"]
    assert sample_desk.articles.unhide_due() == 1
    assert ids(sample_desk, View()) == [3, 4, 5, 6, 7]
    assert sample_desk.articles.unhide_due() == 0
    with Desk.open(sample_desk.path) as again:
        assert ids(again, View()) == [3, 4, 5, 6, 7]


def test_opening_the_desk_brings_back_what_is_due(sample_desk: Desk) -> None:
    sample_desk.articles.hide([1], time.time() - 1)
    with Desk.open(sample_desk.path) as again:
        assert ids(again, View()) == [1, 2, 3, 4, 5, 6, 7]


def test_undo_and_redo_restore_until_when_each_was_hidden(sample_desk: Desk) -> None:
    sample_desk.articles.hide([1], 9e9)
    sample_desk.articles.hide([1, 2])
    assert sample_desk.undo() == "Undone: 2 articles hidden"
    assert ids(sample_desk, View()) == [2, 3, 4, 5, 6, 7]
    until = sample_desk.articles.get(1).hidden_until
    assert until
    assert until.timestamp() == 9e9
    assert sample_desk.redo() == "Redone: 2 articles hidden"
    sample_desk.articles.unhide([1])
    assert sample_desk.undo() == "Undone: 1 article shown again"
    assert ids(sample_desk, View()) == [3, 4, 5, 6, 7]


def test_a_deleted_article_comes_back_as_hidden_as_it_was(sample_desk: Desk) -> None:
    sample_desk.articles.hide([1])
    sample_desk.articles.delete([1])
    sample_desk.undo()
    assert sample_desk.articles.get(1).hidden
    assert sample_desk.lists.counts().articles == 6
