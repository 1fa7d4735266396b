"""Display names: the best-written spelling of an entity."""

import pytest

from storage.analysis.entities.display_names import display_name
from storage.model import Kind

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.mark.parametrize(
    ("spellings", "kind", "keys", "shown"),
    [
        ([("Iraqi", 9), ("Iraq", 2)], PLACE, ["#IQ"], "Iraq"),
        ([("IS", 9), ("ISIS", 2)], ORGANISATION, ["islamic state"], "Islamic State"),
        ([("Obama", 9), ("B. Obama", 5), ("Barack Obama", 1)], PERSON, ["barack obama"], "Barack Obama"),
        ([("WLADIMIR KLITSCHKO", 3)], PERSON, ["wladimir klitschko"], "Wladimir Klitschko"),
        ([("LONDON", 3), ("London", 1)], PLACE, ["london"], "London"),
        (
            [("KDP", 3), ("Kurdistan Democratic Party", 2)],
            ORGANISATION,
            ["kdp"],
            "Kurdistan Democratic Party",
        ),
        ([("KDP", 9), ("Kurdistan Democratic Party", 2)], ORGANISATION, ["kdp"], "KDP"),
        ([("IBM", 1)], ORGANISATION, ["x"], "IBM"),
    ],
)
def test_display_name(spellings: list[tuple[str, int]], kind: Kind, keys: list[str], shown: str) -> None:
    assert display_name(spellings, kind, keys) == shown


@pytest.mark.parametrize(
    ("spellings", "kind", "shown"),
    [
        ([("labour force", 3), ("Labour", 1)], ORGANISATION, "Labour"),
        (
            [("department of transport", 5), ("Department of Transport", 1)],
            ORGANISATION,
            "Department of Transport",
        ),
        ([("Harbour party", 5), ("Harbour Party", 2)], ORGANISATION, "Harbour Party"),
        ([("ministry of sleep", 2)], ORGANISATION, "Ministry of Sleep"),
        ([("eBay", 2), ("EBAY", 3)], ORGANISATION, "eBay"),
        ([("monkeypox", 2)], OTHER, "monkeypox"),
    ],
)
def test_the_display_name_has_capitals(spellings: list[tuple[str, int]], kind: Kind, shown: str) -> None:
    assert display_name(spellings, kind, []) == shown
