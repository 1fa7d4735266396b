"""Which encoding bytes are in that say nothing of it, or wrongly: told only where the script is not Latin.

The encodings of Cyrillic, Greek, Chinese and other scripts show by how bytes follow one another. Those of the
Latin languages differ in a few accents, on which a guess is worse than Windows-1252, what nearly all use.
"""

import re
import unicodedata

_SAMPLE = 20_000
_HIGH = re.compile(rb"[\x80-\xff]+")
# Such letters make whole words, where accents stand alone among others. Japanese has the lowest share.
_IN_WORDS = 0.6
_LEAST = 6  # bytes beyond ASCII; of fewer, a guess says more of what stands around them


def unlabelled_codec(data: bytes) -> str:
    """Return the codec of text in a script other than Latin, "" where it may be Latin or can't be told.

    Only the beginning is looked at: a few milliseconds for data of any size.
    """
    # Cut where no character of several bytes can be cut in two.
    sample = data[: data.rfind(b"<", 0, _SAMPLE)] if len(data) > _SAMPLE else data
    runs = [len(run) for run in _HIGH.findall(sample)]
    if sum(runs) < _LEAST or sum(run for run in runs if run > 1) < _IN_WORDS * sum(runs):
        return ""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few feeds need it

    best = from_bytes(sample).best()
    return best.encoding if best is not None and not _is_latin(str(best)) else ""


def _is_latin(text: str) -> bool:
    letters = [char for char in text if not char.isascii() and char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return 2 * latin >= len(letters)
