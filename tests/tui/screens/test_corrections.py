"""What the reader says of a name by a key: seen at once, taken back by another."""

import pytest
from newsroom import ABADI, IRAQ, MOSUL

from storage.desk import Desk
from storage.model import Kind
from tui.navigation.places import NamePlace
from tui.screens.name import NameScreen
from tui.screens.names import NamesScreen

TO_VICTORY = ["j"] * 4
TO_IRAQ = ["enter", "right_square_bracket"]
SIZES = [(80, 24), (120, 40), (200, 50)]


def shown(desk: Desk) -> set[str]:
    return {entity.name for entity in desk.names.search()}


@pytest.mark.parametrize("size", SIZES)
async def test_two_names_become_one_from_an_article(
    on_stage, sample_desk: Desk, size: tuple[int, int]
) -> None:
    async with on_stage(*size) as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press(*TO_IRAQ, "equals_sign")
        assert "“Iraq” is the same as" in stage.screen_text()
        await stage.type("mos")
        await stage.press("enter")
        assert "u takes it back" in stage.lines()[-1]
        assert shown(sample_desk).isdisjoint({MOSUL})
        marks = {mark.entity.name for mark in stage.reading.article_pane.marks}
        assert MOSUL not in marks
        await stage.press("u")
        assert MOSUL in shown(sample_desk)
        assert MOSUL in {mark.entity.name for mark in stage.reading.article_pane.marks}
        await stage.press("U")
        assert MOSUL not in shown(sample_desk)


async def test_the_cursor_stays_on_the_name_that_was_corrected(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press(*TO_IRAQ, "right_square_bracket", "right_square_bracket")
        assert stage.reading.article_pane.entity.name == ABADI
        await stage.press("F")
        assert stage.reading.article_pane.entity.followed
        assert stage.lines()[-1].startswith(" You follow “Haidar al-Abadi”.")
        await stage.press("F")
        assert not stage.reading.article_pane.entity.followed


async def test_a_followed_name_stands_in_the_navigator_with_what_is_unread(
    on_stage, sample_desk: Desk
) -> None:
    sample_desk.names.follow(sample_desk.names.search(ABADI)[0].id)
    sample_desk.articles.mark_read([1])
    async with on_stage(200, 50) as stage:
        (row,) = [line for line in stage.lines() if line.startswith("   Haidar al-Abadi")]
        assert row.split("│")[0].split()[-1] == "1"
        await stage.press("h", "G", "k")
        while getattr(stage.reading.navigator.current, "name", "") != ABADI:
            await stage.press("k")
        await stage.press("enter")
        assert isinstance(stage.app.screen, NameScreen)


async def test_a_muted_name_is_neither_lit_nor_walked(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press(*TO_IRAQ, "M")
        assert IRAQ not in {mark.entity.name for mark in stage.reading.article_pane.marks}
        await stage.press("right_square_bracket")
        assert stage.reading.article_pane.entity.name != IRAQ
        assert IRAQ in stage.screen_text(), "it stands in the text and among the names all the same"


async def test_a_spelling_is_no_name(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press_at_once(*TO_VICTORY)
        await stage.press(*TO_IRAQ, "X")
        assert "“Iraq” is not a name" in stage.lines()[-1]
        assert IRAQ not in shown(sample_desk)
        await stage.press("u")
        assert IRAQ in shown(sample_desk)


async def test_the_kind_is_chosen_with_arrows(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("e", "Y")
        assert "What kind of name is" in stage.screen_text()
        await stage.press("right", "enter")
        assert sample_desk.names.search(IRAQ)[0].kind is Kind.OTHER
        await stage.press("Y", "escape")
        assert sample_desk.names.search(IRAQ)[0].kind is Kind.OTHER


async def test_a_text_is_always_a_name(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("plus")
        await stage.type("telescope")
        await stage.press("enter", "right", "right", "right", "enter")
        assert sample_desk.names.search("telescope")[0].kind is Kind.OTHER
        await stage.press("plus", "tab", "enter")
        await stage.settle()
        assert "A name needs a letter" in stage.screen_text()


async def test_a_name_is_shown_as_the_reader_wants(on_stage, sample_desk: Desk) -> None:
    async with on_stage() as stage:
        await stage.press("e", "L")
        await stage.press_at_once(*["backspace"] * 10)
        await stage.type("Mesopotamia")
        await stage.press("enter")
        assert "Mesopotamia" in shown(sample_desk)
        assert any("Mesopotamia" in line for line in stage.lines()[1:-1])


async def test_on_its_page_a_spelling_is_taken_from_a_name(on_stage, sample_desk: Desk) -> None:
    iraq, mosul = (sample_desk.names.search(name)[0].id for name in (IRAQ, MOSUL))
    sample_desk.names.same(mosul, iraq)
    async with on_stage() as stage:
        stage.app.router.go(NamePlace(mosul))
        await stage.settle()
        assert IRAQ in stage.lines()[0], "what has become another name is shown as that"
        await stage.press("minus")
        assert "Choose a spelling" in stage.lines()[-1]
        await stage.press("tab", "j", "enter")
        assert f"“{MOSUL}” is not this name" in stage.lines()[-1]
        await stage.press("minus")
        assert "is not the same as" in stage.lines()[-1]
        assert "No longer" in stage.lines()[-1]
        assert {IRAQ, MOSUL} <= shown(sample_desk)
        await stage.press("u")
        assert MOSUL not in shown(sample_desk)


async def test_what_can_not_be_is_told(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("F")
        assert "No name is marked" in stage.lines()[-1]
        await stage.press_at_once(*TO_VICTORY)
        await stage.press(*TO_IRAQ, "minus")
        assert "can't be split: its spellings are all the same name" in stage.lines()[-1]
        assert stage.complaints == []


async def test_nothing_is_offered_where_nothing_fits(on_stage) -> None:
    async with on_stage() as stage:
        await stage.press("e", "equals_sign")
        await stage.type("zzz")
        assert "No other name" in stage.screen_text()
        await stage.press("enter", "escape")
        assert isinstance(stage.app.screen, NamesScreen)


async def test_many_spellings_open_on_demand(on_stage, sample_desk: Desk, desk_file) -> None:
    with desk_file.writing() as connection:
        for number in range(20):
            connection.execute(
                "insert into spelling (entity, text, kind, key, mentions) values (?, ?, 'place', 'x', 1)",
                (sample_desk.names.search(MOSUL)[0].id, f"Mosul {number}"),
            )
    async with on_stage() as stage:
        stage.app.router.go(NamePlace(sample_desk.names.search(MOSUL)[0].id))
        await stage.settle()
        assert "… and 9 more spellings" in stage.screen_text()
        await stage.press("tab", *["j"] * 12, "enter")
        assert "more spelling" not in stage.screen_text()
        assert "Mosul 9" in stage.screen_text()
