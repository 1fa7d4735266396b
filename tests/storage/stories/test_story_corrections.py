"""What the reader decides about stories, and its undoing."""

import pytest
from linkers import (
    DAY,
    ELSEWHERE,
    REPORTS,
    VERDICT,
    VERDICT_DRAFT,
    assert_consistent,
    copy,
    draft,
    link,
    link_again,
    never,
    story_of,
)

from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.desk import Desk
from storage.errors import CorrectionError, NotFoundError
from storage.stories.grouping import regroup_recent
from storage.stories.linking import Linker


def test_an_article_taken_out_stays_out(reported: Desk, desk_file: DeskFile) -> None:
    said = reported.stories.not_this_story(2)
    assert said == "Taken out of its story: “Banker Laanemets must go to prison”."
    (story,) = reported.stories.newest()
    assert story.articles == 2
    assert story_of(reported, 2) is None
    linker = Linker()
    for number in (1, 2, 3):
        link_again(desk_file, number, linker)
    regroup_recent(desk_file, 1_000, never, now=DAY.timestamp() + 86_400)
    assert story_of(reported, 2) is None
    assert {one.kind.value for one in reported.articles.links(2)} == {"related"}


def test_undo_puts_an_article_back_into_its_story(reported: Desk, desk_file: DeskFile) -> None:
    before = reported.stories.newest()
    said = reported.stories.not_this_story(2)
    out = reported.stories.newest()
    assert reported.undo() == f"Undone: t{said[1:].removesuffix('.')}"
    assert reported.stories.newest() == before
    assert reported.redo() == f"Redone: t{said[1:].removesuffix('.')}"
    assert reported.stories.newest() == out
    reported.undo()
    link_again(desk_file, 2)
    assert reported.stories.newest() == before


def test_two_stories_are_one_if_the_reader_says_so(desk: Desk, desk_file: DeskFile) -> None:
    eruption = ELSEWHERE.replace("Flights to Lombok were cancelled", "Lombok airport closed")
    link(
        desk_file,
        [
            *REPORTS[:2],
            draft("Volcano stops flights", ELSEWHERE, DAY),
            draft("Ash over Lombok", eruption, DAY),
        ],
    )
    verdict, volcano = story_of(desk, 1), desk.articles.document(3)["story"]
    assert None not in (verdict, volcano)
    assert verdict != volcano
    before = desk.stories.newest()
    desk.stories.same(2, 4)
    assert len({story_of(desk, number) for number in (1, 2, 3, 4)}) == 1
    regroup_recent(desk_file, 1_000, never, now=DAY.timestamp() + 86_400)
    link_again(desk_file, 3)
    assert len({story_of(desk, number) for number in (1, 2, 3, 4)}) == 1
    desk.undo()
    assert desk.stories.newest() == before


def test_two_articles_that_stand_alone_become_a_story(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [VERDICT_DRAFT, draft("Volcano", ELSEWHERE, DAY)])
    desk.stories.same(1, 2)
    (story,) = desk.stories.newest()
    assert story.articles == 2
    desk.undo()
    assert desk.stories.newest() == []


def test_the_latest_correction_holds(reported: Desk) -> None:
    reported.stories.not_this_story(2)
    reported.stories.same(2, 1)
    assert story_of(reported, 2) == story_of(reported, 1)
    reported.stories.not_this_story(2)
    assert story_of(reported, 2) is None


def test_an_impossible_correction_gives_a_sentence(reported: Desk) -> None:
    with pytest.raises(CorrectionError, match="is in no story with other articles"):
        reported.stories.not_this_story(4)
    with pytest.raises(CorrectionError, match="are in one story already"):
        reported.stories.same(1, 2)
    with pytest.raises(NotFoundError):
        reported.stories.not_this_story(99)
    with pytest.raises(NotFoundError):
        reported.stories.same(1, 99)


def test_a_copy_taken_out_of_its_story_takes_its_copies_along(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [*REPORTS[1:], copy("Verdict", source="A"), copy("The verdict", source="B")])
    assert len({story_of(desk, number) for number in (1, 2, 3, 4)}) == 1
    desk.stories.not_this_story(4)
    assert story_of(desk, 3) == story_of(desk, 4) != story_of(desk, 1)
    desk.undo()
    assert len({story_of(desk, number) for number in (1, 2, 3, 4)}) == 1


def test_redo_redirects_a_merged_story_again(desk: Desk, desk_file: DeskFile) -> None:
    eruption = ELSEWHERE.replace(
        "Flights to Lombok were cancelled", "Lombok airport closed down for the week"
    )
    link(
        desk_file,
        [
            *REPORTS[:2],
            draft("Volcano stops flights", ELSEWHERE, DAY),
            draft("Ash over Lombok", eruption, DAY),
        ],
    )
    gone = desk.articles.document(3)["story"]
    desk.stories.same(1, 3)
    kept = desk.articles.document(1)["story"]
    assert desk.stories.get(gone).id == kept
    desk.undo()
    assert desk.stories.get(kept).articles == 2
    desk.redo()
    assert desk.stories.get(gone).id == kept
    assert_consistent(desk_file)


def test_undo_keeps_later_articles_consistent(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS)
    desk.stories.not_this_story(1)
    link(
        desk_file,
        [copy("The whole verdict", VERDICT + " More is to come on Friday, the court said in the evening.")],
    )
    desk.undo()
    assert_consistent(desk_file)
    assert len({desk.articles.document(number)["story"] for number in (1, 2, 3)}) <= 2


def test_a_correction_reaches_hidden_copies(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS[:2])
    desk.stories.not_this_story(2)
    link(
        desk_file,
        [copy("The whole verdict", VERDICT + " More is to come on Friday, the court said in the evening.")],
    )
    desk.stories.same(2, 3)
    assert desk.articles.document(2)["story"] == desk.articles.document(3)["story"] is not None
    assert {one.kind.value for one in desk.articles.links(2)} >= {"same story"}


def test_an_article_can_be_taken_out_of_a_large_story(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft(f"Paper {n}", f"On {n} of nothing in particular", DAY) for n in range(170)])
    with desk_file.writing() as connection:
        story = stories.create(connection)
        stories.assign(connection, range(1, 171), story)
        stories.update_summary(connection, story, 1)
    desk.stories.not_this_story(170)
    assert desk.articles.document(170)["story"] is None
