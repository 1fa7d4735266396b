"""What a source repeats, from import to links, names and the brief."""

import json
from pathlib import Path

import pytest

from storage.desk import Desk

CREDITS = (
    "Presented by Nora Quill and Tom Asante. Produced by Ilse Marr. Write to us at The Copper Kettle, and "
    "follow Nora Quill wherever you listen."
)
EPISODES = (
    ("Why bread is dear", "The price of bread has doubled in Lyon, where a baker named Luc Morel gives up."),
    ("The frogs are back", "Frogs sing again in a park in Leipzig. Hanna Vogt counts them at night."),
    ("A bank for cows", "Herders in Kenya pay with calves. A bank in Nairobi keeps the books of the herds."),
)

pytestmark = pytest.mark.xdist_group("boilerplate")  # they share a desk that is analysed once


@pytest.fixture(scope="module")
def kettle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk file with three episodes of a podcast."""
    folder = tmp_path_factory.mktemp("kettle")
    rows = [
        {"id": str(n), "title": title, "text": f"{text} {CREDITS}", "source": "The Copper Kettle"}
        for n, (title, text) in enumerate(EPISODES)
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with Desk.open(folder / "desk.db") as desk:
        desk.work.import_files([folder / "rows.jsonl"])
    return folder / "desk.db"


def test_presenters_are_names_that_no_episode_is_about(kettle: Path) -> None:
    with Desk.open(kettle) as desk:
        for number in (1, 2, 3):
            names = [name.entity.name for name in desk.articles.names(number)]
            assert {"Nora Quill", "Tom Asante", "Ilse Marr"} <= set(names)
            assert names[0] in ("Lyon", "Luc Morel", "Leipzig", "Hanna Vogt", "Kenya", "Nairobi")
            assert desk.articles.links(number) == []


def test_analysing_again_finds_the_same(kettle: Path) -> None:
    with Desk.open(kettle) as desk:
        before = [desk.articles.names(number) for number in (1, 2, 3)]
        desk.work.reanalyse()
        after = [desk.articles.names(number) for number in (1, 2, 3)]
        assert [[name.entity.name for name in one] for one in after] == [
            [name.entity.name for name in one] for one in before
        ]
        assert all(desk.articles.links(number) == [] for number in (1, 2, 3))
