"""The whole way from an article to its names, on the given document."""

from pathlib import Path

import pytest

from storage.analysis.names import Cluster, display_name
from storage.analysis.reading import read
from storage.analysis.recogniser import SpacyRecogniser
from storage.model import Field, Kind

DOCUMENT = Path(__file__).parents[3] / "seeds" / "000_988967f5c6e1c539.txt"


@pytest.fixture(scope="module")
def document() -> tuple[str, str]:
    title, _, text = DOCUMENT.read_text(encoding="utf-8").partition("\n")
    return title, text.strip()


@pytest.fixture(scope="module")
def names(engine: SpacyRecogniser, document: tuple[str, str]) -> list[Cluster]:
    (found,) = read(engine, [document])
    return found


@pytest.mark.parametrize(
    ("kind", "shown", "spellings"),
    [
        (Kind.PLACE, "Iraq", {"Iraq": 7, "Iraqi": 5, "Republic of Iraq": 1}),
        (Kind.PLACE, "Baghdad", {"Baghdad": 1}),
        (Kind.PLACE, "United States", {"US": 6, "USA": 1, "United States": 1}),
        (Kind.PLACE, "North America", {"North American": 1}),
        (Kind.ORGANISATION, "Islamic State", {"IS": 7, "ISIS": 2, "Islamic State": 1}),
        (Kind.ORGANISATION, "Bundeswehr", {"Bundeswehr": 1}),
        (Kind.ORGANISATION, "White House", {"White House": 1}),
        (Kind.ORGANISATION, "Twitter", {"Twitter": 1}),
        (Kind.PERSON, "Mustafa al-Kasimi", {"Mustafa al-Kasimi": 1}),
        (Kind.PERSON, "Haidar al-Abadi", {"Haidar al-Abadi": 1}),
        (Kind.OTHER, "Shiite", {"Shiite": 1}),
    ],
)
def test_each_name_is_one_with_all_its_mentions(
    names: list[Cluster], kind: Kind, shown: str, spellings: dict[str, int]
) -> None:
    found = [one for one in names if display_name(one.spellings, one.kind, one.keys) == shown]
    assert [(one.kind, dict(one.spellings)) for one in found] == [(kind, spellings)]


def test_names_of_the_title_are_found(names: list[Cluster], document: tuple[str, str]) -> None:
    in_title = [m for one in names for m in one.mentions if m.field is Field.TITLE]
    assert [document[0][m.start : m.end] for m in sorted(in_title)] == ["IS", "Iraq"]


def test_a_headline_in_capitals_keeps_its_offsets(engine: SpacyRecogniser) -> None:
    title = "KADHIMI MEETS BIDEN IN WASHINGTON"
    text = "Joe Biden received Mustafa al-Kadhimi in Washington. Biden and Kadhimi talked."
    (found,) = read(engine, [(title, text)])
    spellings = {one.kind: {text for text, _ in one.spellings} for one in found}
    assert {"KADHIMI", "BIDEN"} <= {
        text for one in found if one.kind is Kind.PERSON for text, _ in one.spellings
    }
    assert "WASHINGTON" in spellings[Kind.PLACE]


def test_articles_do_not_touch_one_another(engine: SpacyRecogniser, document: tuple[str, str]) -> None:
    other = ("", "Angela Merkel was in Paris.")
    alone = read(engine, [document])
    assert read(engine, [other, document, ("", "")]) == [*read(engine, [other]), *alone, []]


@pytest.mark.parametrize(
    "text",
    ["伊拉克总理星期四在巴格达会见了美国总统。" * 50, "وصل رئيس الوزراء إلى بغداد " * 50, "\u200b" * 99],
)
def test_other_scripts_are_survived(engine: SpacyRecogniser, text: str) -> None:
    assert read(engine, [(text, text)]) == [[]]
