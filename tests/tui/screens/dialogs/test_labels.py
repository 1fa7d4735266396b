"""The labels of an article, by the dialog."""

from threading import Event

import pytest
from subscriptions import TECHNICA, furnish

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import View
from tui.queries import label_queries
from tui.screens.dialogs.labels import LabelsScreen
from tui.screens.reading.reading_screen import ReadingScreen
from tui.widgets.check_list import CheckList
from tui.widgets.fields import TextField
from tui.widgets.navigator import LabelItem

VICTORY = 1  # the fifth row of the list


@pytest.fixture(autouse=True)
def _labelled(sample_desk: Desk) -> None:
    sample_desk.labels.change([VICTORY, 2], ["iraq"])
    sample_desk.labels.change([3, 4, 5], ["to read"])


OPEN = (*"jjjj", "T")


async def test_a_new_label_and_a_known_one(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        assert "Labels of “Iraq declares victory over Islamic State”" in stage.screen_text()
        assert stage.app.screen.query_one(CheckList).items == ["iraq", "to read"]
        assert "[✓] iraq" in stage.screen_text()
        await stage.type("Later")
        assert "⏎ makes a new label “Later”." in stage.screen_text()
        await stage.press("enter")
        await stage.type("to r")
        assert stage.app.screen.query_one(CheckList).items == ["to read"]
        await stage.press("right", "enter", "enter")
        assert isinstance(stage.app.screen, ReadingScreen)
        assert stage.lines()[-1].startswith(" Labels: iraq, Later, to read; u takes it back.")
        assert sample_desk.articles.get(VICTORY).labels == ("iraq", "Later", "to read")
        assert "#iraq #Later #to read" in stage.screen_text()
        await stage.press("u")
        assert sample_desk.articles.get(VICTORY).labels == ("iraq",)
        assert "#Later" not in stage.screen_text()


async def test_removing_by_the_list(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN, "down", "enter", "down", "j", "enter", "enter")
        assert isinstance(stage.app.screen, ReadingScreen)
        assert sample_desk.articles.get(VICTORY).labels == ("to read",)


async def test_typing_the_name_of_a_label_that_it_has_removes_it(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        await stage.type("IRAQ")
        await stage.press("enter", "enter")
        assert sample_desk.articles.get(VICTORY).labels == ()
        assert "The article has no labels now; u takes it back." in stage.lines()[-1]


async def test_several_at_once_and_what_is_no_label(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        stage.app.screen.query_one("#label", TextField).value = " #a, b ,, A"
        await stage.press("enter", "enter")
        assert sample_desk.articles.get(VICTORY).labels == ("a", "b", "iraq")
        await stage.press("T")
        stage.app.screen.query_one("#label", TextField).value = " #, "
        await stage.press("enter")
        assert "A label needs a letter or a digit." in stage.screen_text()


async def test_nothing_changed_is_nothing_written(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        await stage.type("iraq")
        await stage.press("enter", "down", "enter", "up", "enter", "T", "escape")
        assert isinstance(stage.app.screen, ReadingScreen)
        await stage.press("T")
        await stage.type("x")
        await stage.press("enter", "escape")
        assert sample_desk.undo() == "Undone: 3 articles labelled “to read”"  # the fixture's


async def test_the_open_article_shows_its_labels(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press(*"jjjj", "enter", "T")
        assert isinstance(stage.app.screen, LabelsScreen)
        await stage.type("war")
        await stage.press("enter", "enter")
        page = stage.reading.article_pane.page
        assert page
        assert "#iraq #war" in page.about


async def test_labels_of_a_feed(on_stage, sample_desk: Desk, desk_file: DeskFile) -> None:
    furnish(desk_file)
    sample_desk.feeds.edit(TECHNICA + 1, labels=["machines"])
    async with on_stage() as stage:
        await stage.press("exclamation_mark", *"jjjj", "c")
        field = stage.app.screen.query_one("#feed-labels", TextField)
        field.focus()
        await stage.type("mac")
        await stage.press("right")
        assert field.value == "machines"
        await stage.type(", Daily")
        await stage.press("enter")
        assert sample_desk.feeds.get(TECHNICA).labels == ("Daily", "machines")


async def test_the_rows_of_labels_in_the_lists(on_stage, sample_desk: Desk) -> None:
    async with on_stage(200, 50) as stage:
        outline = stage.reading.navigator
        assert "Labels" in stage.screen_text()
        outline.select(LabelItem("to read"))
        outline.focus()
        await stage.settle()
        assert "Label · 3 articles, 3 unread" in stage.lines()[-1]
        await stage.press("enter")
        assert stage.reading.panes.view == View(query='label:"to read"')
        assert "3 found in 7" in stage.lines()[0]
        outline.select(LabelItem("to read"))
        outline.focus()
        await stage.press("c")
        stage.app.screen.query_one("#label-name", TextField).value = "later"
        await stage.press("enter")
        assert "Label “to read” renamed to “later”; u takes it back." in stage.lines()[-1]
        assert sample_desk.labels.names() == ["iraq", "later"]
        outline.select(LabelItem("later"))
        await stage.press("r")
        assert "A label has no address" in stage.lines()[-1]
        await stage.press("d")
        assert "Label “later” deleted; u takes it back." in stage.lines()[-1]
        assert sample_desk.labels.names() == ["iraq"]
        await stage.press("u", "u")
        assert sample_desk.labels.names() == ["iraq", "to read"]


async def test_a_label_typed_before_the_others_are_loaded_is_added(
    on_stage, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Event()
    find = label_queries.find_labels

    def find_later(*given) -> object:
        loaded.wait(10)
        return find(*given)

    monkeypatch.setattr(label_queries, "find_labels", find_later)
    async with on_stage() as stage:
        await stage.press(*"jjjj")
        await stage.pilot.press("T")
        await stage.until(lambda: isinstance(stage.app.screen, LabelsScreen))
        await stage.pilot.press(*"iraq", "enter")
        loaded.set()
        await stage.settle()
        assert "[✓] iraq" in stage.screen_text()
        await stage.press("enter")
        assert sample_desk.articles.get(VICTORY).labels == ("iraq",)


async def test_the_line_says_which_labels_are_new(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press(*OPEN)
        await stage.type("later, iraq")
        assert "⏎ makes a new label “later”." in stage.screen_text()
        await stage.type(",soon")
        assert "⏎ makes new labels “later”, “soon”." in stage.screen_text()
