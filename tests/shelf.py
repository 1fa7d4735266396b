"""Articles ready to be compared, without a desk."""

from datetime import datetime

import numpy as np

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.comparison import Side
from storage.analysis.similarity.evidence import Subject
from storage.analysis.similarity.features import Times, moment
from storage.analysis.similarity.idf import Counts
from storage.analysis.similarity.profiles import Profiles, pack
from storage.analysis.similarity.terms import terms
from storage.analysis.similarity.tf_idf import TfIdfVectors, tf_idf_vectors


class Shelf:
    """A vocabulary that gives numbers to terms as they come."""

    def __init__(self) -> None:
        known = background()
        self.numbers = {term: number for number, term in enumerate(known.frequency, start=1)}
        counts = [(number, known.frequency[term]) for term, number in self.numbers.items()]
        self.counts = Counts(known.articles, counts)

    def packed(self, title: str, text: str) -> bytes:
        read = terms(title, text)
        for word in read.words:
            self.numbers.setdefault(word, len(self.numbers) + 1)
        return pack(read, self.numbers)

    def bags(self, *articles: tuple[str, str]) -> TfIdfVectors:
        return tf_idf_vectors(Profiles([self.packed(*one) for one in articles]), self.counts.rarity)

    def side(self, *articles: tuple[str, str, datetime | None]) -> Side:
        moments = [moment(published) for _, _, published in articles]
        profiles = Profiles([self.packed(title, text) for title, text, _ in articles])
        times = Times(*(np.array([one[place] for one in moments], dtype=float) for place in (0, 1)))
        sketches = [terms(title, text).sketch.pack() for title, text, _ in articles]
        return Side(
            range(len(articles)), profiles, tf_idf_vectors(profiles, self.counts.rarity), times, sketches
        )

    def subject(self, title: str, text: str) -> Subject:
        found = self.bags((title, text))
        spoken = {number: term for term, number in self.numbers.items()}
        return Subject(title, text, terms(title, text), found, spoken)
