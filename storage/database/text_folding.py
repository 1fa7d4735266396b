"""Letters compared without case and accents."""

import unicodedata


def fold(text: str) -> str:
    """Return `text` without case and accents: "München" and "MUNCHEN" give "munchen"."""
    if text.isascii():
        return text.lower()
    # Twice, as some letters come apart into others that have a case of their own.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in text if not unicodedata.combining(part))
