"""Invented reports with sentences that are new or not, by which the measure of novelty is fitted.

In `novelty-cases.txt` a case begins with `#` and its subject. `T:` is the title of a report that was read,
and the next line its text. `A:` is the title of the article that is judged. Its sentences follow, `+` before
those that are new, `-` before those that are said already, in other words perhaps, or are background.
"""

from dataclasses import dataclass, field
from pathlib import Path

from storage.analysis.recognition.sentence_encoder import Encoder
from storage.analysis.similarity.sentence_indexing import sentence_index, sentences_of
from storage.model.sentence_index import SentenceIndex

CASES = Path(__file__).with_name("novelty-cases.txt")
_YEAR = 2025  # of the reports


@dataclass(slots=True)
class NoveltyCase:
    """Reports as pairs of title and text, and an article with the sentences that are new in it."""

    name: str
    read: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    sentences: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the article, a sentence a line."""
        return "\n".join(sentence for sentence, _ in self.sentences)

    def indexes(self, encoder: Encoder) -> tuple[SentenceIndex, list[SentenceIndex]]:
        """Return the sentence indexes of the article and of the reports."""
        own, *read = (
            sentence_index(title, text, encoder.encode(sentences_of(title, text)), _YEAR)
            for title, text in ((self.title, self.text), *self.read)
        )
        return own, read


def load_cases(path: Path = CASES) -> list[NoveltyCase]:
    """Return the cases of a file."""
    cases: list[NoveltyCase] = []
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match line[:2], line[2:].strip():
            case "# ", name:
                cases.append(NoveltyCase(name))
            case "T:", heading:
                pass
            case "A:", title:
                cases[-1].title = title
            case ("+ " | "- ") as mark, sentence:
                cases[-1].sentences.append((sentence, mark == "+ "))
            case _ if line:
                cases[-1].read.append((heading, line))
    return cases
