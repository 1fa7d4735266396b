"""Which sentences of an article can stand in a brief: whole ones that need no other to be understood.

A sentence that begins with the place and the agency of a report is taken from behind them. The rest is as the
article has it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from storage.model import Article, Role
from storage.stories.sentence_novelty import JudgedSentence
from storage.text.sentences import sentences

Span = tuple[int, int]

_READ = 12_000  # characters of a text
_SHORTEST, _LONGEST = 40, 400  # characters
_SHORTEST_WIDE, _LONGEST_WIDE = 14, 160  # in scripts without spaces
_LEAST_WORDS = 7
_LEAST_UNQUOTED = 15  # characters outside of quotation marks
_SHARED = 4  # words with the title; more say no more
_STEM = 5  # characters
_LEAD = 8  # sentences at the start of an article, among which is the one that says what it is about
FIT = 0.6
"""How well a sentence stands alone that is taken without need."""
_TOLERABLE = 0.3
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
_DATELINE = re.compile(
    r"\s*(?:[A-ZÀ-Þ][\w.'’/-]*[, ]{0,2}){1,6}(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?(?:\d{4} ?)?"
    r"(?:\([^()\n]{2,40}\) ?)?\s?(?:—|–|--|-(?= )|:(?=\s*\())\s*"
)
_AGENCY = re.compile(r"\s*\((?:AP|AFP|Reuters|dpa|UPI|CNN|IANS|PTI|Xinhua|EFE|ANSA)\)\s*(?:—|–|-{1,2})?\s*")
_SHOUTED = re.compile(r"[A-ZÀ-Þ]{3}")
_ENDS = re.compile(r"[.!…。！][”\"’')\]」』]*$")
_BEGINS = re.compile(r"[“\"‘'(„«]?[^\W_a-zà-ÿ]")
_BOILERPLATE = re.compile(
    r"\b(?:read more|sign up|subscribe|newsletter|click here|follow us|all rights reserved|cookies?|"
    r"getty images|file photo|photo(?:graph)? by|reporting by|editing by|writing by|"
    r"contributed (?:to|reporting)|this (?:article|story|post) (?:was|is|has)|originally published|"
    r"terms of (?:use|service)|privacy policy|advertisement|copyright|associated press|image caption|"
    r"watch (?:the )?video|share this|in this video|weiterlesen|lire aussi|leer más)\b|©|https?://|www\.",
    re.IGNORECASE,
)
_LEANING_WORDS = """
    he she it they this that these those his her hers its their theirs him them we us our i me my you your
    here there such but and so or yet still also then thus hence however meanwhile instead moreover
    furthermore additionally nevertheless both neither
    er sie es ihr ihre sein seine diese dieser dieses das dies wir ich aber und doch auch dabei dazu damit
    il elle ils elles ce cette ces cela ceci son sa ses leur leurs nous je mais et
    él ella ellos ellas esto eso este esta estos estas su sus pero y
"""
_LEANING = frozenset(_LEANING_WORDS.split())
"""Words at the start of a sentence that mostly lean on the sentence before, in four languages."""
_SPEECH = re.compile(r"[”\"],? (?:he|she|they|it) (?:said|says|added|told|wrote)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-zà-ÿ]")
_THE_THING = re.compile(r"(?:The|A|An) [a-z-]+ [a-z-]+ ")
_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_NUMBER = re.compile(r"\d{2,}")


class Candidate(NamedTuple):
    """A sentence of an article: its place in the text, its words, and how well it stands alone, at most 1.

    `judged` is what was found new in it, if that was asked.
    """

    start: int
    end: int
    text: str
    fitness: float
    judged: JudgedSentence | None = None

    @property
    def worth(self) -> float:
        """How much a sentence adds that can be understood, at most 1."""
        return self.fitness * (self.judged.probability if self.judged else 1.0)


def candidates(article: Article, wanted: Mapping[Span, JudgedSentence] | None = None) -> list[Candidate]:
    """Return the sentences of an article that can stand alone, in order.

    Only the `wanted` ones, if given, each with what was found new in it.
    """
    text = article.text[:_READ]
    skipped = [
        (span.start, span.end) for span in article.spans if span.role in (Role.HEADING, Role.CODE, Role.ITEM)
    ]
    found = []
    for number, (start, end) in enumerate(sentences(text)):
        if wanted is not None and (start, end) not in wanted:
            continue
        if any(left < end and start < right for left, right in skipped) or end >= _READ:
            continue
        begin = start + _dateline(text[start:end]) if _opens(text, start) else start
        words = " ".join(text[begin:end].split())
        fitness = _fitness(words, article.title, number)
        if fitness > 0:
            judged = None if wanted is None else wanted[start, end]
            found.append(Candidate(begin, end, words, fitness, judged))
    return found


def _opens(text: str, start: int) -> bool:
    """Return whether a sentence is the first of its paragraph, where a dateline can be."""
    return start == 0 or text[:start].rstrip(" ").endswith("\n")


def _dateline(sentence: str) -> int:
    """Return the length of the dateline at the start of a sentence, 0 for none."""
    for pattern in (_AGENCY, _DATELINE):
        found = pattern.match(sentence)
        if found and (pattern is _AGENCY or _SHOUTED.search(found[0]) or "(" in found[0]):
            return found.end()
    return 0


def _fitness(words: str, title: str, number: int) -> float:
    """Return how well a sentence stands alone, 0 if it can't."""
    if not _is_whole(words) or _BOILERPLATE.search(words) or _same(words, title):
        return 0.0
    if len(_QUOTED.sub("", words)) < _LEAST_UNQUOTED:
        return 0.0  # nobody is named who says it
    fitness = 1.0 - min(number, 20) * 0.02
    first = re.sub(r"^\W+", "", words).split(" ", 1)[0].lower().rstrip(",")
    for leans, loss in (
        (first in _LEANING or (first.endswith(("’s", "'s")) and first[:-2] in _LEANING), 0.45),
        (_SPEECH.search(words), 0.3),
        (_FIRST_PERSON.search(_QUOTED.sub("", words)), 0.4),
        (words.rstrip("”\"’')").endswith("!"), 0.2),
        (words[0] in '“"‘„«', 0.15),
        (words.count("“") != words.count("”") or words.count('"') % 2, 0.3),
        (not _NAME.search(words), 0.2),
        (_THE_THING.match(words), 0.15),
    ):
        fitness -= loss if leans else 0.0
    fitness += 0.05 if _NUMBER.search(words) else 0.0
    return max(fitness, 0.05)


def _is_whole(words: str) -> bool:
    if not _BEGINS.match(words) or not _ENDS.search(words):
        return False
    if _WIDE.search(words):
        return _SHORTEST_WIDE <= len(words) <= _LONGEST_WIDE
    if words.count("(") != words.count(")"):
        return False
    return _SHORTEST <= len(words) <= _LONGEST and words.count(" ") >= _LEAST_WORDS - 1


def _same(words: str, title: str) -> bool:
    """Return whether a sentence only repeats the title."""
    return bool(title) and re.sub(r"\W+", "", words).lower() == re.sub(r"\W+", "", title).lower()


def lead(article: Article, most: int) -> list[Candidate]:
    """Return the sentences with which an article says what it is about.

    Of the first ones that stand alone, that is the one that shares most words with the title, the earlier of
    several, and then the earliest.
    """
    found = candidates(article)[:_LEAD]
    fit = [one for one in found if one.fitness >= FIT]
    if not fit:
        return sorted(found, key=_by_fitness)[:1]
    about = _stems(article.title)
    first = max(fit, key=lambda one: (min(len(about & _stems(one.text)), _SHARED), -one.start))
    others = [one for one in fit if one != first]
    return sorted([first, *others[: most - 1]])


def best(found: Sequence[Candidate], most: int, *, least: int = 0) -> list[Candidate]:
    """Return the sentences that say most that is new and stand alone, in the order of the text.

    If none does, at most `least` of the others are taken.
    """
    ordered = sorted(found, key=lambda one: -one.worth)
    fit = [one for one in ordered if one.fitness >= FIT][:most]
    return sorted(fit or [one for one in ordered if one.fitness >= _TOLERABLE][:least])


def _stems(words: str) -> set[str]:
    """Return the beginnings of the longer words and the numbers."""
    return {found[:_STEM] for found in _WORD.findall(words.lower())}


def _by_fitness(one: Candidate) -> float:
    return -one.fitness
