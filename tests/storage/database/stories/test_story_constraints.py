"""What the reader decided about pairs of articles, and snapshots of stories."""

import pytest

from storage.database.connection import DeskFile
from storage.database.stories import stories, story_constraints
from storage.desk import Desk


def test_the_latest_constraint_on_a_pair_holds_whatever_its_order(
    sample_desk: Desk, desk_file: DeskFile
) -> None:
    with desk_file.writing() as connection:
        story_constraints.add(connection, [(2, 1), (1, 3)], must_link=True)
        story_constraints.add(connection, [(1, 2), (4, 5)], must_link=False)
        assert story_constraints.constraints(connection, [1]) == ({(1, 3)}, {(1, 2)})
        assert story_constraints.constraints(connection, [5]) == (set(), {(4, 5)})
        story_constraints.remove(connection, [(3, 1)])
        assert story_constraints.constraints(connection, [3]) == (set(), set())


@pytest.mark.parametrize("pair", [(1, 99), (99, 1), (98, 99)])
def test_a_pair_with_an_article_that_does_not_exist_is_left_out(
    sample_desk: Desk, desk_file: DeskFile, pair: tuple[int, int]
) -> None:
    with desk_file.writing() as connection:
        story_constraints.add(connection, [pair], must_link=True)
        assert story_constraints.constraints(connection, [1, 98, 99]) == (set(), set())


def test_a_snapshot_brings_back_stories_and_constraints(sample_desk: Desk, desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        before = story_constraints.snapshot(connection, [1, 2, 3])
        story = stories.create(connection)
        stories.assign(connection, [1, 2, 3], story)
        story_constraints.add(connection, [(1, 3)], must_link=True)
        for one in (1, story):
            stories.update_summary(connection, one, None)
        stories.merge_into(connection, 1, story, (1, 3))
        after = story_constraints.snapshot(connection, [1, 2, 3])
        story_constraints.restore(connection, before)
        assert story_constraints.snapshot(connection, [1, 2, 3]) == before
        story_constraints.restore(connection, after)
        assert story_constraints.snapshot(connection, [1, 2, 3]) == after
        assert stories.current_number(connection, 1) == story
