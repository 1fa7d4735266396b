"""Copies: how many edited copies of articles are linked to their original, and how many links are wrong."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import mean
from typing import NamedTuple

from labelled_stories import link_all, load_reports, unlinked_desk
from quality_data import Options

from storage.database.connection import DeskFile
from storage.database.stories import stories
from storage.stories.linking import Linker

COPIES = 100
LEAST_WORDS = 100
BOILERPLATE = (
    "Sign up for our newsletter.",
    "Follow us for the latest.",
    "All rights reserved.",
    "Read more here.",
)


class CopyScore(NamedTuple):
    """The shares of edited copies linked to their original and placed in its story, and the wrong links."""

    recall: float
    same_story: float
    wrong: int


def copies(options: Options) -> Iterator[str]:
    """Yield the table of edited copies: sentences dropped at random, words replaced, boilerplate added."""
    yield ""
    yield f"{'copies':42}{'recall':>8}{'in story':>10}{'wrong':>7}"
    for label, dropped, replaced in (
        ("10 % dropped", 0.1, 0.0),
        ("20 % dropped", 0.2, 0.0),
        ("20 % dropped, 2 % changed", 0.2, 0.02),
    ):
        score = copy_score(options, dropped, replaced)
        yield f"{label + ', lines added':42}{score.recall:8.3f}{score.same_story:10.3f}{score.wrong:7}"


def copy_score(options: Options, dropped: float, replaced: float) -> CopyScore:
    """Return the score for copies of BASIL with these shares of dropped sentences and replaced words."""
    originals = load_reports(options, "basil-2010-14", dated=True)
    rng = random.Random(5)
    long = [report for report in originals if len(report.text.split()) > LEAST_WORDS]
    copied = rng.sample(long, min(COPIES, len(long)))
    edited = [replace(report, text=edit(report.text, dropped, replaced, rng)) for report in copied]
    reports = [*originals, *edited]
    with unlinked_desk(reports, range(len(reports))) as desk_file:
        link_all(desk_file, Linker())
        with desk_file.reading() as connection:
            rows = connection.execute("select a, b from link where overlap > 0").fetchall()
        story = stories_of(desk_file)
    found = {(row[0], row[1]) for row in rows}
    expected = {
        (originals.index(report) + 1, len(originals) + 1 + number) for number, report in enumerate(copied)
    }
    wrong = sum(reports[a - 1].story != reports[b - 1].story for a, b in found)
    same_story = mean(story[a] == story[b] for a, b in expected)
    return CopyScore(len(expected & found) / len(expected), same_story, wrong)


def stories_of(desk_file: DeskFile) -> dict[int, int | str]:
    """Return the story of each article of a desk; an article in no story is a story of its own."""
    with desk_file.reading() as connection:
        rows = connection.execute("select id from article").fetchall()
        return {row[0]: stories.shown_story(connection, row[0]) or f"alone {row[0]}" for row in rows}


def edit(text: str, dropped: float, replaced: float, rng: random.Random) -> str:
    """Return a text as another outlet might publish it."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if rng.random() >= dropped]
    words = " ".join(sentences).split()
    words = [rng.choice(words) if rng.random() < replaced else word for word in words]
    return "\n\n".join([" ".join(words), *BOILERPLATE])
