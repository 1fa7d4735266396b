"""Words for what somebody or something is: roles with the words before them, forms of address, things.

`role_words.tsv` was written for newsdesk. It has a word a line, after what the word is.
"""

from collections.abc import Sequence
from importlib.resources import files


def _read() -> dict[str, frozenset[str]]:
    content = files(__package__ or "").joinpath("role_words.tsv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in content.splitlines():
        use, word = line.split("\t")
        found.setdefault(use, set()).add(word)
    return {use: frozenset(words) for use, words in found.items()}


_WORDS = _read()
ROLES = _WORDS["role"]
"""What a person can be: the last word of a title, or the head noun of an apposition."""
THINGS = _WORDS["thing"]
"""What an organisation or a place can be: the head noun of an apposition."""
QUALIFIERS = _WORDS["qualifier"]
"""Words before a role that say which one it is: "vice", "foreign"."""
FORMER = _WORDS["time"]
"""Words before a role that say when somebody has it."""
HONORIFICS = _WORDS["honorific"]
"""Forms of address, which are no part of a description."""
_TITLES = ROLES | HONORIFICS | _WORDS["short title"]
_IN_ROLES = _TITLES | QUALIFIERS | FORMER


def is_role(words: Sequence[str]) -> bool:
    """Tell whether lower-case words are only a role or a form of address: "prime minister", "mr"."""
    return not _TITLES.isdisjoint(words) and _IN_ROLES.issuperset(words)
