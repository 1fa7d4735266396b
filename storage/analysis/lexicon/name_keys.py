"""Keys of names: forms that are the same for all ways of writing a name."""

import re
from functools import lru_cache

from anyascii import anyascii

_MAX_LENGTH = 300  # code points of a name that count; longer ones are mistakes of the recogniser
_INITIALS = re.compile(r"\b(?:[a-z]\. ?){2,}")
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHE = re.compile(r"['’`´]")
_OTHER = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^the (?=.)")
_LEGAL_FORMS = """
inc incorporated ltd limited corp corporation co company plc llc llp lp gmbh ag sa spa nv bv bhd sdn pte
pty ab oy as kg kk sarl srl
"""
_LEGAL = frozenset(_LEGAL_FORMS.split())
_SPELLINGS = {
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
    "organisations": "organizations",
    "programme": "program",
    "univ": "university",
    "dept": "department",
    "intl": "international",
    "mt": "mount",
    "st": "saint",
    "ft": "fort",
}
_OF_GROUP = re.compile("(?<=[a-z]{3})ish$")
_PLURAL = re.compile("(?<=[a-z]{2}[^s])s$")
_REGION = re.compile(r",.*$|\s\(.*$", re.DOTALL)
_LINKING = "of the and for in on to de la le du des di da do dos und der die von"
LINKING_WORDS = frozenset(_LINKING.split())


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return a name in lower-case ASCII letters and digits, with one space between words.

    Punctuation, accents, a leading "the", a final possessive and the full stops of initials are removed:
    "the U. S.'s" gives "us". A name without letters and digits gives "".
    """
    folded = _POSSESSIVE.sub("", text.strip()[:_MAX_LENGTH])
    folded = anyascii(folded).lower().replace("&", " and ")
    folded = _APOSTROPHE.sub("", folded)
    folded = _INITIALS.sub(lambda match: re.sub(r"[. ]", "", match[0]) + " ", folded)
    return _ARTICLE.sub("", " ".join(_OTHER.sub(" ", folded).split()))


def organisation_key(text: str) -> str:
    """Return the key of an organisation, without its legal form ("Boeing Co." -> "boeing")."""
    words = [_SPELLINGS.get(word, word) for word in plain(text).split()]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)


def group_key(text: str) -> str:
    """Return the key of a people, a belief or the like: for one, for several, and for what is theirs.

    "Kurds" and "Kurdish" give "kurd", "Muslims" gives "muslim". A name of several words stays as it is.
    """
    key = plain(text)
    return key if " " in key else _PLURAL.sub("", _OF_GROUP.sub("", key))


def place_key(text: str) -> str:
    """Return the key of a place, without the region that it lies in ("Paris, Texas" -> "paris")."""
    key = plain(_REGION.sub("", text)) or plain(text)
    return " ".join(_SPELLINGS.get(word, word) for word in key.split())


def head(key: str) -> str:
    """Return the head of an organisation's key: its last word, or the one before "of" or "for"."""
    words = key.split()
    link = next((at for at, word in enumerate(words) if at and word in ("of", "for")), len(words))
    return words[link - 1] if words else ""


def initials(key: str) -> frozenset[str]:
    """Return the acronyms of a plain name of several words, with and without "of", "the", "and"."""
    words = key.split()
    if len(words) < 2:
        return frozenset()
    full = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in LINKING_WORDS)
    return frozenset(acronym for acronym in (full, short) if len(acronym) >= 2)


def stands_for(acronym: str, name: str) -> bool:
    """Tell whether an acronym has the initials of a name, or at least letters of it in their order."""
    letters = plain(acronym).replace(" ", "")
    key = plain(name)
    return len(letters) >= 2 and (letters in initials(key) or _in_order(letters, key))


def _in_order(letters: str, key: str) -> bool:
    words = key.split()
    if not 2 <= len(words) <= len(letters) + 2 or words[0][0] != letters[0]:
        return False
    position = 0
    for letter in letters:
        position = key.find(letter, position) + 1
        if not position:
            return False
    return True
