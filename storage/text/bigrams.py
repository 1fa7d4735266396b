"""Words in scripts without spaces between words, as the pairs of characters by which an index finds them.

A run of such characters becomes its overlapping pairs and, at its end, its last character: "伊拉克" becomes
"伊拉 拉克 克". So any part of a run is found by a phrase of pairs, and a single character by the beginning of
a pair (Nie, Gao, Zhang, Zhou: On the use of words and n-grams for Chinese information retrieval, 2000). Most
words of Chinese have two characters: an index of triples would not find them.

Desk files hold what these functions return, so they must not change.
"""

import re
from functools import cache

_RANGES = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese syllables
    "\u3100-\u312f\u31a0-\u31bf"  # Bopomofo
)


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of a run; compiled when first needed, which takes some milliseconds."""
    return re.compile(f"[{_RANGES}]+")


@cache
def _word_with_run() -> re.Pattern[str]:
    return re.compile(f"[^\\W_]*[{_RANGES}][{_RANGES}\\w]*")


def has_runs(text: str) -> bool:
    """Return whether a text has characters of a script without spaces between words."""
    return not text.isascii() and _run().search(text) is not None


def with_bigrams(text: str) -> str:
    """Return a text with the pairs of its runs in place of them."""
    return _run().sub(_pairs, text) if has_runs(text) else text


def bigrams(text: str) -> str:
    """Return the pairs of the runs of a text, with what adjoins them without a space; "" without runs."""
    if not has_runs(text):
        return ""
    return "\n".join(_run().sub(_pairs, word[0]) for word in _word_with_run().finditer(text))


def bigram_phrase(text: str, prefix: bool) -> tuple[str, bool]:
    """Return the phrase by which these words are found in what the other functions return.

    The second value is whether the last word of the phrase is the beginning of one.
    """
    if not has_runs(text):
        return text, prefix
    last = list(_run().finditer(text))[-1]
    if last.end() < len(text):
        return with_bigrams(text), prefix
    run = last[0]
    ending = run if len(run) == 1 else " ".join(run[at : at + 2] for at in range(len(run) - 1))
    return f"{with_bigrams(text[: last.start()])} {ending}".strip(), len(run) == 1


def _pairs(run: "re.Match[str]") -> str:
    text = run[0]
    return f" {' '.join(text[at : at + 2] for at in range(len(text)))} "
