"""Comparison of text without case and accents."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` without case and accents: "München" and "MUNCHEN" give "munchen"."""
    if text.isascii():
        return text.lower()
    # Twice, because some letters decompose into letters that have a case themselves.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in text if not unicodedata.combining(part))
