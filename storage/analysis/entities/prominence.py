"""How much an article is about one of its names."""

from math import log2

from storage.analysis.entities.clusters import Cluster
from storage.model import Field

_IN_TITLE = 2.0


def prominence(cluster: Cluster, length: int) -> float:
    """Return the weight of a name in an article with a text of `length` code points, above 0.

    More for a place in the title, for an early first mention in the text, and, by the logarithm,
    for every further one.
    """
    in_text = [mention.start for mention in cluster.mentions if mention.field is Field.TEXT]
    in_title = _IN_TITLE if len(in_text) < len(cluster.mentions) else 0.0
    early = 1 - min(in_text) / length if in_text and length else 0.0
    return in_title + early + log2(1 + len(cluster.mentions))
