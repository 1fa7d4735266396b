"""Reading articles: title and text to the names in them."""

from collections.abc import Sequence
from dataclasses import replace

from storage.analysis import rules
from storage.analysis.finding import lower
from storage.analysis.names import Cluster, cluster
from storage.analysis.piece import shouted
from storage.analysis.recogniser import Recogniser
from storage.model import Field


def read(recogniser: Recogniser, articles: Sequence[tuple[str, str]]) -> list[list[Cluster]]:
    """Return the names of each article, given as title and text, in the order of their first mentions."""
    titles = recogniser.recognise([_normal_case(title) for title, _ in articles])
    texts = recogniser.recognise([text for _, text in articles])
    readings = []
    for (title, text), in_title, in_text in zip(articles, titles, texts, strict=True):
        marked = [replace(mention, field=Field.TITLE) for mention in in_title]
        mentions = rules.apply(title, text, [*marked, *in_text])
        readings.append(cluster(title, text, mentions))
    return readings


def _normal_case(title: str) -> str:
    # An engine reads capitals badly; in small letters it still finds the names that it knows.
    return lower(title) if shouted(title) else title
