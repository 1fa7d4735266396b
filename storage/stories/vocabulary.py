"""The terms of a desk while its articles are linked: their numbers, and how rare each is."""

from collections.abc import Iterable, Sequence

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.idf import Counts, Idf
from storage.database.connection import Connection
from storage.database.stories import document_frequencies


class Vocabulary:
    """Numbers and counts of terms, kept in memory beside the desk file, which nobody else may write then."""

    def __init__(self, connection: Connection) -> None:
        document_frequencies.seed(connection, background().frequency)
        articles = background().articles + document_frequencies.linked(connection)
        self._counts = Counts(articles, document_frequencies.counts(connection))

    @property
    def rarity(self) -> Idf:
        """The rarity of each term as of now."""
        return self._counts.rarity

    def numbers(self, connection: Connection, terms: Iterable[str]) -> dict[str, int]:
        """Return the number of each term, which gets one if it has none."""
        numbers = document_frequencies.numbers(connection, dict.fromkeys(terms))
        self._counts.make_room(max(numbers.values(), default=0))
        return numbers

    def count(self, connection: Connection, terms: Sequence[int]) -> None:
        """Count one more article that has these terms, each once."""
        self._counts.add(terms, 1)
        document_frequencies.count(connection, terms, 1)

    def uncount(self, terms: Sequence[int]) -> None:
        """Take note that an article with these terms is counted no more."""
        self._counts.add(terms, -1)
