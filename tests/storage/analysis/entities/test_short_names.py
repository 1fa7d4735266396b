"""Short names: which parts of a name may mean it, and where."""

import pytest

from storage.analysis.entities.short_names import distinctive_names, is_made_of, later_names, short_names
from storage.model import Kind

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


@pytest.mark.parametrize(
    ("kind", "key", "names"),
    [
        (ORGANISATION, "kalevipank group", {"kalevipank"}),
        (ORGANISATION, "israeli supreme court", {"supreme court"}),
        (ORGANISATION, "supreme court #ES", {"supreme court"}),
        (ORGANISATION, "harrow pistons", {"pistons"}),
        (ORGANISATION, "white house", set()),  # many bodies are a house
        (ORGANISATION, "house republicans", set()),  # they are not what their first word says
        (ORGANISATION, "world bank", set()),
        (ORGANISATION, "east stirling", set()),  # a direction makes another name of it
        (ORGANISATION, "red league eastern division", set()),
        (ORGANISATION, "cnn films", {"films"}),  # CNN is well known itself
        (ORGANISATION, "a b c d e f g h i", set()),  # too long to have short forms
        (PLACE, "sahara desert", {"sahara"}),
        (PLACE, "kansas city", set()),
        (PERSON, "ana kovac", set()),
        (OTHER, "sahara desert", set()),
    ],
)
def test_distinctive_names(kind: Kind, key: str, names: set[str]) -> None:
    assert distinctive_names(kind, key) == names


@pytest.mark.parametrize(
    ("key", "later"),
    [
        ("harrow ventures commission", {"harrow", "harrow ventures", "ventures commission", "commission"}),
        ("house of representatives", {"house"}),
        ("white house", {"white"}),  # "the House" is often a name by itself
        ("university of harrow", {"university"}),
        ("plum tonic", {"plum"}),
    ],
)
def test_names_that_need_the_whole_name_before_them(key: str, later: set[str]) -> None:
    assert later_names(key) == later


def test_a_beginning_before_another_name_needs_no_name_before_it() -> None:
    assert "creighton" in short_names(ORGANISATION, "creighton bluejays")
    assert "plum" not in short_names(ORGANISATION, "plum recovery")


@pytest.mark.parametrize(
    ("key", "name", "is_part"),
    [
        ("kpc", "kenya power company", True),
        ("supreme court", "supreme court #ES", True),
        ("house", "white house", True),
        ("house", "house", False),
        ("commons house", "house of commons", False),
        ("kenya power company", "kpc", False),
    ],
)
def test_a_key_may_be_made_of_a_name(key: str, name: str, is_part: bool) -> None:
    assert is_made_of(key, name) is is_part


def test_a_product_is_not_called_by_the_name_of_its_maker() -> None:
    assert "amazon" not in later_names("amazon prime")
    assert "pirelli" in later_names("pirelli cables")
