"""The links in the text of an article and the files that come with it, numbered for the keys."""

from dataclasses import dataclass

from storage.model import Article, Enclosure, Role


@dataclass(frozen=True, slots=True)
class TextLink:
    """An address with its number from 1, and the words that lead to it, or the file that it is."""

    number: int
    address: str
    words: str
    enclosure: Enclosure | None = None


def numbered_links(article: Article) -> list[TextLink]:
    """Return the links of a text in its order, then the enclosures; each address has one number.

    A link whose words are its address has no words.
    """
    found: dict[str, str] = {}
    for span in sorted(article.spans, key=lambda span: span.start):
        if span.role is Role.LINK and span.target:
            words = " ".join(article.text[span.start : span.end].split())
            found[span.target] = found.get(span.target) or ("" if words == span.target else words)
    files = {one.url: one for one in article.enclosures}
    addresses = [*(address for address in found if address not in files), *files]
    return [
        TextLink(number, address, found.get(address, ""), files.get(address))
        for number, address in enumerate(addresses, 1)
    ]
