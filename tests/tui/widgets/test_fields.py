"""Fields of dialogs: lines with suggestions, a choice among words, the line of a search."""

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input

from tui.widgets.fields import ChoiceField, LabelledField, SearchLine, TextField


class Form(App[None]):
    CSS = "LabelledField, ChoiceField { height: 1; width: 1fr; } .form-label { width: 10; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield LabelledField("Folder", TextField("folder", known=["World", "Words"]))
        yield LabelledField("Pages", ChoiceField("pages", ["auto", "always", "never"], "auto"))
        yield SearchLine("search", "Search")

    @on(ChoiceField.Submitted)
    @on(Input.Submitted)
    @on(Input.Changed)
    def _hear(self, event: ChoiceField.Submitted | Input.Submitted | Input.Changed) -> None:
        self.heard.append(type(event).__name__)


async def test_a_suggestion_is_accepted_with_the_right_arrow() -> None:
    app = Form()
    async with app.run_test() as pilot:
        line = app.query_one(TextField)
        line.focus()
        await pilot.press("W", "o", "r", "l")
        await app.workers.wait_for_complete()
        await pilot.press("right")
        assert line.value == "World"


async def test_the_arrow_keys_go_round_the_words_and_from_field_to_field() -> None:
    app = Form()
    async with app.run_test() as pilot:
        choice = app.query_one(ChoiceField)
        choice.focus()
        chosen = []
        for key in ("right", "l", "space", "left", "h"):
            await pilot.press(key)
            chosen.append(choice.chosen)
        assert chosen == ["always", "never", "auto", "never", "always"]
        await pilot.press("up")
        assert app.focused is app.query_one(TextField)
        await pilot.press("down", "enter")
        assert app.heard == ["Submitted"]


async def test_a_click_chooses_a_word() -> None:
    app = Form()
    async with app.run_test() as pilot:
        await pilot.click(ChoiceField, offset=(9, 0))
        assert app.query_one(ChoiceField).chosen == "always"


async def test_a_text_that_is_set_posts_no_change() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.query_one(TextField).set_text("World")
        app.query_one(SearchLine).set_text("Iraq")
        await pilot.pause()
        assert app.heard == []


async def test_the_down_arrow_submits_a_search() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.query_one(SearchLine).focus()
        await pilot.press("i", "down", "enter")
        assert app.heard == ["Changed", "Submitted", "Submitted"]


async def test_the_chosen_word_is_in_sight_however_narrow_the_field() -> None:
    app = Form()
    async with app.run_test(size=(19, 10)) as pilot:
        choice = app.query_one(ChoiceField)
        assert choice.size.width == 9
        choice.focus()
        await pilot.press("right")
        assert choice.render_line(0).text == "[always]…"
        await pilot.press("right")
        assert choice.render_line(0).text == "[never]  "
        await pilot.resize_terminal(29, 10)
        assert choice.render_line(0).text.startswith(" always  [never] ")
