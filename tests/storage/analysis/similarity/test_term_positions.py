"""Terms as an article writes them."""

import pytest

from storage.analysis.similarity.term_positions import TermPositions

TITLE = "Al-Kerma's bridges: 1,250 cables and a bridge"
TEXT = (
    "Divers checked Ain al-Kerma on 3 May. The mayor, Leocadia de la Vega Ubarri, praised Vega's divers. "
    "Suspension-cables held; suspension. Cables cost 1,250 euros.\n"
    "De Vega wrote to the Al Kerma Bridge Authority of Upper Silesia and Lower Lusatia."
)
POSITIONS = TermPositions(TITLE, TEXT)


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        (set(), {}),
        ({"bridge"}, {"bridge": "bridges"}),  # as it stands first
        ({"cable", "kerma"}, {"kerma": "Kerma", "cable": "cables"}),  # in the order of the title
        ({"diver"}, {}),  # only in the text
    ],
)
def test_words_of_the_title(wanted: set[str], written: dict[str, str]) -> None:
    found = POSITIONS.title_words(wanted)
    assert found == written
    assert list(found) == list(written)


@pytest.mark.parametrize(
    ("title", "wanted", "written"),
    [
        ("伊拉克总理", {"伊拉", "拉克"}, ["伊拉克"]),  # overlapping pairs are one word
        ("伊拉克总理", {"伊拉", "总理"}, ["伊拉", "总理"]),
        ("伊拉克总理", {"拉克", "克总", "总理"}, ["拉克总理"]),
    ],
)
def test_words_of_a_title_without_spaces(title: str, wanted: set[str], written: list[str]) -> None:
    assert list(TermPositions(title, "").title_words(wanted).values()) == written


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        ({"kerma"}, {"kerma": "Kerma"}),  # a particle at an end is left out
        ({"ain", "kerma"}, {"ain": "Ain al-Kerma", "kerma": "Ain al-Kerma"}),  # inside it stays
        ({"leocadia"}, {"leocadia": "Leocadia"}),
        ({"leocadia", "vega"}, {"leocadia": "Leocadia de la Vega", "vega": "Leocadia de la Vega"}),
        ({"ubarri", "vega"}, {"vega": "Vega Ubarri", "ubarri": "Vega Ubarri"}),
        ({"diver"}, {"diver": "Divers"}),  # only where it has a capital
        ({"suspension", "cable"}, {"suspension": "Suspension", "cable": "Cables"}),
        (
            {"upper", "silesia", "lower", "lusatia"},
            dict.fromkeys(("upper", "silesia"), "Upper Silesia")
            | dict.fromkeys(("lower", "lusatia"), "Lower Lusatia"),
        ),
        ({"zanzibar"}, {}),
    ],
)
def test_names_are_the_longest_runs_of_capitalised_words(wanted: set[str], written: dict[str, str]) -> None:
    assert POSITIONS.names(wanted) == written


@pytest.mark.parametrize(
    ("adjacent", "written"),
    [
        (None, "Vega Ubarri"),
        ({("vega", "ubarri")}, "Vega Ubarri"),
        ({("ubarri", "vega")}, "Vega"),
        (set(), "Vega"),
    ],
)
def test_neighbours_are_one_name_only_if_the_other_article_has_them_side_by_side(
    adjacent: set[tuple[str, str]] | None, written: str
) -> None:
    assert POSITIONS.names({"vega", "ubarri"}, adjacent)["vega"] == written


def test_a_name_of_more_than_forty_characters_is_not_shown() -> None:
    wanted = {"organisation", "security", "cooperation", "european"}
    text = "The Organisation Security Cooperation Europeans met. Europeans stay."
    assert TermPositions("", text).names(wanted) == {"european": "Europeans"}


@pytest.mark.parametrize(
    ("pair", "written"),
    [
        (("suspension", "cable"), "Suspension-cables"),
        (("vega", "diver"), "Vega's divers"),
        (("suspension", "held"), None),  # not adjacent
        (("silesia", "lower"), None),  # "and" stands between
        (("mayor", "leocadia"), None),  # a comma stands between
    ],
)
def test_phrases_are_two_words_side_by_side(pair: tuple[str, str], written: str | None) -> None:
    assert POSITIONS.phrases({pair}).get(pair) == written


@pytest.mark.parametrize(
    ("number", "written"), [("1250", "1,250"), ("3", "3"), ("12", None), ("250", None), ("1,250", None)]
)
def test_numbers_keep_their_commas(number: str, written: str | None) -> None:
    assert POSITIONS.numbers({number}).get(number) == written
