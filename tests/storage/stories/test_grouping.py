"""Stories as they grow, and what the reader says of them."""

import random
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from linkers import BACKGROUND, DAY, ELSEWHERE, SAME_EVENT, VERDICT, VERDICT_DRAFT, again, draft, link

from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.desk import Desk
from storage.errors import CorrectionError, NotFoundError
from storage.model import Draft, Filter, View
from storage.stories.grouping import regroup_recent
from storage.stories.linking import Linker

THIRD = """Six years in prison: with that sentence the trial of Priit Laanemets ended in Tallinn. The head of
Kalevipank had moved 48 million euros through Limassol, said judge Helve Torim, and hidden 1,340 accounts."""
REPORTS = [
    VERDICT_DRAFT,
    draft("Banker Laanemets must go to prison", SAME_EVENT, DAY + timedelta(hours=2), source="B"),
    draft("Laanemets sentenced in Tallinn", THIRD, DAY + timedelta(hours=5), source="C"),
]


def _never() -> bool:
    return False


def story_of(desk: Desk, article: int) -> int | None:
    story = desk.stories.of(article)
    return story.id if story else None


@pytest.fixture
def reported(desk: Desk, desk_file: DeskFile) -> Desk:
    """Three reports of a verdict and one of a volcano."""
    link(desk_file, [*REPORTS, draft("Volcano stops flights", ELSEWHERE, DAY)])
    return desk


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


def test_a_later_article_joins_two_stories(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS)
    (story,) = desk.stories.newest()
    kept = story.id
    with desk_file.writing() as connection:  # as if the third had been taken for another story first
        other = stories.create(connection)
        stories.assign(connection, [3], other)
        stories.update_summary(connection, other, 3)
        stories.update_summary(connection, kept, 1)
    again(desk_file, 2)
    assert {story_of(desk, number) for number in (1, 2, 3)} == {kept}
    assert desk.stories.get(other).id == kept
    (merge,) = desk.stories.page(kept).merges
    assert {merge.one.id, merge.other.id} & {3}
    assert merge.evidence.names


def test_a_story_keeps_its_number_when_all_is_linked_again(reported: Desk, desk_file: DeskFile) -> None:
    before = reported.stories.newest()
    linker = Linker()
    for number in (1, 2, 3, 4):
        again(desk_file, number, linker)
    assert reported.stories.newest() == before


def test_the_repair_changes_nothing_that_is_right(reported: Desk, desk_file: DeskFile) -> None:
    before = reported.stories.newest()
    regroup_recent(desk_file, 1_000, _never, now=DAY.timestamp() + 86_400)
    assert reported.stories.newest() == before


def test_the_repair_brings_back_what_is_wrong(reported: Desk, desk_file: DeskFile) -> None:
    (story,) = reported.stories.newest()
    with desk_file.writing() as connection:
        stories.assign(connection, [3], None)
        stories.update_summary(connection, story.id, None)
    regroup_recent(desk_file, 1_000, _never, now=DAY.timestamp() + 86_400)
    assert story_of(reported, 3) == story.id


def test_the_repair_waits_for_a_day_unless_much_has_come(reported: Desk, desk_file: DeskFile) -> None:
    now = DAY.timestamp() + 86_400
    regroup_recent(desk_file, 1, _never, now=now)
    (story,) = reported.stories.newest()
    with desk_file.writing() as connection:
        stories.assign(connection, [3], None)
        stories.update_summary(connection, story.id, None)
    regroup_recent(desk_file, 1, _never, now=now + 3_600)
    assert story_of(reported, 3) is None
    regroup_recent(desk_file, 1, _never, now=now + 86_400)
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


# What the reader says


def test_an_article_taken_out_stays_out(reported: Desk, desk_file: DeskFile) -> None:
    said = reported.stories.not_this_story(2)
    assert said == "“Banker Laanemets must go to prison” is not this story."
    (story,) = reported.stories.newest()
    assert story.articles == 2
    assert story_of(reported, 2) is None
    linker = Linker()
    for number in (1, 2, 3):
        again(desk_file, number, linker)
    regroup_recent(desk_file, 1_000, _never, now=DAY.timestamp() + 86_400)
    assert story_of(reported, 2) is None
    assert {one.kind.value for one in reported.articles.links(2)} == {"related"}


def test_what_was_taken_out_comes_back_by_undo(reported: Desk, desk_file: DeskFile) -> None:
    before = reported.stories.newest()
    said = reported.stories.not_this_story(2)
    out = reported.stories.newest()
    assert reported.undo() == f"Undone: {said.removesuffix('.')}"
    assert reported.stories.newest() == before
    assert reported.redo() == f"Redone: {said.removesuffix('.')}"
    assert reported.stories.newest() == out
    reported.undo()
    again(desk_file, 2)
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
    regroup_recent(desk_file, 1_000, _never, now=DAY.timestamp() + 86_400)
    again(desk_file, 3)
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


def test_the_last_word_holds(reported: Desk) -> None:
    reported.stories.not_this_story(2)
    reported.stories.same(2, 1)
    assert story_of(reported, 2) == story_of(reported, 1)
    reported.stories.not_this_story(2)
    assert story_of(reported, 2) is None


def test_what_cannot_be_is_said(reported: Desk) -> None:
    with pytest.raises(CorrectionError, match="is in no story with other articles"):
        reported.stories.not_this_story(4)
    with pytest.raises(CorrectionError, match="are in one story already"):
        reported.stories.same(1, 2)
    with pytest.raises(NotFoundError):
        reported.stories.not_this_story(99)
    with pytest.raises(NotFoundError):
        reported.stories.same(1, 99)


# Copies


def copy(title: str, text: str = VERDICT, **more: object) -> Draft:
    return draft(title, text, DAY + timedelta(hours=1), **more)


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


def test_copies_get_another_row_when_theirs_goes(desk: Desk, desk_file: DeskFile) -> None:
    link(
        desk_file,
        [copy("Verdict", source="A"), copy("The verdict", source="B"), copy("So it is", source="C")],
    )
    (row,) = desk.lists.headlines(View(), 0, 10)
    desk.articles.delete([row.id])
    (left,) = desk.lists.headlines(View(), 0, 10)
    assert left.copies == 1
    assert desk.lists.counts().articles == 1


def test_a_copy_taken_out_of_its_story_takes_its_copies_along(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [*REPORTS[1:], copy("Verdict", source="A"), copy("The verdict", source="B")])
    assert len({story_of(desk, number) for number in (1, 2, 3, 4)}) == 1
    desk.stories.not_this_story(4)
    assert story_of(desk, 3) == story_of(desk, 4) != story_of(desk, 1)
    desk.undo()
    assert len({story_of(desk, number) for number in (1, 2, 3, 4)}) == 1


# Lists and the page


def test_a_list_by_story_has_its_newest_article(reported: Desk) -> None:
    rows = reported.lists.headlines(View(stories=True), 0, 10)
    assert [row.id for row in rows] == [3, 4]
    assert reported.lists.count(View(stories=True)) == 2
    reported.mark_read([3])
    unread = View(Filter.UNREAD, stories=True)
    assert [row.id for row in reported.lists.headlines(unread, 0, 10)] == [2, 4]
    assert reported.lists.row_of(unread, 4) == 1


@pytest.mark.parametrize(
    ("zone", "days"),
    [("UTC", {1: [1, 2], 2: [3]}), ("Asia/Tokyo", {2: [1, 2, 3]}), ("America/Los_Angeles", {1: [1, 2, 3]})],
)
def test_each_day_of_a_story_is_shown_once_by_the_clock_of_the_reader(
    desk: Desk,
    desk_file: DeskFile,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    days: dict[int, list[int]],
) -> None:
    times = (
        datetime(2022, 1, 2, 1, tzinfo=timezone(timedelta(hours=9))),
        datetime(2022, 1, 1, 20, tzinfo=UTC),
        datetime(2022, 1, 2, 6, tzinfo=UTC),
    )
    link(desk_file, [replace(one, published=when) for one, when in zip(REPORTS, times, strict=True)])
    story = story_of(desk, 1)
    assert story is not None
    with monkeypatch.context() as clock:
        clock.setenv("TZ", zone)
        time.tzset()
        shown = desk.stories.page(story).days
    time.tzset()
    assert [(day, [one.id for one in some]) for day, some in shown] == [
        (date(2022, 1, day), some) for day, some in days.items()
    ]


def test_a_story_has_a_page(reported: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft("Tallinn closes Kalevipank", BACKGROUND, DAY - timedelta(days=300))])
    story = story_of(reported, 1)
    assert story is not None
    page = reported.stories.page(story)
    assert [(day, [one.id for one in some]) for day, some in page.days] == [(DAY.date(), [1, 2, 3])]
    assert dict(page.sources) == {"": 1, "B": 1, "C": 1}
    assert [one.other.id for one in page.before] == [5]
    assert page.after == ()
    assert page.news == ()


def test_what_is_new_is_told_once_something_is_read(reported: Desk) -> None:
    assert reported.news_in(1) == []
    reported.mark_read([2])
    article = reported.article(1)
    said = [article.text[start:end] for start, end in reported.news_in(1)]
    assert any("clerk at the Limassol branch" in " ".join(one.split()) for one in said)
    assert not any("six years in prison" in one for one in said)
    story = story_of(reported, 1)
    assert story is not None
    assert {one.headline.id for one in reported.stories.page(story).news} <= {1, 3}
    assert 1 in {one.headline.id for one in reported.stories.page(story).news}


# What must always hold


def assert_all_hangs_together(desk_file: DeskFile) -> None:
    """Every story counts its articles and has its headline among them; copies are with what is shown."""
    with desk_file.reading() as connection:
        for story in connection.execute("select * from story").fetchall():
            own = [
                row[0] for row in connection.execute("select id from article where story = ?", (story["id"],))
            ]
            assert story["articles"] == len(own), story["id"]
            assert not own or story["headline"] in own
            assert not own or story["merged_into"] is None
        for copy_, shown in connection.execute(
            "select copy.id, copy.copy_of from article copy where copy.copy_of is not null"
        ).fetchall():
            rows = connection.execute(
                "select story, read_at is null, copy_of from article where id in (?, ?) order by id",
                (copy_, shown),
            ).fetchall()
            assert rows[0][:2] == rows[1][:2]
        (linked,) = connection.execute("select n from counter where name = 'linked'").fetchone()
        assert connection.execute("select count(*) from profile").fetchone()[0] == linked


SCHOOLS = """The schools of Bergen stay closed on Monday. Teachers have gone on strike for better pay, said
Ingrid Haaland of their union. Parents are asked to keep their children at home.
Talks with the city go on at noon."""


def test_a_digest_brings_nothing_together(desk: Desk, desk_file: DeskFile) -> None:
    digest = f"{ELSEWHERE} {SCHOOLS}"
    link(
        desk_file,
        [draft("Volcano", ELSEWHERE, DAY), draft("Schools", SCHOOLS, DAY), draft("Morning", digest, DAY)],
    )
    assert desk.lists.counts().articles >= 2
    desk.articles.mark_read([1])
    assert not desk.articles.get(2).read
    assert_all_hangs_together(desk_file)


def test_a_weekly_note_with_the_same_words_is_unread(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft("Weekly open thread", "", DAY)])
    desk.articles.mark_read([1])
    link(desk_file, [draft("Weekly open thread", "", DAY + timedelta(days=7))])
    assert not desk.articles.get(2).read
    assert desk.lists.counts().articles == 2


def test_another_shown_copy_keeps_the_story(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Short", VERDICT[:700]), copy("As short", VERDICT[:705])])
    (before,) = [story_of(desk, 1)] if story_of(desk, 1) else [desk.articles.document(1)["story"]]
    link(desk_file, [copy("Whole")])
    assert (
        desk.articles.document(3)["story"] in (before, None) or desk.articles.document(1)["story"] == before
    )
    assert_all_hangs_together(desk_file)


def test_a_text_that_becomes_a_copy_leaves_its_story_whole(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [*REPORTS, draft("Volcano", ELSEWHERE, DAY)])
    with desk_file.writing() as connection:
        connection.execute("update article set text = ?, title = 'Volcano again' where id = 2", (ELSEWHERE,))
    again(desk_file, 2)
    assert (
        desk.articles.document(2)["story"]
        == desk.articles.document(4)["story"]
        != desk.articles.document(1)["story"]
    )
    assert_all_hangs_together(desk_file)


def test_deleted_articles_are_counted_no_more(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft(f"Verdict {n}", VERDICT, DAY, source=f"S{n}") for n in range(12)])
    for number in range(2, 13):
        desk.articles.delete([number])
    link(desk_file, [draft("Banker in prison", SAME_EVENT, DAY)])
    assert story_of(desk, 13) == story_of(desk, 1) is not None
    assert_all_hangs_together(desk_file)


def test_redo_brings_back_where_a_number_leads(desk: Desk, desk_file: DeskFile) -> None:
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
    assert_all_hangs_together(desk_file)


def test_undo_minds_what_has_come_since(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS)
    desk.stories.not_this_story(1)
    link(
        desk_file,
        [copy("The whole verdict", VERDICT + " More is to come on Friday, the court said in the evening.")],
    )
    desk.undo()
    assert_all_hangs_together(desk_file)
    assert len({desk.articles.document(number)["story"] for number in (1, 2, 3)}) <= 2


def test_the_last_word_reaches_hidden_copies(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, REPORTS[:2])
    desk.stories.not_this_story(2)
    link(
        desk_file,
        [copy("The whole verdict", VERDICT + " More is to come on Friday, the court said in the evening.")],
    )
    desk.stories.same(2, 3)
    assert desk.articles.document(2)["story"] == desk.articles.document(3)["story"] is not None
    assert {one.kind.value for one in desk.articles.links(2)} >= {"same story"}


def test_a_large_story_lets_the_one_that_is_meant_go(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [draft(f"Paper {n}", f"On {n} of nothing in particular", DAY) for n in range(170)])
    with desk_file.writing() as connection:
        story = stories.create(connection)
        stories.assign(connection, range(1, 171), story)
        stories.update_summary(connection, story, 1)
    desk.stories.not_this_story(170)
    assert desk.articles.document(170)["story"] is None


def test_what_is_changed_is_unread_in_all_copies(desk: Desk, desk_file: DeskFile) -> None:
    link(desk_file, [copy("Verdict", source="A"), copy("The verdict", source="B")])
    desk.articles.mark_read([1])
    desk.articles.mark_read([2], read=False)
    assert not desk.articles.get(1).read
    assert_all_hangs_together(desk_file)


def test_all_read_by_story_leaves_nothing_unread(reported: Desk) -> None:
    assert reported.articles.mark_all_read(View(Filter.UNREAD, stories=True)) == 4
    assert reported.lists.counts().unread == 0
