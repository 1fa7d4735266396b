"""Names that perhaps mean the same, on the page of a name."""

import pytest
from namesakes import Newsroom
from newsroom import DRAFTS

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Kind


@pytest.fixture
def plums(sample_desk: Desk, desk_file: DeskFile) -> Desk:
    newsroom = Newsroom(sample_desk, desk_file)
    newsroom.count = len(DRAFTS)
    newsroom.report("Plum Recovery is sold.", ("Plum Recovery", Kind.ORGANISATION))
    newsroom.report("Plum sells shoes.", ("Plum", Kind.ORGANISATION))
    return sample_desk


async def test_one_key_accepts_a_guess_and_another_takes_it_back(on_stage, plums: Desk) -> None:
    async with on_stage(120, 40) as stage:
        await stage.press("e", "slash")
        await stage.type("plum rec")
        await stage.press("enter", "enter", "tab")
        text = stage.screen_text()
        assert "Perhaps the same" in text
        about = text.partition("Perhaps the same")[2]
        assert "Plum " in about
        assert "1 article" in about.partition("short form")[0]
        await stage.press("equals_sign")
        assert [one.name for one in plums.names.search("plum")] == ["Plum Recovery"]
        assert "Perhaps the same" not in stage.screen_text()
        await stage.press("u")
        assert len(plums.names.search("plum")) == 2


async def test_a_guess_is_opened(on_stage, plums: Desk) -> None:
    async with on_stage(120, 40) as stage:
        await stage.press("e", "slash")
        await stage.type("plum rec")
        await stage.press("enter", "enter", "tab", "enter")
        other = next(one for one in plums.names.search("plum") if one.name == "Plum")
        assert stage.app.shell.history.current.entity == other.id
