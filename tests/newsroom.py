"""Articles, names and links for a desk filled by hand, without the language model."""

from datetime import UTC, datetime

from storage.analysis.entities.constraints import name_key
from storage.analysis.similarity.minhash import minhash
from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.database.names import entities, mentions
from storage.database.stories import links, retrieval_index, stories
from storage.database.stories.retrieval_index import StoredProfile
from storage.model import Draft, Evidence, Field, Kind, Mention, Role, Route, Span

ABADI, IRAQ, ISLAMIC_STATE, MOSUL = "Haidar al-Abadi", "Iraq", "Islamic State", "Mosul"
KINDS = {
    ABADI: Kind.PERSON,
    IRAQ: Kind.PLACE,
    ISLAMIC_STATE: Kind.ORGANISATION,
    MOSUL: Kind.PLACE,
    "Magnus Carlsen": Kind.PERSON,
    "James Webb": Kind.OTHER,
}


def draft(title: str, text: str, day: datetime | None = None, **more: object) -> Draft:
    """Return a draft with the start of its title as its key."""
    return Draft(key=title[:40], title=title, text=text, origin="tests", published=day, **more)  # type: ignore[arg-type]


DRAFTS = [
    draft(
        "Iraq declares victory over Islamic State",
        "Haidar al-Abadi, the prime minister of Iraq, said on Saturday that the war against Islamic State "
        "is over. Mosul was taken back in July.\n\nWhat comes next\n\nHaidar al-Abadi thanked the army. "
        "The towns around Mosul lie in ruins, and many of those who fled have not come home to Iraq.",
        datetime(2017, 12, 9, 14, 30, tzinfo=UTC),
        source="newsdesk sample",
        url="https://example.org/victory",
        byline="A. Reporter",
        spans=(Span(137, 152, Role.HEADING),),
    ),
    draft(
        "Baghdad announces the end of the war against Islamic State",
        "The war is over, said Haidar al-Abadi. Islamic State has lost its last towns in Iraq.",
        datetime(2017, 12, 9, 16, 0, tzinfo=UTC),
        source="The Daily",
    ),
    draft(
        "Mosul is free again, three years after it fell",
        "Mosul was the largest town that Islamic State held in Iraq.",
        datetime(2017, 7, 10, 9, 0, tzinfo=UTC),
        source="newsdesk sample",
    ),
    draft(
        "Magnus Carlsen keeps the title",
        ("Magnus Carlsen won in Dubai. " * 60).strip(),
        datetime(2021, 12, 10, tzinfo=UTC),
        source="Chess Weekly",
    ),
    draft(
        "James Webb space telescope reaches its place a million miles from Earth, and the long work of "
        "cooling, unfolding and aligning its eighteen mirrors can begin",
        "The telescope James Webb is where it should be.",
        datetime(2022, 1, 24, tzinfo=UTC),
        source="A source with a rather long name",
    ),
    draft(
        "伊拉克宣布战胜伊斯兰国",
        "伊拉克总理说战争已经结束。" * 12,
        datetime(2017, 12, 9, tzinfo=UTC),
        source="新闻",
    ),
    draft("A short note without a date", "Nothing much happened."),
]


def fill(desk_file: DeskFile, drafts: list[Draft]) -> None:
    """Store drafts with the names of `KINDS` found by their letters; the first three are linked."""
    with desk_file.writing() as connection:
        for one in drafts:
            articles.store(connection, one)
        numbers = {name: entities.create(connection, name, kind) for name, kind in KINDS.items()}
        for name, number in numbers.items():
            entities.add_keys(connection, number, [name_key(name, KINDS[name])[1]])
        for number, one in enumerate(drafts, start=1):
            appearances = [_appearance(numbers[name], name, one) for name in KINDS]
            mentions.record(connection, number, [found for found in appearances if found.mentions])
            retrieval_index.add(
                connection, StoredProfile(number, None, None, bytes(8), minhash([]).pack()), []
            )
            articles.set_analysed(connection, number)
        evidence = Evidence(names=(ABADI,), title_words=("war",), days=0.1)
        links.record(connection, 2, {1: links.LinkRecord(0.93, 0.9, 0.0, evidence)})
        related = Evidence(names=(MOSUL,), days=152.0)
        links.record(connection, 3, {1: links.LinkRecord(0.2, 0.62, 0.0, related)})
        story = stories.create(connection)
        stories.assign(connection, [1, 2], story)
        stories.update_summary(connection, story, 1)


def _appearance(entity: int, name: str, one: Draft) -> mentions.Appearance:
    called = name_key(name, KINDS[name])[1]
    found = [
        mentions.ResolvedMention(
            Mention(field, start, start + len(name), KINDS[name], 0.9), name, called, Route.NAME
        )
        for field, text in ((Field.TITLE, one.title), (Field.TEXT, one.text))
        for start in _occurrences(text, name)
    ]
    return mentions.Appearance(entity, found, weight=float(len(found)))


def _occurrences(text: str, name: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(name, start)]
