"""Stories as one thing to read: read until something new is said, starred, muted until a time."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from linkers import (
    DAY,
    ELSEWHERE,
    REPORTS,
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
from storage.model import Filter, Story, StoryFilter, View
from storage.pipeline.analyse import mark_for_reanalysis
from storage.stories import story_reading
from storage.stories.grouping import regroup_recent
from storage.stories.linking import Linker

REPEATS = draft(
    "Six years for Priit Laanemets",
    "The court in Tallinn sentenced Priit Laanemets, the head of Kalevipank, to six years in prison. He had "
    "moved 48 million euros through Limassol, said judge Helve Torim.",
    DAY + timedelta(hours=7),
    source="D",
)
SAYS_MORE = draft(
    "Laanemets sentenced, auditors in the dock next",
    "Priit Laanemets of Kalevipank was sentenced in Tallinn to six years in prison for moving 48 million "
    "euros through Limassol, said judge Helve Torim. A second trial against the auditors Kestrel Partners "
    "begins in October, announced prosecutor Maarika Soo, who named seven Cypriot notaries as accomplices.",
    DAY + timedelta(hours=8),
    source="E",
)
LATER = datetime.now(UTC) + timedelta(days=7)


def only_story(desk: Desk) -> Story:
    (story,) = desk.stories.newest()
    return story


def unread(desk: Desk) -> list[int]:
    return [one.id for one in desk.lists.headlines(View(Filter.UNREAD), 0, 50)]


@pytest.fixture
def read(reported: Desk) -> Desk:
    """Three reports of a verdict, marked read, and one of a volcano."""
    assert reported.stories.mark_read([only_story(reported).id]) == 3
    return reported


def test_a_story_is_marked_read_and_unread_with_all_its_articles(read: Desk) -> None:
    assert (only_story(read).unread, only_story(read).new) == (0, 0)
    assert unread(read) == [4]
    assert read.stories.mark_read([only_story(read).id], False) == 3
    assert only_story(read).unread == 3
    assert read.lists.counts().unread == 4


def test_what_repeats_the_story_becomes_read_and_what_says_more_does_not(
    read: Desk, desk_file: DeskFile
) -> None:
    link(desk_file, [REPEATS])
    assert (only_story(read).articles, only_story(read).unread) == (4, 0)
    link(desk_file, [SAYS_MORE])
    assert (only_story(read).articles, only_story(read).unread, only_story(read).new) == (5, 1, 1)
    assert unread(read) == [6, 4]
    (row,) = (one for one in read.lists.headlines(View(), 0, 50) if one.id == 6)
    assert row.story_new == 1
    read.stories.mark_read([only_story(read).id])
    assert (only_story(read).unread, only_story(read).new) == (0, 0)


def test_what_cannot_be_compared_stays_unread(read: Desk, desk_file: DeskFile) -> None:
    headline = "Laanemets Kalevipank Limassol Tallinn Helve Torim prison six years 48 million euros"
    (number,) = link(desk_file, [draft(headline, "", DAY + timedelta(hours=1))])
    if story_of(read, number) is None:
        read.stories.same(1, number)
    assert only_story(read).unread == 1


def test_a_story_that_was_only_read_article_by_article_gets_unread_arrivals(
    reported: Desk, desk_file: DeskFile
) -> None:
    reported.articles.mark_read([1, 2, 3])
    link(desk_file, [REPEATS])
    assert (only_story(reported).unread, only_story(reported).new) == (1, 0)


def test_undo_and_redo_cover_what_came_in_between(read: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [REPEATS, SAYS_MORE])
    assert read.undo() == "Undone: “Banker Laanemets sentenced to six years” marked read"
    assert (only_story(read).unread, only_story(read).new) == (5, 0)
    read.redo()
    # What came in between is judged again by what is read now.
    assert (only_story(read).unread, only_story(read).new) == (1, 1)
    read.undo()
    assert only_story(read).unread == 5
    assert read.undo() is None


def test_undo_of_the_second_mark_leaves_the_first(read: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [REPEATS, SAYS_MORE])
    read.stories.mark_read([only_story(read).id])
    read.undo()
    assert (only_story(read).unread, only_story(read).new) == (1, 1)
    read.undo()
    assert only_story(read).unread == 5


def test_marking_unread_can_be_undone(read: Desk, desk_file: DeskFile) -> None:
    read.stories.mark_read([only_story(read).id], False)
    link(desk_file, [REPEATS])
    assert only_story(read).unread == 4
    read.undo()
    assert only_story(read).unread == 0  # the one that came meanwhile says nothing new


def test_an_article_that_the_reader_makes_unread_stays_so(read: Desk, desk_file: DeskFile) -> None:
    read.articles.mark_read([2], False)
    link_again(desk_file, 2)
    regroup_recent(desk_file, 1_000, never, now=DAY.timestamp() + 86_400)
    assert (only_story(read).unread, only_story(read).new) == (1, 0)


def test_copies_are_read_with_their_story(read: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft("The same again", VERDICT, DAY + timedelta(hours=1), source="F")])
    assert only_story(read).unread == 0
    read.stories.mark_read([only_story(read).id], False)
    assert not read.article(5).read
    assert_consistent(desk_file)


def test_a_star_is_set_and_undone(reported: Desk) -> None:
    number = only_story(reported).id
    reported.stories.star([number])
    assert only_story(reported).starred
    assert reported.stories.newest(which=StoryFilter.STARRED) == reported.stories.newest()
    assert reported.lists.headlines(View(), 0, 1)[0].story_starred
    reported.undo()
    assert not only_story(reported).starred
    assert reported.stories.count(StoryFilter.STARRED) == 0


def test_a_muted_story_is_in_no_list_and_no_count_until_then(reported: Desk, desk_file: DeskFile) -> None:
    number = only_story(reported).id
    reported.stories.mute([number], LATER)
    link(desk_file, [SAYS_MORE])
    assert reported.stories.newest() == []
    assert reported.stories.count() == 0
    assert unread(reported) == [4]
    assert reported.lists.counts().unread == 1
    (muted,) = reported.stories.newest(which=StoryFilter.MUTED)
    assert reported.stories.count(StoryFilter.MUTED) == 1
    assert (muted.id, muted.articles, muted.unread, muted.muted_until) == (number, 4, 4, LATER)
    assert reported.stories.get(number) == muted
    assert {one.id for _, day in reported.stories.page(number).days for one in day} == {1, 2, 3, 5}
    reported.stories.mute([number], None)
    assert only_story(reported).unread == 4
    assert_consistent(desk_file)


def test_a_mute_is_undone_and_redone(reported: Desk, desk_file: DeskFile) -> None:
    before = only_story(reported)
    reported.stories.mute([before.id], LATER)
    reported.undo()
    assert only_story(reported) == before
    reported.redo()
    assert reported.stories.newest() == []
    reported.stories.mute([before.id], LATER + timedelta(days=30))
    reported.undo()
    assert reported.stories.newest(which=StoryFilter.MUTED)[0].muted_until == LATER
    assert_consistent(desk_file)


def test_a_mute_ends_by_itself(reported: Desk, desk_file: DeskFile) -> None:
    reported.stories.mute([only_story(reported).id], datetime.now(UTC) + timedelta(seconds=0.2))
    assert reported.stories.newest() == []
    time.sleep(0.25)
    reported.articles.unhide_due()
    assert only_story(reported).muted_until is None
    link(desk_file, [SAYS_MORE])
    assert only_story(reported).unread == 4
    assert reported.stories.count(StoryFilter.MUTED) == 0


def test_what_the_reader_hid_stays_hidden_when_a_mute_ends(reported: Desk) -> None:
    number = only_story(reported).id
    reported.articles.hide([2])
    reported.stories.mute([number], LATER)
    reported.stories.mute([number], None)
    assert unread(reported) == [3, 4, 1]


def test_what_repeated_a_read_story_is_unread_once_taken_out(read: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [REPEATS])
    assert unread(read) == [4]
    read.stories.not_this_story(5)
    assert unread(read) == [5, 4]
    read.undo()
    assert unread(read) == [4]


def test_an_article_that_came_read_into_a_read_story_can_be_marked_unread(
    divided: Desk, desk_file: DeskFile
) -> None:
    divided.stories.mark_read([story_of(divided, 1) or 0])
    divided.articles.mark_read([3, 4])
    divided.stories.same(1, 3)
    divided.articles.mark_read([4], False)
    with desk_file.writing() as connection:
        story_reading.settle(connection)
    assert unread(divided) == [4, 5]


def test_an_article_of_a_muted_story_that_the_reader_shows_again_stays(
    reported: Desk, desk_file: DeskFile
) -> None:
    number = only_story(reported).id
    reported.stories.mute([number], LATER)
    reported.articles.unhide([2])
    with desk_file.writing() as connection:
        story_reading.settle(connection)
    assert unread(reported) == [2, 4]
    reported.stories.mute([number], LATER + timedelta(days=1))
    assert unread(reported) == [4]
    reported.stories.mute([number], None)
    assert sorted(unread(reported)) == [1, 2, 3, 4]


def test_an_article_that_the_reader_marked_unread_stays_so_after_deletion_and_undo(
    read: Desk, desk_file: DeskFile
) -> None:
    link(desk_file, [REPEATS])
    read.articles.mark_read([5], False)
    read.articles.delete([5])
    read.undo()
    assert unread(read) == [5, 4]
    assert only_story(read).new == 0


def test_an_article_taken_out_of_a_muted_story_comes_back(reported: Desk, desk_file: DeskFile) -> None:
    reported.stories.mute([only_story(reported).id], LATER)
    reported.stories.not_this_story(2)
    assert unread(reported) == [2, 4]
    reported.undo()
    assert unread(reported) == [4]
    assert_consistent(desk_file)


def test_an_article_deleted_from_a_muted_story_is_hidden_only_while_it_is_muted(reported: Desk) -> None:
    number = only_story(reported).id
    reported.stories.mute([number], LATER)
    reported.articles.delete([2])
    reported.undo()
    assert unread(reported) == [4]
    reported.articles.delete([2])
    reported.stories.mute([number], None)
    reported.undo()
    reported.undo()
    assert unread(reported) == [4]
    reported.undo()
    assert len(unread(reported)) == 4


@pytest.fixture
def divided(desk: Desk, desk_file: DeskFile) -> Desk:
    """Two stories of the verdict, which belong together, and a volcano."""
    link(desk_file, [*REPORTS, REPEATS, draft("Volcano stops flights", ELSEWHERE, DAY)])
    with desk_file.writing() as connection:
        other = stories.create(connection)
        stories.assign(connection, [3, 4], other)
        stories.update_summary(connection, other, 3)
        stories.update_summary(connection, 1, 1)
    assert len(desk.stories.newest()) == 2
    return desk


def test_merged_stories_have_the_state_of_both(divided: Desk, desk_file: DeskFile) -> None:
    first, second = story_of(divided, 1), story_of(divided, 3)
    assert first
    assert second
    divided.stories.mark_read([first])
    divided.stories.star([second])
    divided.stories.same(1, 3)
    story = only_story(divided)
    assert story.starred
    # What the other story had repeats what is read.
    assert (story.articles, story.unread) == (4, 0)
    divided.undo()
    states = {one.id: (one.starred, one.unread) for one in divided.stories.newest()}
    assert states == {first: (False, 0), second: (True, 2)}
    divided.redo()
    assert only_story(divided).unread == 0


def test_the_state_of_merged_stories_is_taken_back_as_one(divided: Desk) -> None:
    divided.stories.star([story_of(divided, 3) or 0])
    divided.stories.same(1, 3)
    divided.stories.star([only_story(divided).id], False)
    assert not only_story(divided).starred
    divided.undo()
    assert only_story(divided).starred


def test_a_story_that_is_divided_leaves_its_state_to_both_parts(desk: Desk, desk_file: DeskFile) -> None:
    eruption = ELSEWHERE.replace("Flights to Lombok were cancelled", "Lombok airport closed")
    volcanoes = [draft("Volcano stops flights", ELSEWHERE, DAY), draft("Ash over Lombok", eruption, DAY)]
    link(desk_file, [*REPORTS, *volcanoes])
    with desk_file.writing() as connection:  # as if all had been taken for one story
        stories.assign(connection, [1, 2, 3, 4, 5], 1)
        stories.update_summary(connection, 1, 1)
    desk.stories.mute([1], LATER)
    desk.stories.star([1])
    regroup_recent(desk_file, 1_000, never, now=DAY.timestamp() + 86_400)
    muted = desk.stories.newest(which=StoryFilter.MUTED)
    assert sorted(one.articles for one in muted) == [2, 3]
    assert all(one.starred for one in muted)
    assert unread(desk) == []


def test_states_survive_a_new_analysis(read: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [SAYS_MORE])
    read.articles.mark_read([2], False)
    before = only_story(read)
    read.stories.star([before.id])
    with desk_file.writing() as connection:
        mark_for_reanalysis(connection)
    linker = Linker()
    for number in (5, 4, 3, 2, 1):
        link_again(desk_file, number, linker)
    with desk_file.writing() as connection:
        stories.clear_previous_stories(connection)
        story_reading.settle(connection)
    assert (only_story(read).id, only_story(read).starred) == (before.id, True)
    assert (only_story(read).unread, only_story(read).new) == (2, 1)


def test_the_next_unread_story_is_found_around_the_end(divided: Desk) -> None:
    first, second = (one.id for one in divided.stories.newest())
    assert divided.stories.next_unread(first, 1) == (second, 1)
    assert divided.stories.next_unread(second, 1) == (first, 0)
    assert divided.stories.next_unread(second, -1) == (first, 0)
    divided.stories.mark_read([second])
    assert divided.stories.next_unread(first, 1) is None
    assert divided.stories.next_unread(None, 1) == (first, 0)
    assert [one.id for one in divided.stories.newest(which=StoryFilter.UNREAD)] == [first]
    assert divided.stories.count(StoryFilter.UNREAD) == 1


def test_stories_that_are_not_there(reported: Desk) -> None:
    for call in (reported.stories.mark_read, reported.stories.star):
        with pytest.raises(NotFoundError):
            call([only_story(reported).id, 99])
    with pytest.raises(NotFoundError):
        reported.stories.mute([99], LATER)
    assert only_story(reported).unread == 3
    assert reported.undo() is None
