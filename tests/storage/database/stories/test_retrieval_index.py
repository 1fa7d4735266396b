"""The inverted index in the desk file."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.stories import retrieval_index
from storage.database.stories.retrieval_index import StoredProfile
from storage.model import Draft

WEIGHT_BITS = 4
NUMBERS = st.sampled_from([1, 2, 16, 256, 257, 4095])


def posting(article: int) -> bytes:
    return weighted(article, 7)


def weighted(article: int, weight: int) -> bytes:
    return (article << WEIGHT_BITS | weight).to_bytes(4, "little")


def found(packed: bytes) -> list[int]:
    return [int.from_bytes(packed[at : at + 4], "little") >> WEIGHT_BITS for at in range(0, len(packed), 4)]


@pytest.fixture
def indexed(desk_file: DeskFile) -> DeskFile:
    """A desk with articles in two blocks, 1 to 3 and 4,096 to 4,098, all under the term 1."""
    with desk_file.writing() as connection:
        for number in (1, 2, 3, 4_096, 4_097, 4_098):
            connection.execute("update sqlite_sequence set seq = ? where name = 'article'", (number - 1,))
            articles.store(connection, Draft(str(number), "Title", "Text", "tests"))
            profile = StoredProfile(number, None, None, b"terms", b"minhash")
            retrieval_index.add(connection, profile, [(1, posting(number)), (10 * number, posting(number))])
    return desk_file


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (1, [4_098]),
        (3, [4_096, 4_097, 4_098]),
        (4, [4_096, 4_097, 4_098, 3]),
        (9, [4_096, 4_097, 4_098, 1, 2, 3]),
    ],
)
def test_the_latest_postings_of_a_term_are_returned(
    indexed: DeskFile, most: int, expected: list[int]
) -> None:
    with indexed.reading() as connection:
        assert found(retrieval_index.postings(connection, 1, most)) == expected
        assert retrieval_index.postings(connection, 99, most) == b""


def test_a_removed_article_has_neither_profile_nor_postings(indexed: DeskFile) -> None:
    with indexed.writing() as connection:
        retrieval_index.remove(connection, {2: [1, 20, 99]}, WEIGHT_BITS)
        assert list(retrieval_index.profiles(connection, [1, 2])) == [1]
        assert found(retrieval_index.postings(connection, 1, 9)) == [4_096, 4_097, 4_098, 1, 3]
        assert retrieval_index.postings(connection, 20, 9) == b""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stored=st.lists(st.tuples(NUMBERS, st.integers(0, 15)), max_size=12),
    removed=st.sets(NUMBERS),
    more=st.sampled_from([(), range(1000, 1020)]),
)
def test_removing_articles_leaves_the_postings_of_others(
    desk_file: DeskFile, stored: list[tuple[int, int]], removed: set[int], more: Sequence[int]
) -> None:
    with desk_file.writing() as connection:
        connection.execute("delete from posting")
        connection.execute(
            "insert into posting values (?, 0, ?)", (1, b"".join(weighted(*one) for one in stored))
        )
        terms_of = {article: [1, 8] for article in (*removed, *more)}
        retrieval_index.remove(connection, terms_of, WEIGHT_BITS)
        found = retrieval_index.postings(connection, 1, 100)
    assert found == b"".join(weighted(*one) for one in stored if one[0] not in removed)


def test_terms_are_numbered_once_and_counted(desk_file: DeskFile) -> None:
    with desk_file.writing() as connection:
        retrieval_index.seed_terms(connection, {"war": 5, "the": 90})
        retrieval_index.seed_terms(connection, {"peace": 1})  # the desk has terms already
        numbers = retrieval_index.term_numbers(connection, ["zyxomma", "war"])
        assert retrieval_index.term_numbers(connection, ["war", "zyxomma"]) == numbers
        assert numbers == {"war": 2, "zyxomma": 3}
        retrieval_index.change_frequencies(connection, numbers.values(), 1)
        assert retrieval_index.document_frequencies(connection) == [(1, 90), (2, 6), (3, 1)]
        assert retrieval_index.count_articles(connection) == 1
        retrieval_index.change_frequencies(connection, numbers.values(), -1)
        assert retrieval_index.document_frequencies(connection) == [(1, 90), (2, 5), (3, 0)]
        retrieval_index.clear(connection)
        assert retrieval_index.document_frequencies(connection) == []
