"""RSS and Atom feeds with invented entries of about 1,500 characters of HTML each."""

import random
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import pairwise
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds" / "sample"
ENTRY_CHARACTERS = 1_500
SENTENCES = 20_000


class MarkovText:
    """Random sentences from a first-order Markov chain over the words of the sample articles."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._successors: dict[str, list[str]] = {}
        for file in sorted(SEEDS.glob("*.txt")):
            for word, successor in pairwise(file.read_text("utf-8").split()):
                self._successors.setdefault(word, []).append(successor)
        self._first_words = sorted(word for word in self._successors if word[0].isupper())
        self._sentences = [self._sentence() for _ in range(SENTENCES)]

    def _sentence(self) -> str:
        words = [self._rng.choice(self._first_words)]
        length = self._rng.randint(8, 24)
        while len(words) < length and words[-1] in self._successors:
            words.append(self._rng.choice(self._successors[words[-1]]))
        return " ".join(words).rstrip(".,;:") + "."

    def title(self) -> str:
        """Return a headline of at most nine words."""
        return " ".join(self._rng.choice(self._sentences).split()[:9]).rstrip(".,;:")

    def html(self, address: str) -> str:
        """Return paragraphs with the markup that feeds use: links, emphasis, an image, quotes and lists."""
        blocks = [f'<p><img src="{address}/lead.jpg" alt="" width="640" height="360"/></p>']
        while sum(map(len, blocks)) < ENTRY_CHARACTERS:
            one, two, three = self._rng.sample(self._sentences, 3)
            link = f'<a href="{address}/more?page=2&amp;from=feed">{escape(two[:30])}</a>'
            patterns = (
                f"<p>{escape(one)} {link} {escape(three)}</p>",
                f"<p><strong>{escape(one)}</strong> {escape(two)}<br/>{escape(three)}</p>",
                f"<blockquote><p>{escape(one)} {escape(two)}</p></blockquote>",
                f"<ul><li>{escape(one)}</li><li>{escape(two)}</li></ul>",
            )
            blocks.append(self._rng.choices(patterns, (6, 3, 1, 1))[0])
        return "\n".join(blocks)


def rss(text: MarkovText, site: str, entries: int, newest: datetime) -> str:
    """Return an RSS 2.0 feed with the full text in content:encoded."""
    items = []
    for number in range(entries):
        link = f"{site}/{number:03}-article"
        published = newest - timedelta(hours=3 * number)
        items.append(
            f"<item><title>{escape(text.title())}</title><link>{link}</link>"
            f'<guid isPermaLink="false">{link}#entry</guid><pubDate>{format_datetime(published)}</pubDate>'
            f"<dc:creator>A. Reporter</dc:creator><category>News</category>"
            f"<description>{escape(text.title())}</description>"
            f"<content:encoded><![CDATA[{text.html(link)}]]></content:encoded></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(text.title())}</title><link>{site}/</link><description>News</description>"
        f"<language>en</language>{''.join(items)}</channel></rss>"
    )


def atom(text: MarkovText, site: str, entries: int, newest: datetime) -> str:
    """Return an Atom feed with the full text in content."""
    items = []
    for number in range(entries):
        link = f"{site}/{number:03}-article"
        published = (newest - timedelta(hours=3 * number)).isoformat()
        items.append(
            f'<entry><title type="text">{escape(text.title())}</title><link href="{link}"/>'
            f"<id>{link}#entry</id><updated>{published}</updated><published>{published}</published>"
            f'<author><name>A. Reporter</name></author><category term="News"/>'
            f"<summary>{escape(text.title())}</summary>"
            f'<content type="html">{escape(text.html(link))}</content></entry>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f'<title>{escape(text.title())}</title><link href="{site}/"/><id>{site}/</id>'
        f"<updated>{newest.isoformat()}</updated>{''.join(items)}</feed>"
    )
