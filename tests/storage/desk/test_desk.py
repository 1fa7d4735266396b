"""The desk as a whole: snapshots, versions, and deletion of articles with links and stories."""

import threading
from dataclasses import replace

from linkers import DAY, ELSEWHERE, SAME_EVENT, VERDICT, VERDICT_DRAFT, draft, link, link_again
from newsroom import DRAFTS
from newsroom import draft as plain_draft

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Filter, LinkKind, View


def everything(desk: Desk) -> tuple[object, ...]:
    """Return what a screen could ask of every part of a desk."""
    return (
        desk.lists.counts(),
        desk.lists.headlines(View(), 0, 99),
        desk.lists.headlines(View(query="war"), 0, 99),
        desk.lists.count_unread(View(Filter.STARRED)),
        desk.articles.get(2),
        desk.articles.names(2),
        desk.articles.links(2),
        desk.names.search(),
        desk.stories.newest(),
        desk.feeds.all(),
        desk.values.get("theme"),
    )


def change_everything(desk: Desk, desk_file: DeskFile) -> None:
    """Write to every part of a desk that `everything` reads."""
    with desk_file.writing() as connection:
        articles.store(connection, plain_draft("War again", "Text."))
        articles.store(connection, replace(DRAFTS[1], text="Another text."))
    desk.articles.star(4)
    desk.articles.delete([1, 7])
    desk.values.set("theme", "dark")


def test_a_snapshot_is_one_moment_while_another_program_writes(sample_desk: Desk) -> None:
    with Desk.open(sample_desk.path) as other:
        other_file = DeskFile(sample_desk.path)
        with sample_desk.snapshot():
            before = everything(sample_desk)
            change_everything(other, other_file)
            assert everything(sample_desk) == before
            assert everything(other) != before
        assert everything(sample_desk) == everything(other)
        other_file.close()


def test_a_snapshot_is_one_moment_while_another_thread_writes(sample_desk: Desk, desk_file: DeskFile) -> None:
    with sample_desk.snapshot():
        before = everything(sample_desk)
        thread = threading.Thread(target=change_everything, args=(sample_desk, desk_file))
        thread.start()
        thread.join()
        assert everything(sample_desk) == before
        with sample_desk.snapshot():
            assert everything(sample_desk) == before
    assert everything(sample_desk) != before


def test_a_snapshot_is_of_its_thread_alone(sample_desk: Desk) -> None:
    found: list[int] = []
    with sample_desk.snapshot():
        assert sample_desk.lists.counts().unread == 7
        sample_desk.mark_read([1])
        assert sample_desk.lists.counts().unread == 7
        thread = threading.Thread(target=lambda: found.append(sample_desk.lists.counts().unread))
        thread.start()
        thread.join()
    assert found == [sample_desk.lists.counts().unread] == [6]


def test_own_writes_are_no_news(sample_desk: Desk) -> None:
    before = sample_desk.version()
    sample_desk.articles.star(1)
    sample_desk.articles.save_position(1, 5)
    sample_desk.undo()
    assert sample_desk.version() == before
    with Desk.open(sample_desk.path) as other:
        assert sample_desk.version() == before
        other.articles.save_position(1, 6)
        assert sample_desk.version() != before


def test_a_restored_article_finds_its_story_and_links_again(desk: Desk, desk_file: DeskFile) -> None:
    first, second, _ = link(
        desk_file, [VERDICT_DRAFT, draft("Banker in prison", SAME_EVENT, DAY), draft("Ash", ELSEWHERE, DAY)]
    )
    (story,), links = desk.stories.newest(), desk.articles.links(second)
    assert [one.other.id for one in links] == [first]
    desk.articles.delete([first])
    assert desk.stories.newest() == desk.articles.links(second) == []
    assert desk.stories.of(second) is None
    desk.undo()
    assert desk.stories.newest() == [story]
    link_again(desk_file, first)
    assert desk.articles.links(second) == links
    assert desk.stories.newest() == [story]
    assert counted_terms(desk_file) == 3


def test_a_deleted_copy_leaves_the_other_copies(desk: Desk, desk_file: DeskFile) -> None:
    copies = [replace(VERDICT_DRAFT, key=key, source=key, url=f"https://{key}.example/") for key in "abc"]
    numbers = link(desk_file, copies)
    (shown,) = desk.lists.headlines(View(), 0, 9)
    assert shown.copies == 2
    desk.articles.delete([shown.id])
    (heir,) = desk.lists.headlines(View(), 0, 9)
    assert (heir.id in numbers, heir.copies) == (True, 1)
    assert (desk.lists.counts().articles, desk.lists.counts().unread) == (1, 1)
    desk.undo()
    assert desk.lists.counts().articles == 2  # until it is known again as a copy
    link_again(desk_file, shown.id)
    (present,) = desk.lists.headlines(View(), 0, 9)
    assert (present.copies, desk.lists.counts().articles) == (2, 1)
    hidden = next(one for one in numbers if one != present.id)
    desk.articles.delete([hidden])
    assert desk.lists.headlines(View(), 0, 9)[0].copies == 1
    desk.undo()
    assert desk.lists.headlines(View(), 0, 9)[0].copies == 2


def test_what_the_reader_said_of_stories_survives_deletion_and_undo(desk: Desk, desk_file: DeskFile) -> None:
    first, second = link(desk_file, [VERDICT_DRAFT, draft("Banker in prison", SAME_EVENT, DAY)])
    desk.stories.not_this_story(second)
    assert desk.stories.newest() == []
    desk.articles.delete([first, second])
    desk.undo()
    for number in (first, second):
        link_again(desk_file, number)
    assert desk.stories.newest() == []
    assert [one.kind for one in desk.articles.links(second)] == [LinkKind.RELATED]
    assert desk.undo() is not None
    assert len(desk.stories.newest()) == 1


def test_a_deleted_article_is_not_compared_with_newer_ones(desk: Desk, desk_file: DeskFile) -> None:
    (first,) = link(desk_file, [VERDICT_DRAFT])
    desk.articles.delete([first])
    desk.undo()
    desk.redo()
    assert counted_terms(desk_file) == 0
    (copy,) = link(desk_file, [draft("Banker sentenced", VERDICT, DAY)])
    assert desk.articles.links(copy) == []


def counted_terms(desk_file: DeskFile) -> int:
    """Return how many articles the counts of terms are of."""
    with desk_file.reading() as connection:
        return int(connection.execute("select n from counter where name = 'indexed'").fetchone()[0])
