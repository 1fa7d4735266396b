"""Copies of one text: one row, read together."""

from dataclasses import replace
from datetime import timedelta

from linkers import DAY, ELSEWHERE, VERDICT, assert_consistent, copy, draft, link, link_again, story_of

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Filter, View
from storage.pipeline.analyse import mark_for_reanalysis

SCHOOLS = """The schools of Bergen stay closed on Monday. Teachers have gone on strike for better pay, said
Ingrid Haaland of their union. Parents are asked to keep their children at home.
Talks with the city go on at noon."""


def test_copies_are_one_row_with_the_best_text(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Short", VERDICT[:500]), copy("Whole"), copy("As short", VERDICT[:505])])
    (row,) = desk.lists.headlines(View(), 0, 10)
    assert (row.title, row.copies, row.story_size) == ("Whole", 2, 3)
    assert desk.lists.count(View()) == 1
    assert desk.lists.counts().articles == desk.lists.counts().unread == 1
    assert {one.id for one in desk.lists.headlines(View(copies=row.id), 0, 10)} == {1, 2, 3}
    assert {one.copy_of for one in desk.lists.headlines(View(copies=row.id), 0, 10)} == {None, row.id}


def test_what_is_read_is_read_in_all_copies(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Verdict", source="A"), copy("The verdict", source="B")])
    assert desk.articles.mark_read([2]) == 2
    assert desk.lists.counts().unread == 0
    assert desk.articles.get(1).read
    desk.undo()
    assert desk.lists.counts().unread == 1
    assert not desk.articles.get(1).read
    desk.articles.mark_read([1])
    link(desk_file, [copy("Verdict again", source="C")])
    assert desk.articles.get(3).read


def test_unread_lists_leave_copies_out(desk: Desk, desk_file: DeskFile) -> None:
    link(
        desk_file,
        [copy("Verdict", source="A"), copy("The verdict", source="B"), draft("V", ELSEWHERE, DAY)],
    )
    assert desk.lists.count(View(Filter.UNREAD)) == len(desk.lists.headlines(View(Filter.UNREAD), 0, 9)) == 2
    desk.articles.star(2)
    assert [one.id for one in desk.lists.headlines(View(Filter.STARRED), 0, 9)] == [2]


def wait_again(desk_file: DeskFile) -> None:
    """Make all articles wait for analysis."""
    with desk_file.writing() as connection:
        mark_for_reanalysis(connection)


def test_waiting_copies_of_a_deleted_article_count_for_themselves(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Verdict", source=one) for one in "ABC"])
    (row,) = desk.lists.headlines(View(), 0, 10)
    wait_again(desk_file)
    desk.articles.delete([row.id])
    assert_consistent(desk_file)
    (story,) = desk.stories.newest()
    assert story.articles == len(desk.lists.headlines(View(), 0, 10)) == 2


def test_a_story_that_only_waiting_copies_are_left_in_has_a_headline(desk: Desk, desk_file: DeskFile) -> None:
    volcano = [draft("Volcano stops flights", ELSEWHERE, DAY, source=one) for one in "AB"]
    link(desk_file, [*volcano, *(copy("Verdict", source=one) for one in "ABC")])
    (shown,) = {row.id for row in desk.lists.headlines(View(), 0, 10)} - {1, 2}
    wait_again(desk_file)
    for one in (1, 2, shown):
        link_again(desk_file, one)
    desk.stories.same(1, shown)
    waiting = {3, 4, 5} - {shown}
    left = {desk.articles.document(one)["story"] for one in waiting}
    assert [desk.stories.get(story).headline for story in left] == [min(waiting)]
    desk.articles.delete([shown])
    assert_consistent(desk_file)


def test_waiting_copies_follow_what_is_shown_for_them(desk: Desk, desk_file: DeskFile) -> None:
    first = copy("Short", VERDICT[:500])
    link(desk_file, [first, copy("Whole"), copy("As short", VERDICT[:505])])
    with desk_file.writing() as connection:
        articles.store(connection, replace(first, text=VERDICT))
    link_again(desk_file, 1)
    wait_again(desk_file)
    link_again(desk_file, 1)
    link_again(desk_file, 2)
    (row,) = desk.lists.headlines(View(), 0, 10)
    assert {one.id for one in desk.lists.headlines(View(copies=row.id), 0, 10)} == {1, 2, 3}


def test_another_copy_gets_the_row_of_a_deleted_one(desk: Desk, desk_file: DeskFile) -> None:
    link(
        desk_file,
        [copy("Verdict", source="A"), copy("The verdict", source="B"), copy("So it is", source="C")],
    )
    (row,) = desk.lists.headlines(View(), 0, 10)
    desk.articles.delete([row.id])
    (left,) = desk.lists.headlines(View(), 0, 10)
    assert left.copies == 1
    assert desk.lists.counts().articles == 1


def test_a_digest_unites_no_copies(desk: Desk, desk_file: DeskFile) -> None:
    digest = f"{ELSEWHERE} {SCHOOLS}"
    link(
        desk_file,
        [draft("Volcano", ELSEWHERE, DAY), draft("Schools", SCHOOLS, DAY), draft("Morning", digest, DAY)],
    )
    assert desk.lists.counts().articles >= 2
    desk.articles.mark_read([1])
    assert not desk.articles.get(2).read
    assert_consistent(desk_file)


def test_a_weekly_note_with_the_same_words_is_unread(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft("Weekly open thread", "", DAY)])
    desk.articles.mark_read([1])
    link(desk_file, [draft("Weekly open thread", "", DAY + timedelta(days=7))])
    assert not desk.articles.get(2).read
    assert desk.lists.counts().articles == 2


def test_another_representative_keeps_the_story(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Short", VERDICT[:700]), copy("As short", VERDICT[:705])])
    (before,) = [story_of(desk, 1)] if story_of(desk, 1) else [desk.articles.document(1)["story"]]
    link(desk_file, [copy("Whole")])
    assert (
        desk.articles.document(3)["story"] in (before, None) or desk.articles.document(1)["story"] == before
    )
    assert_consistent(desk_file)


def test_an_article_marked_unread_is_unread_in_all_copies(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Verdict", source="A"), copy("The verdict", source="B")])
    desk.articles.mark_read([1])
    desk.articles.mark_read([2], read=False)
    assert not desk.articles.get(1).read
    assert_consistent(desk_file)
