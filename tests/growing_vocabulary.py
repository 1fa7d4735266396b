"""Articles ready for comparison, without a desk."""

from datetime import datetime

from storage.analysis.lexicon.common_words import background
from storage.analysis.similarity.comparison import ArticleVectors, article_vectors
from storage.analysis.similarity.evidence import ExplainedArticle
from storage.analysis.similarity.features import day_and_seconds
from storage.analysis.similarity.profiles import Profiles, pack_profile
from storage.analysis.similarity.terms import terms
from storage.analysis.similarity.tf_idf import DocumentFrequencies, TfIdfVectors, tf_idf_vectors


class GrowingVocabulary:
    """A vocabulary that numbers new terms as they come."""

    def __init__(self) -> None:
        known = background()
        self.numbers = {term: number for number, term in enumerate(known.frequency, start=1)}
        counts = [(number, known.frequency[term]) for term, number in self.numbers.items()]
        self.frequencies = DocumentFrequencies(known.articles, counts)

    @property
    def term_of(self) -> dict[int, str]:
        return {number: term for term, number in self.numbers.items()}

    def packed(self, title: str, text: str) -> bytes:
        read = terms(title, text)
        for word in read.words:
            self.numbers.setdefault(word, len(self.numbers) + 1)
        return pack_profile(read, self.numbers)

    def vectors(self, *articles: tuple[str, str]) -> TfIdfVectors:
        return tf_idf_vectors(Profiles([self.packed(*one) for one in articles]), self.frequencies.idf)

    def article_vectors(self, *articles: tuple[str, str, datetime | None]) -> ArticleVectors:
        return article_vectors(
            range(len(articles)),
            [self.packed(title, text) for title, text, _ in articles],
            self.frequencies.idf,
            [day_and_seconds(published) for _, _, published in articles],
            [terms(title, text).minhash.pack() for title, text, _ in articles],
        )

    def explained(self, title: str, text: str) -> ExplainedArticle:
        vectors = self.vectors((title, text))
        return ExplainedArticle(title, text, terms(title, text), vectors, self.term_of)
