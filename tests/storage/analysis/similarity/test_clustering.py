from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from storage.analysis.similarity.clustering import average_linkage
from storage.model import SAME_STORY_LIKELIHOOD


def parts(
    articles: list[int], likelihoods: dict[tuple[int, int], float], **constraints: object
) -> set[frozenset[int]]:
    return {frozenset(part) for part in average_linkage(articles, likelihoods, **constraints)}  # type: ignore[arg-type]


def sets(*groups: tuple[int, ...]) -> set[frozenset[int]]:
    return set(map(frozenset, groups))


def test_likely_pairs_are_in_one_story() -> None:
    assert parts([1, 2, 3], {(1, 2): 0.9}) == sets((1, 2), (3,))


def test_a_chain_of_pairs_is_not_a_story() -> None:
    assert parts([1, 2, 3, 4], {(1, 2): 0.9, (2, 3): 0.6, (3, 4): 0.9}) == sets((1, 2), (3, 4))


def test_a_wrong_first_pair_gives_way_to_better_ones() -> None:
    likelihoods = {(1, 2): 0.6, (2, 3): 0.95, (2, 4): 0.95, (3, 4): 0.95}
    assert parts([1, 2], likelihoods) == sets((1, 2))
    assert parts([1, 2, 3, 4], likelihoods) == sets((1,), (2, 3, 4))


def test_constraints_hold_whatever_the_likelihood() -> None:
    likelihoods = dict.fromkeys(combinations(range(1, 5), 2), 0.99)
    assert parts([1, 2, 3, 4], likelihoods, cannot_link=[(1, 2), (1, 3), (1, 4)]) == sets((1,), (2, 3, 4))
    assert parts([1, 2], {}, must_link=[(1, 2)]) == sets((1, 2))
    assert parts([1, 2, 3], {(1, 2): 0.9}, must_link=[(1, 3)], cannot_link=[(1, 2), (2, 3)]) == sets(
        (1, 3), (2,)
    )


def test_a_large_story_needs_higher_likelihoods_to_grow() -> None:
    likely = dict.fromkeys(combinations(range(100), 2), 0.7)
    assert max(len(part) for part in average_linkage(range(100), likely)) <= 30
    sure = dict.fromkeys(combinations(range(100), 2), 0.99)
    assert len(average_linkage(range(100), sure)) == 1


def test_nothing_and_one() -> None:
    assert average_linkage([], {}) == []
    assert average_linkage([7], {}) == [[7]]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
)


@given(PAIRS, st.permutations(range(10)))
def test_each_article_is_in_exactly_one_story(
    likelihoods: dict[tuple[int, int], float], order: list[int]
) -> None:
    found = average_linkage(order, likelihoods)
    assert sorted(one for part in found for one in part) == list(range(10))
    for part in found:
        if len(part) == 2:
            assert likelihoods[min(part), max(part)] >= SAME_STORY_LIKELIHOOD


@given(PAIRS, st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1])))
def test_pairs_that_cannot_be_linked_never_are(
    likelihoods: dict[tuple[int, int], float], cannot_link: set[tuple[int, int]]
) -> None:
    for part in average_linkage(range(10), likelihoods, must_link=likelihoods, cannot_link=cannot_link):
        assert not cannot_link & set(combinations(sorted(part), 2))
