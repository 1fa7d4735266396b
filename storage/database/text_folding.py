"""Comparison of text without case and accents, also as SQL functions."""

import unicodedata

from storage.query.tokens import words_of
from storage.text.bigrams import bigram_phrase, with_bigrams


def fold(text: str) -> str:
    """Return `text` without case and accents: "München" and "MUNCHEN" give "munchen"."""
    if text.isascii():
        return text.lower()
    # Twice, because some letters decompose into letters that have a case themselves.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in text if not unicodedata.combining(part))


def has_words(text: str, words: str, prefix: int) -> bool:
    """Return whether the words of `words` stand next to each other in `text`, without case and accents.

    Of a `prefix`, the last word may go on. Words in scripts without spaces are found anywhere. Without words,
    any text has them.
    """
    words, goes_on = bigram_phrase(fold(words), bool(prefix))
    wanted, there = (words_of(one).replace("_", " ").split() for one in (words, with_bigrams(fold(text))))
    last = len(there) - len(wanted)
    if goes_on and wanted:
        *whole, beginning = wanted
        return any(
            there[at : at + len(whole)] == whole and there[at + len(whole)].startswith(beginning)
            for at in range(last + 1)
        )
    return any(there[at : at + len(wanted)] == wanted for at in range(last + 1))
