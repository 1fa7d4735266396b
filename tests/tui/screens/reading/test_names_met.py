"""The status line explains a name that is new to the reader."""

import pytest

from storage.database.connection import DeskFile
from storage.desk import Desk
from tui.navigation.places import Pane, ReadingPlace


@pytest.fixture
def described(desk_file: DeskFile, sample_desk: Desk) -> tuple[int, int]:
    """An article and one of its names, which another article describes."""
    with desk_file.writing() as connection:
        article, entity = connection.execute(
            "select min(article), entity from appearance "
            "group by entity having count(*) > 1 order by count(*) desc"
        ).fetchone()
        connection.execute("update appearance set description = ''")
        connection.execute(
            "update appearance set description = 'the man of the hour' where entity = ? and article <> ?",
            (entity, article),
        )
    return article, entity


async def walk_to(stage, entity: int) -> None:
    """Put the cursor on the first mention of a name."""
    marks = stage.reading.article_pane.marks
    stage.reading.article_pane.select_mark(next(at for at, m in enumerate(marks) if m.entity.id == entity))
    await stage.settle()


async def test_the_first_mention_is_explained_until_the_name_was_met(
    on_stage, sample_desk: Desk, described: tuple[int, int]
) -> None:
    article, entity = described
    async with on_stage(200, 50) as stage:
        stage.app.router.go(ReadingPlace(article=article, pane=Pane.ARTICLE))
        await stage.settle()
        name = sample_desk.names.get(entity).name
        assert f"{name}: the man of the hour (" in stage.lines()[-1]
        await walk_to(stage, entity)
        assert f"{name} · the man of the hour (" in stage.lines()[-1]
        stage.reading.panes.reader.reading_position.save()
        await stage.settle()
        assert entity not in sample_desk.names.introductions(article)
        stage.reading.desk_changed()
        await stage.settle()
        await walk_to(stage, entity)
        assert "the man of the hour" in stage.lines()[-1], "it stays as long as the article is open"
        other = 1 if article != 1 else 2
        for number in (other, article):
            stage.app.router.go(ReadingPlace(article=number, pane=Pane.ARTICLE))
            await stage.settle()
        await walk_to(stage, entity)
        assert "the man of the hour" not in stage.lines()[-1]


async def test_a_preview_meets_nobody(on_stage, sample_desk: Desk, described: tuple[int, int]) -> None:
    article, entity = described
    async with on_stage(200, 50) as stage:
        reader = stage.reading.panes.reader
        reader.load(ReadingPlace(article=article))
        await stage.settle()
        reader.reading_position.save()
        await stage.settle()
    assert entity in sample_desk.names.introductions(article)


async def test_nothing_is_said_where_nothing_is_known(
    on_stage, desk_file: DeskFile, described: tuple[int, int]
) -> None:
    article, entity = described
    with desk_file.writing() as connection:
        connection.execute("update appearance set description = ''")
    async with on_stage(200, 50) as stage:
        stage.app.router.go(ReadingPlace(article=article, pane=Pane.ARTICLE))
        await stage.settle()
        assert "(" not in stage.lines()[-1]
        await walk_to(stage, entity)
        assert "(" not in stage.lines()[-1]
