"""The names of labels, as people type them."""

from collections.abc import Iterable

from storage.text.plain_text import clean_line

LONGEST = 60  # characters
# What stands before a label to add, remove or mark it is no part of it; nor is a slash of an OPML path.
_AROUND = " \t#+-/"
_FOR_COMMAS = str.maketrans({",": " ", '"': " "})  # commas separate labels, quotes enclose one in a query


def label_name(text: str) -> str:
    """Return the name of one label as newsdesk keeps it, "" if nothing is left of the text."""
    plain = clean_line(text.translate(_FOR_COMMAS))
    return " ".join(plain.split())[:LONGEST].strip(_AROUND)


def label_names(texts: Iterable[str]) -> list[str]:
    """Return the names of the labels in texts that separate labels by commas, each once in any case."""
    found: dict[str, str] = {}
    for text in texts:
        for part in text.split(","):
            if name := label_name(part):
                found.setdefault(name.casefold(), name)
    return [*found.values()]
