"""Stories as articles arrive."""

import random
from datetime import timedelta

import pytest
from linkers import (
    BACKGROUND,
    DAY,
    ELSEWHERE,
    REPORTS,
    SAME_EVENT,
    VERDICT,
    assert_consistent,
    draft,
    link,
    link_again,
    never,
    story_of,
)

from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.desk import Desk
from storage.errors import NotFoundError
from storage.model import Filter, View
from storage.stories.grouping import regroup_recent
from storage.stories.linking import Linker


def test_reports_make_a_story_with_a_headline(reported: Desk) -> None:
    (story,) = reported.stories.newest()
    assert (story.articles, story.sources, story.unread) == (3, 3, 3)
    assert story.headline in (1, 2, 3)
    assert story.title == reported.article(story.headline).title
    assert (story.first, story.last) == (DAY, DAY + timedelta(hours=5))
    assert story_of(reported, 4) is None
    assert reported.articles.document(1)["story"] == story.id
    assert reported.articles.document(4)["story"] is None


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_matter(desk: Desk, desk_file: DeskFile, seed: int) -> None:
    drafts = [*REPORTS, draft("Volcano", ELSEWHERE, DAY), draft("Kalevipank closed", BACKGROUND, DAY)]
    random.Random(seed).shuffle(drafts)
    numbers = dict(zip((one.title for one in drafts), link(desk_file, drafts), strict=True))
    found = {story_of(desk, numbers[one.title]) for one in REPORTS}
    assert len(found) == 1
    assert None not in found


def test_a_later_article_merges_two_stories(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS)
    (story,) = desk.stories.newest()
    kept = story.id
    with desk_file.writing() as connection:  # as if the third had been taken for another story first
        other = stories.create(connection)
        stories.assign(connection, [3], other)
        stories.update_summary(connection, other, 3)
        stories.update_summary(connection, kept, 1)
    link_again(desk_file, 2)
    assert {story_of(desk, number) for number in (1, 2, 3)} == {kept}
    assert desk.stories.get(other).id == kept
    (merge,) = desk.stories.page(kept).merges
    assert {merge.one.id, merge.other.id} & {3}
    assert merge.evidence.names


def test_a_story_keeps_its_number_when_all_is_linked_again(reported: Desk, desk_file: DeskFile) -> None:
    before = reported.stories.newest()
    linker = Linker()
    for number in (1, 2, 3, 4):
        link_again(desk_file, number, linker)
    assert reported.stories.newest() == before


def test_grouping_again_changes_nothing_that_is_right(reported: Desk, desk_file: DeskFile) -> None:
    before = reported.stories.newest()
    regroup_recent(desk_file, 1_000, never, now=DAY.timestamp() + 86_400)
    assert reported.stories.newest() == before


def test_grouping_again_corrects_what_is_wrong(reported: Desk, desk_file: DeskFile) -> None:
    (story,) = reported.stories.newest()
    with desk_file.writing() as connection:
        stories.assign(connection, [3], None)
        stories.update_summary(connection, story.id, None)
    regroup_recent(desk_file, 1_000, never, now=DAY.timestamp() + 86_400)
    assert story_of(reported, 3) == story.id


def test_recent_articles_are_grouped_again_once_a_day(reported: Desk, desk_file: DeskFile) -> None:
    now = DAY.timestamp() + 86_400
    regroup_recent(desk_file, 1, never, now=now)
    (story,) = reported.stories.newest()
    with desk_file.writing() as connection:
        stories.assign(connection, [3], None)
        stories.update_summary(connection, story.id, None)
    regroup_recent(desk_file, 1, never, now=now + 3_600)
    assert story_of(reported, 3) is None
    regroup_recent(desk_file, 1, never, now=now + 86_400)
    assert story_of(reported, 3) == story.id


def test_a_deleted_article_leaves_its_story(reported: Desk) -> None:
    (story,) = reported.stories.newest()
    reported.articles.delete([story.headline])
    (left,) = reported.stories.newest()
    assert (left.id, left.articles) == (story.id, 2)
    assert left.headline != story.headline
    for number in {1, 2, 3} - {story.headline}:
        reported.articles.delete([number])
    assert reported.stories.newest() == []
    with pytest.raises(NotFoundError, match="There is no story"):
        reported.stories.get(story.id)


def test_a_text_that_becomes_a_copy_leaves_its_story_whole(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [*REPORTS, draft("Volcano", ELSEWHERE, DAY)])
    with desk_file.writing() as connection:
        connection.execute("update article set text = ?, title = 'Volcano again' where id = 2", (ELSEWHERE,))
    link_again(desk_file, 2)
    assert (
        desk.articles.document(2)["story"]
        == desk.articles.document(4)["story"]
        != desk.articles.document(1)["story"]
    )
    assert_consistent(desk_file)


def test_deleted_articles_are_no_longer_counted(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft(f"Verdict {n}", VERDICT, DAY, source=f"S{n}") for n in range(12)])
    for number in range(2, 13):
        desk.articles.delete([number])
    link(desk_file, [draft("Banker in prison", SAME_EVENT, DAY)])
    assert story_of(desk, 13) == story_of(desk, 1) is not None
    assert_consistent(desk_file)


def test_a_list_by_story_shows_the_newest_article_of_each(reported: Desk) -> None:
    rows = reported.lists.headlines(View(stories=True), 0, 10)
    assert [row.id for row in rows] == [3, 4]
    assert reported.lists.count(View(stories=True)) == 2
    reported.mark_read([3])
    unread = View(Filter.UNREAD, stories=True)
    assert [row.id for row in reported.lists.headlines(unread, 0, 10)] == [2, 4]
    assert reported.lists.row_of(unread, 4) == 1


def test_marking_all_read_by_story_leaves_nothing_unread(reported: Desk) -> None:
    assert reported.articles.mark_all_read(View(Filter.UNREAD, stories=True)) == 4
    assert reported.lists.counts().unread == 0
