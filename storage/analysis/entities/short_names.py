"""Short names of organisations and places: how a shorter name is made of a longer one."""

from functools import lru_cache

from storage.analysis.lexicon import countries, gazetteer, head_nouns
from storage.analysis.lexicon.common_words import FUNCTION_WORDS, background
from storage.analysis.lexicon.name_keys import LINKING_WORDS, initials, stands_for
from storage.model import Kind

_ORDINARY = 60  # percent of a word's uses in lower case from which on it is no name
_MOSTLY_NAME = 25  # the same, up to which it is mostly part of a name
_FAMOUS = 25  # articles of the background that have a name which is known by itself
_MAX_WORDS = 8  # words of a name whose beginning and end may stand for it
# People drop these words: the Mediterranean, the Sahara, the Sinai.
_LANDFORMS = frozenset({"sea", "ocean", "desert", "peninsula"})
# An article that has a place both with and without one of these words after it means the same place.
_PLACE_SUFFIX_WORDS = """
city town village province region district sea ocean river lake desert valley peninsula center clinic hospital
"""
_PLACE_SUFFIXES = frozenset(_PLACE_SUFFIX_WORDS.split())


@lru_cache(maxsize=10_000)
def short_names(kind: Kind, key: str) -> frozenset[str]:
    """Return the parts of a name that may stand for it in an article, wherever the whole name is there."""
    if kind is Kind.PLACE:
        first, _, last = key.rpartition(" ")
        return frozenset({first} if last in _PLACE_SUFFIXES and first else ())
    return distinctive_names(kind, key) | _beginnings_of_two_names(kind, key)


def _beginnings_of_two_names(kind: Kind, key: str) -> frozenset[str]:
    """Return the beginnings before another name: "Creighton" of the Creighton Bluejays, an organisation."""
    if kind is not Kind.ORGANISATION:
        return frozenset()
    return frozenset(
        " ".join(part)
        for part, rest, is_beginning in _parts(tuple(key.split()))
        if is_beginning
        and not all(map(is_ordinary, rest))
        and " ".join(part) in later_names(key)
        and not all(map(head_nouns.is_generic, part))
    )


@lru_cache(maxsize=10_000)
def distinctive_names(kind: Kind, key: str) -> frozenset[str]:
    """Return the parts of a name that are distinctive enough to stand for it in other articles.

    What is left out says only what it is or where: "Labour" of the Labour Party, "Treasury Department" of the
    U.S. Treasury Department; or it comes first: "Pistons" of the Detroit Pistons.
    """
    if kind is Kind.PLACE:
        first, _, last = key.rpartition(" ")
        return frozenset({first} if last in _LANDFORMS and first and not head_nouns.is_generic(first) else ())
    if kind is not Kind.ORGANISATION:
        return frozenset()
    return frozenset(
        " ".join(part)
        for part, rest, is_beginning in _parts(tuple(key.split()))
        if not gazetteer.lookup(" ".join(part)) and _is_distinctive(part, rest, is_beginning)
    )


@lru_cache(maxsize=10_000)
def later_names(key: str) -> frozenset[str]:
    """Return the parts of an organisation's name that mean it once an article has had the whole name.

    Those are its beginning ("Pirelli" of Pirelli Cables), and a head that is seldom a name by itself
    ("the Commission", "the University").
    """
    found = set()
    for part, rest, is_beginning in _parts(tuple(key.split())):
        name = " ".join(part)
        if gazetteer.lookup(name) or countries.country_of_key(name):
            continue
        if all(map(head_nouns.is_generic, part)):
            is_head = rest[0] in ("of", "for") if is_beginning else not head_nouns.is_often_alone(name)
            may_mean = is_head and part[0] not in LINKING_WORDS
        else:
            may_mean = is_beginning and part[-1] not in LINKING_WORDS and not _is_maker(part, rest)
        if may_mean:
            found.add(name)
    return frozenset(found)


@lru_cache(maxsize=10_000)
def cut_forms(key: str) -> frozenset[str]:
    """Return the names that reports of one event may give an organisation or a facility instead of its own.

    They lack some ordinary words after the first: "Betty Ford Center" for the Betty Ford Treatment Center,
    "Morningside" for the Morningside Recovery Center. What ends with another head is something else.
    """
    words = key.split()
    if len(words) > _MAX_WORDS:
        return frozenset()
    runs = [(start, end) for end in range(2, len(words) + 1) for start in range(1, end)]
    return frozenset(
        " ".join(kept)
        for start, end in runs
        if all(is_ordinary(word) and word != "and" for word in words[start:end])
        and (kept := (*words[:start], *words[end:]))
        and (end < len(words) or not is_ordinary(kept[-1]))
        and not all(map(is_ordinary, kept))
        and not countries.country_of_key(" ".join(kept))
    )


def _is_maker(part: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Tell whether a name begins with one that is known by itself, and ends with what that makes.

    "Amazon" after "Amazon Prime" is Amazon.
    """
    is_famous = len(part) == 1 and background().frequency.get(part[0], 0) >= _FAMOUS
    is_product = all(is_ordinary(word) and not head_nouns.is_organisation_word(word) for word in rest)
    return is_famous and is_product and not is_ordinary(part[0])


def is_made_of(key: str, name: str) -> bool:
    """Tell whether a key may be an acronym, the beginning or the end of a longer name."""
    if key == name or len(key) >= len(name):
        return False
    return f" {name} ".startswith(f" {key} ") or f" {name} ".endswith(f" {key} ") or stands_for(key, name)


def prefixes_and_suffixes(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the proper prefixes and suffixes of a name; nothing for a very long name."""
    return [part for part, _, _ in _parts(words)]


def _parts(words: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Return each proper beginning and end of a name, with the rest, and whether it is a beginning."""
    sizes = range(1, len(words)) if len(words) <= _MAX_WORDS else range(0)
    beginnings = [(words[:size], words[size:], True) for size in sizes]
    ends = [(words[-size:], words[:-size], False) for size in sizes]
    return [*beginnings, *ends]


def _is_distinctive(part: tuple[str, ...], rest: tuple[str, ...], is_beginning: bool) -> bool:
    if part[0] in LINKING_WORDS or part[-1] in LINKING_WORDS or countries.country_of_key(" ".join(part)):
        return False
    if rest[-1].startswith("#"):
        return len(rest) == 1
    if part[-1].startswith("#"):
        return False
    if countries.country_of_key(" ".join(rest)):
        return len(part) > 1
    says_little = all(map(head_nouns.is_generic, rest))
    if is_beginning:
        return says_little and any(map(_is_mostly_name, part)) and not head_nouns.is_generic(part[-1])
    # "House Republicans" and "East Stirling" are not what their last word says.
    return not says_little and not all(map(_says_little, part))


def is_ordinary(word: str, least: int = _ORDINARY) -> bool:
    """Tell whether a word of a name is mostly no name by itself, so that it only says what something is.

    A word is common if at least `least` percent of its uses are in lower case.
    """
    common = background().lower.get(word, 0) >= least
    return common or word in FUNCTION_WORDS or head_nouns.is_generic(word)


def _is_mostly_name(word: str) -> bool:
    is_common = background().lower.get(word, 0) > _MOSTLY_NAME or word in FUNCTION_WORDS
    return not is_common and not _says_little(word)


def _says_little(word: str) -> bool:
    return head_nouns.is_generic(word) or bool(countries.country_of_key(word))


def acronyms(name: str) -> frozenset[str]:
    """Return the acronyms of an organisation's key, with and without its country."""
    first, _, rest = name.partition(" ")
    return initials(name) | (initials(rest) if countries.country_of_key(first) else frozenset())
