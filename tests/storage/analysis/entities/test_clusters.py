"""Clusters: the names of one article, their keys and display names."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.analysis.entities.clusters import Cluster, cluster_mentions
from storage.analysis.entities.display_names import display_name
from storage.model import Field, Kind, Mention

PERSON, ORGANISATION, PLACE, OTHER = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.OTHER


def clusters(names: Sequence[tuple[str, Kind]], *, between: str = " met ") -> list[Cluster]:
    """Return the clusters of an article that consists of these names."""
    text, mentions = "", []
    for name, kind in names:
        mentions.append(Mention(Field.TEXT, len(text), len(text) + len(name), kind))
        text += name + between
    return cluster_mentions("", text, mentions)


def test_a_surname_of_two_persons_means_the_one_mentioned_last() -> None:
    found = clusters([(name, PERSON) for name in ("Bush", "Laura Bush", "Bush", "George Bush", "Bush")])
    assert [(one.spellings, one.lone) for one in found] == [
        ((("Bush", 1),), True),
        ((("Bush", 1), ("Laura Bush", 1)), False),
        ((("Bush", 1), ("George Bush", 1)), False),
    ]


def test_a_surname_alone_is_lone_and_never_a_full_name_s_key() -> None:
    (found,) = clusters([("al-Abadi", PERSON)])
    assert (found.keys, found.blocking_keys, found.lone) == (("?abadi",), (), True)
    (full,) = clusters([("Haidar al-Abadi", PERSON), ("al-Abadi", PERSON)])
    assert full.keys == ("haidar abadi",)
    assert not full.lone


def test_known_spellings_of_an_organisation_are_one() -> None:
    (found,) = clusters([(name, ORGANISATION) for name in ("IS", "ISIS", "Daesh", "Islamic State")])
    assert found.keys == ("islamic state",)


def test_an_acronym_that_the_article_does_not_explain_is_lone() -> None:
    assert clusters([("XYZ", ORGANISATION)])[0].lone


def test_an_acronym_in_brackets_outvotes_the_gazetteer() -> None:
    text = "The Utah Nurses (UN) met. UN said so."
    spans = [(4, 15), (17, 19), (26, 28)]
    (found,) = cluster_mentions(
        "", text, [Mention(Field.TEXT, start, end, ORGANISATION) for start, end in spans]
    )
    assert found.keys == ("utah nurses",)


def test_kinds_are_not_mixed() -> None:
    found = clusters([("Washington", PERSON), ("Washington", PLACE), ("Washington", ORGANISATION)])
    assert [one.kind for one in found] == [PERSON, PLACE, ORGANISATION]


def test_title_and_text_are_one_article() -> None:
    title, text = "Kovac wins", "So Ana Kovac won."
    mentions = [Mention(Field.TEXT, 3, 12, PERSON), Mention(Field.TITLE, 0, 5, PERSON)]
    (found,) = cluster_mentions(title, text, mentions)
    assert [mention.field for mention in found.mentions] == [Field.TITLE, Field.TEXT]
    assert found.spellings == (("Ana Kovac", 1), ("Kovac", 1))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=12)
            | st.sampled_from(["al-Abadi", "Haidar al-Abadi", "US", "IS", "A. B"]),
            st.sampled_from(Kind),
        ),
        max_size=20,
    )
)
def test_every_mention_is_in_one_cluster(names: list[tuple[str, Kind]]) -> None:
    found = clusters(names, between="|")
    mentions = [mention for one in found for mention in one.mentions]
    assert len(mentions) == len(set(mentions)) == len(names)
    for one in found:
        assert one.keys
        assert all(one.keys)
        assert {mention.kind for mention in one.mentions} == {one.kind}
        assert sum(count for _, count in one.spellings) == len(one.mentions)
        assert display_name(one.spellings, one.kind, one.keys)


def test_ten_thousand_namesakes_take_little_time() -> None:
    names = [
        (f"M{'aeiou'[i % 5] * (1 + i % 7)}st{'aeiou'[i // 5 % 5]}fa K{'ai' * (i % 400)}sim", PERSON)
        for i in range(10_000)
    ]
    assert sum(len(one.mentions) for one in clusters(names)) == 10_000
