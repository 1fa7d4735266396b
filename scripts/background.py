"""Make `storage/analysis/lexicon/background.tsv`: how often words occur in news at large.

    pip install wordfreq && python scripts/background.py

In how many of 5,000 articles a word would occur is reckoned from its frequency in English as wordfreq
has it (Speer: rspeer/wordfreq 3.1, 2023; data CC BY-SA 4.0, from Wikipedia, subtitles, news, books, the web
and others): of an article of 400 words, n uses of a word are taken for one in 1.6, since words come in
bursts. Kept are the 20,000 most frequent terms. Which percentage of a word's uses inside a sentence is
in lower case is counted in `names/recognise/wikigold.jsonl`, Wikipedia articles (Balasuriya, Ringland,
Nothman, Murphy, Curran: Named Entity Recognition in Wikipedia, 2009; CC BY 4.0), and
`names/recognise/ewt.jsonl`, web text (Silveira and others: A Gold Standard Dependency Corpus for English,
2014; CC BY-SA 4.0). The articles by which links are measured are left out.
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
ARTICLES, WORDS, BURST = 5_000, 400, 1.6
KEPT = 20_000
LEAST_USES = 2


def main() -> None:
    """Write the table and say how large it is."""
    lower, capital = Counter[str](), Counter[str]()
    for text in texts(data_folder()):
        for term, shape, opening in uses(text):
            if not opening or shape == LOWER:
                (lower if shape == LOWER else capital)[term] += 1
    known = {term for term in lower | capital if lower[term] + capital[term] >= LEAST_USES}
    frequency = dict(Counter(frequencies()).most_common(KEPT))
    rows = [
        f"{term}\t{articles(frequency.get(term, 0.0))}\t{percent(lower[term], capital[term])}"
        for term in sorted(frequency.keys() | known)
    ]
    TABLE.write_text("\n".join([str(ARTICLES), *rows]) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} terms, {TABLE.stat().st_size} bytes")


def frequencies() -> dict[str, float]:
    """Return the share of each term among the words of English."""
    import wordfreq  # noqa: PLC0415 - nothing else needs it

    found: defaultdict[str, float] = defaultdict(float)
    for form, frequency in wordfreq.get_frequency_dict("en", wordlist="large").items():
        if form.isalpha():  # it writes all digits as 0
            found[word(form).term] += frequency
    found.pop("", None)
    return found


def articles(frequency: float) -> int:
    """Return in how many articles a word of this frequency is to be expected."""
    return round(ARTICLES * (1 - exp(-frequency * WORDS / BURST)))


def texts(folder: Path) -> Iterator[str]:
    """Give every document's text."""
    for source in SOURCES:
        with (folder / source).open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def uses(text: str) -> Iterator[tuple[str, int, bool]]:
    """Give every term of a text, how it is written, and whether it opens a sentence."""
    for line in text.split("\n"):
        opening, before = True, MARK
        for _, term, shape, _ in map(word, tokens(line)):
            if shape == MARK:
                opening = before != SHORT
            else:
                if term:
                    yield term, shape, opening
                opening, before = False, shape


def percent(lower: int, capital: int) -> int:
    """Return the lower-case share of a term's uses; one that only opens sentences counts as lower."""
    return round(100 * lower / (lower + capital)) if lower + capital else 100


if __name__ == "__main__":
    main()
