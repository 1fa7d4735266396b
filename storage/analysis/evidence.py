"""Evidence for a link, in words that stand in the articles, and the line that tells it to the reader."""

from collections.abc import Iterable, Sequence, Set

from storage.analysis.features import days_apart
from storage.analysis.portrait import Portrait
from storage.analysis.rarity import Rarity
from storage.analysis.shared_names import Weighed
from storage.analysis.terms import Pair
from storage.analysis.wording import Wording, wording
from storage.analysis.words import tokens, word
from storage.model import Evidence

_NAMES, _TITLE_WORDS, _PHRASES, _NUMBERS = 3, 4, 2, 2
_LEAST_NAME_WEIGHT = 0.1
_LEAST_SHARE = 0.25  # of the weight of the rarest term: what is commoner does not convince a reader
_TELLING_DIGITS = 3
_ROOM = 110  # characters
_YEAR = 365.25  # days
_LONG = 1.5 * _YEAR


def gather(new: Portrait, old: Portrait, names: Sequence[Weighed], rarity: Rarity) -> Evidence:
    """Collect what ties two articles; words are written as in the new one and stand in both.

    `names` come as they are shown, heaviest first; without any, those that both texts write count.
    """
    words = wording(new)
    shown = _shown_names(names) or _written_names(new, old, words, rarity)
    spent = {word(token).term for name in shown for token in tokens(name)}
    title_words = _title_words(new, old, words, spent, rarity)
    spent |= {word(token).term for title_word in title_words for token in tokens(title_word)}
    return Evidence(
        names=shown,
        title_words=title_words,
        phrases=_phrases(new, old, words, spent, rarity),
        numbers=_numbers(new, old, words),
        days=days_apart(new.published, old.published),
    )


def doubt(new: Portrait, old: Portrait, rarity: Rarity) -> str:
    """Return the rarest name that stands at the front of one article and nowhere in the other, or ""."""
    sides = ((new, old), (old, new))
    missing = [
        (weight, name, one)
        for one, other in sides
        for name, weight in one.telling.items()
        if name not in other.terms.counts and weight > rarity.most / 2
    ]
    if not missing:
        return ""
    _, name, one = max(missing, key=lambda m: (m[0], m[1]))
    absent = {other for _, other, holder in missing if holder is one}
    return wording(one).names(absent).get(name, "")


def reason(evidence: Evidence, only_one_names: str = "") -> str:
    """Return the evidence in one line of about 110 characters at most, counter-evidence last."""
    if evidence.overlap:
        return f"{round(100 * evidence.overlap)}% of the shorter text is the same words"
    ending = [_apart(evidence.days)] if evidence.days is not None else []
    if only_one_names:
        ending.append(f"only one names {only_one_names}")
    room = _ROOM - sum(len(part) + 2 for part in ending)
    parts: list[str] = []
    lists = (
        ("both name ", evidence.names),
        ("title words " if len(evidence.title_words) > 1 else "title word ", evidence.title_words),
        ("", [f"“{phrase}”" for phrase in evidence.phrases]),
        ("numbers " if len(evidence.numbers) > 1 else "number ", evidence.numbers),
    )
    for label, items in lists:
        part = _listed(label, items, room)
        if part:
            parts.append(part)
            room -= len(part) + 2
    return "; ".join([*(parts or ["many of the same words"]), *ending])


def _listed(label: str, items: Iterable[str], room: int) -> str:
    listed = ""
    for item in items:
        longer = f"{listed}, {item}" if listed else f"{label}{item}"
        if len(longer) > room:
            break
        listed = longer
    return listed


def _apart(days: float) -> str:
    if days == 0:
        return "same day"
    if days < 1:
        hours = max(1, round(days * 24))
        return f"{hours} hour{'s' if hours > 1 else ''} apart"
    whole, unit = (round(days), "day") if days < _LONG else (round(days / _YEAR), "year")
    return f"{whole} {unit}{'s' if whole > 1 else ''} apart"


def _shown_names(names: Sequence[Weighed]) -> tuple[str, ...]:
    telling = [name.name for name in names if name.weight >= _LEAST_NAME_WEIGHT]
    return tuple((telling or [name.name for name in names])[:_NAMES])


def _written_names(new: Portrait, old: Portrait, words: Wording, rarity: Rarity) -> tuple[str, ...]:
    shared = _rarest(new.names.keys() & old.names.keys(), rarity)
    written = words.names(set(shared))
    other = wording(old)
    found: list[str] = []
    spent: set[str] = set()
    for name in shared:
        run = written.get(name, "")
        if run and name not in spent and other.says(run):
            found.append(run)
            spent.update(word(token).term for token in tokens(run))
    return tuple(found[:_NAMES])


def _title_words(
    new: Portrait, old: Portrait, words: Wording, spent: Set[str], rarity: Rarity
) -> tuple[str, ...]:
    shared = _rarest((set(new.terms.title) & set(old.terms.title)) - spent, rarity)
    return tuple(words.title_words(set(shared[:_TITLE_WORDS])).values())


def _phrases(
    new: Portrait, old: Portrait, words: Wording, spent: Set[str], rarity: Rarity
) -> tuple[str, ...]:
    passed_over = spent | new.names.keys() | old.names.keys()
    least = _LEAST_SHARE * rarity.most
    weights = {
        pair: min(map(rarity.weight, pair))
        for pair in new.terms.phrases & old.terms.phrases
        if passed_over.isdisjoint(pair)
    }
    shared = sorted((p for p, weight in weights.items() if weight >= least), key=lambda p: (-weights[p], p))
    written = words.phrases(set(shared))
    found: dict[Pair, str] = {}
    for pair in shared:
        if pair in written and all(set(pair).isdisjoint(other) for other in found):
            found[pair] = written[pair]
    return tuple(found.values())[:_PHRASES]


def _numbers(new: Portrait, old: Portrait, words: Wording) -> tuple[str, ...]:
    titles = new.terms.title_numbers | old.terms.title_numbers
    shared = {n for n in new.terms.numbers & old.terms.numbers if len(n) >= _TELLING_DIGITS or n in titles}
    return tuple(words.numbers(shared).values())[:_NUMBERS]


def _rarest(terms: Iterable[str], rarity: Rarity) -> list[str]:
    telling = [term for term in terms if rarity.weight(term) >= _LEAST_SHARE * rarity.most]
    return sorted(telling, key=lambda term: (-rarity.weight(term), term))
