"""Institutions: which country's supreme court or ministry a text means."""

import pytest

from storage.analysis.entities.clusters import cluster_mentions
from storage.analysis.entities.institutions import is_institution, with_country
from storage.model import Field, Kind, Mention


@pytest.mark.parametrize(
    "key", ["supreme court", "ministry of health", "central bank", "parliament", "finance ministry"]
)
def test_an_institution_has_only_words_that_many_have(key: str) -> None:
    assert is_institution(key)


@pytest.mark.parametrize("key", ["nokia", "labor party of kelmania", "kansas city", "apple", "harrow court"])
def test_a_name_of_its_own_is_no_institution(key: str) -> None:
    assert not is_institution(key)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("us supreme court", "supreme court #US"),
        ("spanish supreme court", "supreme court #ES"),
        ("supreme court of india", "supreme court #IN"),
        ("supreme court", ""),
        ("kenya power", "power #KE"),
        ("kansas city", ""),
        ("indian hotels taj", ""),
    ],
)
def test_a_name_may_have_its_country(key: str, wanted: str) -> None:
    assert with_country(key) == wanted


def keys_in(text: str, name: str = "Supreme Court") -> list[tuple[str, ...]]:
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    found = [Mention(Field.TEXT, at, at + len(name), Kind.ORGANISATION) for at in starts]
    return [cluster.keys for cluster in cluster_mentions("", text, found)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Peru's Supreme Court ruled. The Supreme Court said so.", ["supreme court #PE"]),
        ("The Supreme Court ruled. The Peruvian Supreme Court said so.", ["supreme court #PE"]),
        ("The Supreme Court of Peru ruled.", ["supreme court #PE"]),
        ("The Supreme Court in New Zealand ruled.", ["supreme court #NZ"]),
        ("The Supreme Court ruled on a ship from Peru.", ["supreme court"]),
        (
            "Peru's Supreme Court ruled, and the Supreme Court is split. Kenya's Supreme Court will follow. "
            "The Supreme Court there has nine members.",
            ["supreme court #PE", "supreme court #KE"],
        ),
    ],
)
def test_the_country_beside_an_institution_is_its_country(text: str, keys: list[str]) -> None:
    assert [own for (own,) in keys_in(text)] == keys
