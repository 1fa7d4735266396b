"""Names of persons: their parts, and how likely two of them belong to the same person.

Names from other scripts have many spellings: al-Kadhimi, al-Kazimi, al-Kasimi; Haidar, Haider. They share a
skeleton: the consonants, after the different spellings of one foreign letter are folded into one.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from storage.analysis.lexicon.name_keys import plain

SAME_IN_ARTICLE = 0.5
"""Similarity from which on two names in one article are the same person's."""
SAME_ACROSS_ARTICLES = 0.65
"""The same across articles, where initials and short forms of given names are not enough."""
_SAME_BEGINNING = 3  # letters of a given name that other forms of it share: Bettie and Betty

_NICKNAME = re.compile(r"\s[\"“‘(][^\"”’)]*[\"”’)]")
_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ash|ad|ar|at|an|az)[-–]", re.IGNORECASE)
_SECOND_SYLLABLE = re.compile(r"(?<=\w)\s?[-–]\s?(?=[a-z])")  # Jong-un is one name
_PARTICLE_WORDS = "al el ul bin ibn bint ben van von der den de da do dos das del della di du la le ter zu y"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_DEGREES = frozenset(["md", "phd", "mba", "mp", "mla", "qc", "kc", "obe", "cbe"])
_GENERATIONS = {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr", "jr": "jr", "sr": "sr"}
_ROMAN_NUMERAL = re.compile("x{0,2}(?:i{2,3}|iv|vi{1,3}|ix)|xxi|x{0,2}v|i")  # Xi is a surname

_SYLLABLE = re.compile("[aeiouy]+")
_SILENT = re.compile("[aeiouy]|(?<!^)h")
_DOUBLED = re.compile(r"(.)\1+")
# Spellings of one foreign letter. A digit is a spelling that may mean either of two letters.
_FOLDS = (
    (re.compile("tsch|tch"), "C"),
    (re.compile("sch|sh"), "S"),
    (re.compile("ch"), "C"),
    (re.compile("dh"), "1"),
    (re.compile("th"), "2"),
    (re.compile("q"), "3"),
    (re.compile("zh|dzh|dj"), "j"),
    (re.compile("kh|ck"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("ts|tz|z"), "s"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ee"), "i"),
)
_EITHER = {"1": "sd", "2": "ts", "3": "kg"}
_MAX_LETTERS = 24  # of a word that count; this also bounds the number of variants
_MAX_AMBIGUOUS = 3  # digits of a folded word that are expanded


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in plain words: all `words`, and the `core` without particles and degrees.

    The `generation` tells persons apart who share a name: "jr", "sr", "iii", or "".
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    generation: str = ""

    @property
    def key(self) -> str:
        """The core and the generation as one string."""
        return " ".join((*self.core, self.generation)).rstrip()

    @property
    def full(self) -> bool:
        """Whether the name has more than one part."""
        return len(self.core) > 1 or bool(self.generation)


@lru_cache(maxsize=20_000)
def person_name(text: str) -> PersonName:
    """Return the parts of a name; a name without any letter has no words."""
    shorter = _NICKNAME.sub(" ", text)
    all_words = plain(_SECOND_SYLLABLE.sub("", _ARTICLE.sub("", shorter))).split()
    words, generation = _split_generation(tuple(word for word in all_words if word not in _DEGREES))
    core = tuple(word for i, word in enumerate(words) if not _is_particle(words, i))
    if len(core) > 2 and len(core[0]) == 1 < len(core[1]):
        core = core[1:]  # W. Mark Felt is called Mark
    return PersonName(words, core or words, generation) if words else PersonName((*all_words,), (*all_words,))


def person_of_key(key: str) -> PersonName:
    """Return the name that has this `key`."""
    words, generation = _split_generation(tuple(key.split()))
    return PersonName(words, words, generation)


def _split_generation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words without the generation at their end, and the generation."""
    last = words[-1] if len(words) > 1 else ""
    generation = _GENERATIONS.get(last, last if _ROMAN_NUMERAL.fullmatch(last) else "")
    return (words[:-1], generation) if generation else (words, "")


def _is_particle(words: tuple[str, ...], index: int) -> bool:
    # As the first of two words it may be a given name: Al Gore, Ben Affleck, Van Morrison.
    return words[index] in _PARTICLES and (index > 0 or len(words) > 2)


@lru_cache(maxsize=20_000)
def sounds(word: str) -> frozenset[str]:
    """Return how a plain word may sound: all spellings of one foreign letter are folded into one."""
    folded = word[:_MAX_LETTERS]
    for pattern, letter in _FOLDS:
        folded = pattern.sub(letter, folded)
    folded = _DOUBLED.sub(r"\1", folded)
    ambiguous = [letter for letter in folded if letter in _EITHER][:_MAX_AMBIGUOUS]
    variants = {folded}
    for letter in ambiguous:
        variants = {v.replace(letter, choice) for v in variants for choice in _EITHER[letter]}
    return frozenset(variants)


@lru_cache(maxsize=20_000)
def skeletons(word: str) -> frozenset[str]:
    """Return the consonants of each way in which a plain word may sound; a first vowel becomes "a"."""
    return frozenset(
        ("a" if sound[:1] in "aeiouy" else "") + _SILENT.sub("", sound) for sound in sounds(word) if sound
    )


def skeleton_keys(name: PersonName) -> frozenset[str]:
    """Return the keys that full names of one person may share ("~mstf ksm"); nothing for a partial name."""
    if len(name.core) < 2:
        return frozenset()
    given, surname = skeletons(name.core[0]), skeletons(name.core[-1])
    return frozenset({f"~{first} {last}" for first in given for last in surname} | {"~" + "".join(name.core)})


def similarity(one: PersonName, other: PersonName) -> float:
    """Return how likely two full names belong to the same person, from 0 to 1."""
    return _similarity(one, other) if one.generation == other.generation else 0.0


def similarity_in_event(one: PersonName, other: PersonName) -> float:
    """Return the same as `similarity` for two names in reports of one event.

    There, one report may leave out the generation, and the given name may have another form.
    """
    if one.generation and other.generation and one.generation != other.generation:
        return 0.0
    given, other_given = one.core[0], other.core[0]
    beginning = given[:_SAME_BEGINNING] == other_given[:_SAME_BEGINNING]
    if one.core[-1] == other.core[-1] and beginning and _is_feminine(given) == _is_feminine(other_given):
        return SAME_ACROSS_ARTICLES
    return _similarity(one, other)


def _similarity(one: PersonName, other: PersonName) -> float:
    if "".join(one.core) == "".join(other.core):
        return 1.0
    if min(len(one.core), len(other.core)) < 2 or _middles_conflict(one.core[1:-1], other.core[1:-1]):
        return 0.0
    straight = _surname_similarity(one.core[-1], other.core[-1]) * _given_name_similarity(
        one.core[0], other.core[0]
    )
    swapped = len(one.core) == len(other.core) == 2 and one.core == other.core[::-1]
    return 0.7 if swapped and straight < 0.7 else straight


def same_surname(one: str, other: str) -> bool:
    """Tell whether two plain surnames may be spellings of the same one."""
    return _surname_similarity(one, other) > 0


def _surname_similarity(one: str, other: str) -> float:
    if one == other:
        return 1.0
    shorter = min(len(one), len(other))
    if shorter >= 4 and sounds(one) & sounds(other):
        return 0.9
    if shorter < 5 or min(_syllables(one), _syllables(other)) < 2 or _is_feminine(one) != _is_feminine(other):
        return 0.0
    near = _same_skeleton(one, other)
    typo = shorter >= 6 and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
    return 0.8 if near or typo else 0.0


def _given_name_similarity(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and long.startswith(short):
        return 0.6
    if _sound_alike(short, long):
        return 0.85
    if long in _nickname_variants(short):
        return 0.7
    return 0.6 if len(short) >= 3 and len(long) >= len(short) + 2 and long.startswith(short) else 0.0


@lru_cache(maxsize=20_000)
def _nickname_variants(given: str) -> frozenset[str]:
    """Return the nicknames of a given name and the given names that it is a nickname of."""
    return frozenset(_nicknames().nicknames_of(given) | _nicknames().canonicals_of(given))


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


def _sound_alike(one: str, other: str) -> bool:
    if len(one) < 4 or _is_feminine(one) != _is_feminine(other):
        return False
    if sounds(one) & sounds(other):
        return True
    return _same_skeleton(one, other)


def _same_skeleton(one: str, other: str) -> bool:
    shared = skeletons(one) & skeletons(other)
    return any(len(skeleton) >= 3 for skeleton in shared) and JaroWinkler.similarity(one, other) >= 0.80


def _is_feminine(word: str) -> bool:
    # A final "a" may be the only difference between a woman's name and a man's: Martina, Dudayeva.
    return word.removesuffix("h").endswith("a")


def _middles_conflict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and not any(_given_name_similarity(a, b) for a in one for b in other)


def _syllables(word: str) -> int:
    return len(_SYLLABLE.findall(word))
