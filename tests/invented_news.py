"""Reports of invented events: some are copies, longer versions, or half of another event."""

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import product

from linkers import DAY, draft

from storage.model import Draft

FIRST, LAST = ("Priit", "Helve", "Adaeze", "Mirjam"), ("Laanemets", "Torim", "Soo", "Okonkwo")
PEOPLE = [" ".join(pair) for pair in product(FIRST, LAST)]
SYLLABLES = ("gra", "lo", "vin", "ste", "mar"), ("bel", "tun", "dos", "rik"), ("ade", "on", "ish", "er", "um")
WORDS = ["".join(parts) for parts in product(*SYLLABLES, ("", "ter", "nost", "vale"))]
ARTICLES = 100


def news() -> list[Draft]:
    """Return reports of events; some are copies, longer versions, or half of another event."""
    source = random.Random(7)
    events = [_Event(source, source.sample(WORDS, 60), source.sample(PEOPLE, 2)) for _ in range(22)]
    found = []
    for number in range(ARTICLES):
        event, other = source.sample(events, 2)
        text = event.text
        kept = source.choice((text, text, text[:6], text[3:], [*text[:5], *other.text[:3]]))
        text = " ".join((*kept, *event.sentences(source.choice((0, 0, 2, 5)))))
        published = event.at + timedelta(minutes=7 * number) if number % 9 else None
        title = f"{event.text[0][:40]} {number % 3}"
        found.append(draft(title, text, published, source=f"Wire {number % 5}", byline=str(number)))
    return found


def reports_of_events() -> list[Draft]:
    """Return three reports of each of some events, which have no words in common, in any order."""
    source = random.Random(11)
    words, people = source.sample(WORDS, len(WORDS)), source.sample(PEOPLE, len(PEOPLE))
    found = []
    for number in range(12):
        event = _Event(source, words[20 * number : 20 * number + 20], [people[number]])
        for outlet in ("Wire", "Post", "Herald"):
            text = " ".join([event.text[0], *source.sample(event.text[1:], 4), *event.sentences(4)])
            title = f"{event.text[0][:40]} {outlet}"
            found.append(draft(title, text, event.at, source=outlet, byline=str(number)))
    source.shuffle(found)
    return found


class _Event:
    """An event with words and people of its own."""

    def __init__(self, source: random.Random, words: Sequence[str], people: Sequence[str]) -> None:
        self._source = source
        self._words = words
        self._people = people
        self.at = DAY + timedelta(hours=source.randrange(200))
        self.text = self.sentences(10)

    def sentences(self, count: int) -> list[str]:
        return [self._sentence() for _ in range(count)]

    def _sentence(self) -> str:
        words = " ".join(self._source.choices(self._words, k=11)).capitalize()
        return f"{words}, {self._source.choice(self._people)} said."
