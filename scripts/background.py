"""Write `storage/analysis/lexicon/background.tsv`: how often words occur in news in general.

    pip install wordfreq && python scripts/background.py

The table has a row for each of the 20,000 most frequent terms: in how many of 5,000 articles of 400 words it
is expected, and the percentage of its uses inside sentences that are in lower case. The first comes from the
frequencies of wordfreq (Speer: rspeer/wordfreq 3.1, 2023; data CC BY-SA 4.0, from Wikipedia, subtitles, news,
books, the web and others). Words come in bursts, so n uses of a word count as n / 1.6 independent ones. The
second is counted in `names/recognise/wikigold.jsonl`, Wikipedia articles (Balasuriya, Ringland, Nothman,
Murphy, Curran: Named Entity Recognition in Wikipedia, 2009; CC BY 4.0), and `names/recognise/ewt.jsonl`, web
text (Silveira and others: A Gold Standard Dependency Corpus for English, 2014; CC BY-SA 4.0). The articles
that measure the links are not used here.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import exp
from pathlib import Path

from quality_data import data_folder

from storage.analysis.similarity.tokens import LOWER, MARK, SHORT, tokens, word

SOURCES = ("names/recognise/wikigold.jsonl", "names/recognise/ewt.jsonl")
TABLE = Path(__file__).parent.parent / "storage" / "analysis" / "lexicon" / "background.tsv"
ARTICLES, ARTICLE_WORDS, BURSTINESS = 5_000, 400, 1.6
MOST_TERMS = 20_000
LEAST_USES = 2


def main() -> None:
    """Write the table and print its size."""
    lower, capital = Counter[str](), Counter[str]()
    for text in texts(data_folder()):
        for term, shape, starts_sentence in term_uses(text):
            if not starts_sentence or shape == LOWER:
                (lower if shape == LOWER else capital)[term] += 1
    counted = {term for term in lower | capital if lower[term] + capital[term] >= LEAST_USES}
    frequencies = dict(Counter(english_frequencies()).most_common(MOST_TERMS))
    rows = []
    for term in sorted(frequencies.keys() | counted):
        articles = expected_articles(frequencies.get(term, 0.0))
        rows.append(f"{term}\t{articles}\t{lower_percent(lower[term], capital[term])}")
    TABLE.write_text("\n".join([str(ARTICLES), *rows]) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} terms, {TABLE.stat().st_size} bytes")


def english_frequencies() -> dict[str, float]:
    """Return the share of each term among all words of English."""
    import wordfreq  # noqa: PLC0415 - only this function needs it

    frequencies: defaultdict[str, float] = defaultdict(float)
    for form, frequency in wordfreq.get_frequency_dict("en", wordlist="large").items():
        if form.isalpha():  # wordfreq writes all digits as 0
            frequencies[word(form).term] += frequency
    frequencies.pop("", None)
    return frequencies


def expected_articles(frequency: float) -> int:
    """Return in how many of `ARTICLES` a word of this frequency is expected."""
    return round(ARTICLES * (1 - exp(-frequency * ARTICLE_WORDS / BURSTINESS)))


def texts(folder: Path) -> Iterator[str]:
    """Yield the text of every document."""
    for source in SOURCES:
        with (folder / source).open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def term_uses(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield every term of a text, its shape, and whether it starts a sentence."""
    for line in text.split("\n"):
        starts_sentence, previous = True, MARK
        for _, term, shape, _ in map(word, tokens(line)):
            if shape == MARK:
                starts_sentence = previous != SHORT
            else:
                if term:
                    yield term, shape, starts_sentence
                starts_sentence, previous = False, shape


def lower_percent(lower: int, capital: int) -> int:
    """Return the percentage of lower-case uses; 100 for a term that only starts sentences."""
    return round(100 * lower / (lower + capital)) if lower + capital else 100


if __name__ == "__main__":
    main()
