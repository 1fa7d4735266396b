"""What the list is searched for, highlighted in the article beside it."""

from storage.desk import Desk
from storage.model import Field, Kind, View
from tui.navigation.places import ReadingPlace


def matches(stage) -> list[str]:
    """Return what is highlighted in the article, in lower case, each once."""
    pane = stage.reading.article_pane
    return sorted({pane.page.text[one.field][one.start : one.end].lower() for one in pane.matches})


def coloured(stage, name: str) -> str:
    """Return the text of the article on screen that has the background of this style, in lower case."""
    pane = stage.reading.article_pane
    wanted = pane.get_component_rich_style(name).bgcolor
    parts = [part for line in range(pane.size.height) for part in pane.render_line(line)]
    return " ".join(part.text.lower() for part in parts if part.style and part.style.bgcolor == wanted)


async def search(stage, query: str) -> None:
    await stage.press("slash")
    await stage.type(query)
    await stage.press("enter")


async def test_words_are_highlighted_in_the_article_until_the_search_ends(on_stage) -> None:
    async with on_stage() as stage:
        await search(stage, "victory mosul")
        assert matches(stage) == ["mosul", "victory"]
        assert {one.field for one in stage.reading.article_pane.matches} == set(Field)
        assert "victory" in coloured(stage, "article--hit")
        await stage.press("j")
        assert "mosul" in matches(stage), "the next article of the list too"
        await stage.press("escape")
        assert stage.reading.view == View()
        assert matches(stage) == []
        assert coloured(stage, "article--hit") == ""


async def test_each_letter_changes_what_is_highlighted(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("slash")
        await stage.type("vict")
        assert matches(stage) == ["victory"]
        await stage.type("x")
        await stage.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert matches(stage) == []


async def test_a_name_is_highlighted_in_all_its_spellings(on_stage, sample_desk: Desk) -> None:
    person = next(one for one in sample_desk.names.search("abadi") if one.kind is Kind.PERSON)
    async with on_stage() as stage:
        stage.app.router.go(ReadingPlace(View(query=f'person:"{person.name}"')))
        await stage.settle()
        names = [one for one in stage.reading.article_pane.names if one.entity.id == person.id]
        mentions = {(one.field, one.start, one.end) for name in names for one in name.mentions}
        assert mentions
        assert mentions == set(stage.reading.article_pane.matches)


async def test_a_find_takes_the_place_of_the_matches(on_stage) -> None:
    async with on_stage() as stage:
        await search(stage, "mosul")
        await stage.press("enter", "slash")
        await stage.type("iraq")
        assert "mosul" not in coloured(stage, "article--hit")
        await stage.press("escape", "escape")
        assert matches(stage) == ["mosul"]
        assert "mosul" in coloured(stage, "article--hit")
