"""Links between the articles of the sample desk: few, on one subject, and against each other."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest

from storage.analysis.links import ties
from storage.analysis.portrait import Portrait, portrait
from storage.analysis.rarity import Rarity
from storage.model import Draft, LinkKind, Tie
from storage.sources.seeds import read_seed

SEEDS = Path(__file__).parents[3] / "seeds"
GIVEN = "000_988967f5c6e1c539"
SAME_STORY = [
    ("2017-12-09-al-abadi-end-of-war", "2017-12-10-iraq-victory-over-islamic-state"),
    ("2021-07-26-biden-al-kadhimi-combat-mission", "2021-07-27-usa-to-end-combat-role"),
    ("2021-12-09-coalition-ends-combat-role", "2021-12-10-anti-is-combat-mission-over"),
    ("2021-12-25-ariane-5-carries-webb", "2021-12-25-webb-lifts-off"),
    ("2021-12-10-anti-is-combat-mission-over", GIVEN),
    ("2021-12-09-coalition-ends-combat-role", GIVEN),
]
RELATED = [
    ("2017-07-10-mosul-recaptured", "2014-06-11-mosul-falls"),
    ("2021-07-08-rockets-on-ain-al-asad", "2020-01-08-missiles-on-ain-al-asad"),
    ("2022-01-28-bundestag-iraq-mandate", "2021-12-10-anti-is-combat-mission-over"),
    ("2022-07-12-webb-first-images", "2021-12-25-webb-lifts-off"),
]
SPACE = ("webb", "dart")
CHESS = ("carlsen",)


def subject(name: str) -> str:
    if any(word in name for word in SPACE):
        return "space"
    return "chess" if any(word in name for word in CHESS) else "Iraq"


@pytest.fixture(scope="module")
def desk() -> dict[str, Draft]:
    found = {}
    for path in sorted(SEEDS.rglob("*.txt")):
        read = next(iter(read_seed(path.read_text(encoding="utf-8"), path.name)))
        assert isinstance(read, Draft)
        found[path.stem] = read
    return found


@pytest.fixture(scope="module")
def links(desk: dict[str, Draft]) -> dict[frozenset[str], Tie]:
    """Link each article to the earlier ones, the undated after the dated."""
    order = sorted(desk, key=lambda name: (desk[name].published is None, name))
    found: dict[frozenset[str], Tie] = {}
    for place, name in enumerate(order):
        rarity = Rarity(place + 1, articles_of(portraits(desk, order[: place + 1], Rarity())).__getitem__)
        others = dict(enumerate(portraits(desk, order[:place], rarity)))
        made = ties(portrait(desk[name], rarity), others, rarity, {})
        found |= {frozenset((name, order[other])): tie for other, tie in made.items()}
    return found


def portraits(desk: dict[str, Draft], names: Iterable[str], rarity: Rarity) -> list[Portrait]:
    return [portrait(desk[name], rarity) for name in names]


def articles_of(read: Iterable[Portrait]) -> Counter[str]:
    return Counter(term for one in read for term in one.terms.counts)


@pytest.mark.parametrize("pair", SAME_STORY)
def test_reports_of_one_event(links: dict[frozenset[str], Tie], pair: tuple[str, str]) -> None:
    tie = links[frozenset(pair)]
    assert tie.kind is LinkKind.SAME_STORY
    assert tie.score > 0.8
    assert len(tie.reason) <= 110


def test_nothing_else_is_the_same_story(links: dict[frozenset[str], Tie]) -> None:
    found = {pair for pair, tie in links.items() if tie.kind is not LinkKind.RELATED}
    assert found == set(map(frozenset, SAME_STORY))


@pytest.mark.parametrize("pair", RELATED)
def test_background_is_related(links: dict[frozenset[str], Tie], pair: tuple[str, str]) -> None:
    assert links[frozenset(pair)].kind is LinkKind.RELATED


def test_subjects_are_kept_apart(links: dict[frozenset[str], Tie], desk: dict[str, Draft]) -> None:
    apart = {frozenset(pair) for pair in combinations(desk, 2) if subject(pair[0]) != subject(pair[1])}
    assert len(apart) > 50
    assert not apart & links.keys()


def test_an_article_has_a_handful_of_links(links: dict[frozenset[str], Tie]) -> None:
    assert max(Counter(name for pair in links for name in pair).values()) < 14
    assert all(tie.reason.startswith("both name ") for tie in links.values())
