"""Which queries wait for the analysis, and what they can rule out before."""

import pytest

from storage.query.nodes import Query
from storage.query.parser import parse
from storage.query.printer import printed
from storage.rules.judging import needs_analysis, possible


@pytest.mark.parametrize(
    "query",
    ["iraq", "title:iraq -source:bbc", "label:x or feed:y", "is:unread newer:3d has:enclosure", "by:me"],
)
def test_what_is_known_at_once(query: str) -> None:
    root = parse(query).root
    assert root
    assert not needs_analysis(root)
    assert possible(root) == root


@pytest.mark.parametrize(
    ("query", "before"),
    [
        ("person:trump", ""),
        ("iraq person:trump", "iraq"),
        ("iraq -person:trump feed:bbc", "iraq feed:bbc"),
        ("iraq or lang:de", ""),
        ("(iraq org:nato) or (iran place:kyiv)", "iraq or iran"),
        ("-(iraq person:x)", ""),
        ("-(iraq or iran) is:copy", "-(iraq or iran)"),
        ("has:page", ""),
        ("story:* -has:links name:x war", "war"),
    ],
)
def test_what_waits(query: str, before: str) -> None:
    root = parse(query).root
    assert root
    assert needs_analysis(root)
    assert printed(Query(possible(root))) == before
