"""The sentence index of an article: what each sentence says, in a form that can be stored and compared."""

import re
import zlib
from collections.abc import Iterable, Sequence

from storage.analysis.lexicon.common_words import background
from storage.analysis.lexicon.countries import country_of_key
from storage.analysis.similarity.quantities import quantities
from storage.analysis.similarity.tokens import LOWER, NUMBER, Word, positioned_words
from storage.model.sentence_index import Measure, Quantity, SentenceIndex, SentenceTerms
from storage.text.sentences import sentences

MOST_ENCODED = 40
"""Sentences of an article that are read for their meaning, its title included."""
_READ_CHARACTERS = 20_000
_LOWER_SHARE_OF_NAMES = 20  # percent; a word that is in lower case more often than this is no name
_LEAST_WORDS = 4
_LONG_AGO = 2  # years
_ENDS = re.compile(r"[.!…。！۔।][”\"’')\]」』]*\s*$")
_BACKGROUND = re.compile(
    r"\b(?:(?:last|past|previous|every|each) (?:year|decade|century|season)s?"
    r"|(?:years?|decades?|century|centuries) (?:ago|earlier|before)"
    r"|the (?:twen|thir|for|fif|six|seven|eigh|nine)ties|(?:19|20)\d0s"
    r"|in (?:recent|past) (?:years|decades)|in the past|for (?:years|decades|centuries)"
    r"|founded|born|often|usually|(?:was|were) (?:built|set up))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SUFFIXES = (
    *("ations", "ation", "ements", "ement", "ments", "ment", "ingly", "ings", "ing", "ions", "ion", "edly"),
    *("ers", "er", "ed", "es", "s", "ly", "al", "e"),
)
_LEAST_STEM = 4  # characters


def sentences_of(title: str, text: str) -> list[str]:
    """Return the title and the first sentences of a text, those that an article's vectors stand for."""
    spans = sentences(text[:_READ_CHARACTERS])
    return [
        title,
        *(text[start:end] for (start, end), _ in zip(spans, range(MOST_ENCODED - 1), strict=False)),
    ]


def sentence_index(
    title: str,
    text: str,
    vectors: Sequence[bytes] = (),
    year: int | None = None,
    repeated: Sequence[tuple[int, int]] = (),
) -> SentenceIndex:
    """Return what the sentences of an article say; `vectors` are those of `sentences_of`.

    Terms are known by the CRC-32 hashes of their stems. `year` is that of the article, else the latest
    that it names. No sentence within `repeated` places is a statement.
    """
    frequencies: dict[int, int] = {}
    year = year or max(map(int, _YEAR.findall(f"{title} {text[:_READ_CHARACTERS]}")), default=None)
    found = [_content(title, year, frequencies)._replace(is_statement=False)]
    for start, end in sentences(text[:_READ_CHARACTERS]):
        one = _content(text[start:end], year, frequencies)
        is_repeated = any(first < end and start < last for first, last in repeated)
        found.append(one._replace(start=start, end=end, is_statement=one.is_statement and not is_repeated))
    for number, vector in enumerate(vectors):
        found[number] = found[number]._replace(vector=tuple(memoryview(vector).cast("b")))
    return SentenceIndex(background().articles, frequencies, tuple(found), year or 0)


def _content(sentence: str, year: int | None, frequencies: dict[int, int]) -> SentenceTerms:
    """Return what a sentence says, without its place and vector; its terms are added to `frequencies`."""
    known = background()
    names: set[int] = set()
    terms: dict[int, None] = {}
    for place, (word, start, end) in enumerate(positioned_words(sentence)):
        if not word.term or word.shape == NUMBER:
            continue
        code = zlib.crc32(_stem(word, sentence[start:end]).encode())
        terms[code] = None
        frequencies[code] = max(frequencies.get(code, 0), known.frequency.get(word.term, 0))
        if word.shape != LOWER and (place or known.lower.get(word.term, 100) < _LOWER_SHARE_OF_NAMES):
            names.add(code)
    numbers = quantities(sentence)
    return SentenceTerms(
        start=0,
        end=0,
        terms=tuple(terms),
        names=frozenset(names),
        quantities=numbers,
        is_statement=len(sentence.split()) >= _LEAST_WORDS and bool(_ENDS.search(sentence)),
        is_background=bool(_BACKGROUND.search(sentence)) or _is_long_ago(numbers, year),
    )


def _is_long_ago(numbers: Iterable[Quantity], year: int | None) -> bool:
    latest = None if year is None else year - _LONG_AGO
    return latest is not None and any(one.measure is Measure.YEAR and one.value <= latest for one in numbers)


def _stem(word: Word, surface: str) -> str:
    """Return what is the same in "announced" and "announcement", in "Danish" and "Denmark"."""
    if surface[0].isupper() and (place := country_of_key(word.folded)):
        return place
    stem = word.term
    if not stem.isascii():
        return stem
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _LEAST_STEM:
            stem = stem[: -len(suffix)]
            break
    return stem[:-1] if len(stem) > _LEAST_STEM and stem[-1] == stem[-2] else stem
