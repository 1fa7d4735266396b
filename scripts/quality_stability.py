"""Stability: whether articles that arrive as teasers, and get their texts later, end in the same stories."""

import random
from collections.abc import Iterator
from datetime import timedelta

from labelled_stories import START, draft, link_all, load_reports, moved_within, shortened, unlinked_desk
from quality_copies import stories_of
from quality_data import Options, Score, b_cubed

from storage.database.articles import articles
from storage.database.connection import DeskFile
from storage.stories.grouping import regroup_recent
from storage.stories.linking import Linker

SEEDS = 3
MOVED_DAYS, MANY = 30, 1_000


def stability(options: Options) -> Iterator[str]:
    """Yield B-cubed of the stories of BASIL after teasers against those of full texts at once."""
    yield ""
    yield f"{'teasers, then full texts in random order':42}{'P':>6}{'R':>6}{'F':>6}"
    for seed in range(SEEDS):
        yield f"{f'order {seed + 1}':42}{stability_score(options, seed)}"


def stability_score(options: Options, seed: int) -> Score:
    """Return B-cubed of the stories after teasers, taking those of full texts at once for right."""
    full = moved_within(load_reports(options, "basil-2010-14", dated=True), MOVED_DAYS)
    order = range(len(full))
    with unlinked_desk(full, order) as desk_file:
        link_all(desk_file, Linker())
        _regroup(desk_file)
        at_once = stories_of(desk_file)
    linker = Linker()
    with unlinked_desk(shortened(full, 1.0), order) as desk_file:
        link_all(desk_file, linker)
        for index in random.Random(seed).sample(order, len(full)):
            with desk_file.writing() as connection:
                articles.store(connection, draft(full[index], str(index)))
                linker.link(connection, articles.fetch(connection, index + 1))
                articles.set_analysed(connection, index + 1)
        _regroup(desk_file)
        later = stories_of(desk_file)
    return b_cubed(later, at_once)


def _regroup(desk_file: DeskFile) -> None:
    """Group all articles again, as the program does once many have arrived."""
    now = (START + timedelta(days=MOVED_DAYS)).timestamp()
    regroup_recent(desk_file, MANY, lambda: False, now)
