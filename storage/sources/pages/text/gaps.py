"""Takes back what an extraction drops between paragraphs that it keeps: lists, cells, linked sentences."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from storage.sources.pages.text.page_boilerplate import is_boilerplate
from storage.sources.pages.text.text_runs import TextRun

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_GROUPS = frozenset(("ul", "ol", "dl", "table"))
_PARTS = frozenset(("li", "dd", "dt", "td", "th", "caption"))
_SURROUNDINGS = frozenset(
    ("aside", "button", "figcaption", "figure", "footer", "form", "header", "nav", "noscript")
)
_FURNITURE = re.compile(
    r"""\b(?:ads?|adv|advert\w*|author|banner|bio|byline|breadcrumbs?|caption|comments?|cookie|credits?|disclaimer
      |donate|follow|footer|header|hidden|login|menu|meta|more|most|nav|navbar|navigation|newsletter|outbrain
      |pagination|paywall|popular|promo\w*|pullquote|rating|readmore|recirc\w*|recommend\w*|related|share|sharing
      |sidebar|sign-?up|social|sponsor\w*|subscri\w*|taboola|tags?|teasers?|toolbar|tooltip|trending|widget)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»）)\]]*$")
_FEWEST_WORDS, _FEWEST_LINKED_WORDS, _MANY_WORDS = 6, 10, 15
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


def take_back(runs: Sequence[TextRun]) -> None:
    """Keep the runs between two kept ones that read like a part of the article."""
    kept = [number for number, run in enumerate(runs) if run.is_kept]
    for before, after in pairwise(kept):
        gap = runs[before + 1 : after]
        one, other = runs[before].block, runs[after].block
        if gap and (common := _common_ancestor(one, other)) is not None:
            _fill(gap, common, (one.getparent(), other.getparent()))


def _fill(gap: Sequence[TextRun], common: "_Element", parents: tuple["_Element | None", ...]) -> None:
    is_inside_list = any(element.tag in _GROUPS for element in (common, *common.iterancestors()))
    for group, members in groupby(gap, lambda run: _outermost_group(run.block, common)):
        runs = [run for run in members if not _is_furniture(run.block, common)]
        if group is not None and not is_inside_list and not _has_more_than_links(runs):
            continue
        for run in runs:
            run.is_kept = not is_boilerplate(run.text) and (
                group is not None or run.block.tag in _PARTS or _is_sentence(run, parents)
            )
    following_is_kept = True
    for run in reversed(gap):
        if run.block.tag in _HEADINGS and following_is_kept and not run.is_link:
            run.is_kept = not is_boilerplate(run.text) and not _is_furniture(run.block, common)
        following_is_kept = run.is_kept


def _is_sentence(run: TextRun, parents: tuple["_Element | None", ...]) -> bool:
    """Return whether a run is a sentence; one that is a link must stand beside a kept paragraph."""
    text = run.text
    if run.block.tag == "pre":
        return True
    words, ends = _words(text), _SENTENCE_END.search(text) is not None
    if 2 * run.linked > len(text):
        return ends and words >= _FEWEST_LINKED_WORDS and run.block.getparent() in parents
    return words >= _FEWEST_WORDS and (ends or words >= _MANY_WORDS)


def _has_more_than_links(runs: Sequence[TextRun]) -> bool:
    return 2 * sum(run.linked for run in runs) <= sum(len(run.text) for run in runs)


def _words(text: str) -> int:
    """Return the number of words; in scripts without spaces, two characters count as one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def _common_ancestor(one: "_Element", other: "_Element") -> "_Element | None":
    around = {one, *one.iterancestors()}
    return next((element for element in (other, *other.iterancestors()) if element in around), None)


def _between(block: "_Element", common: "_Element") -> Iterator["_Element"]:
    """Yield a block and the elements around it that are inside `common`."""
    return takewhile(lambda element: element is not common, (block, *block.iterancestors()))


def _outermost_group(block: "_Element", common: "_Element") -> "_Element | None":
    groups = [element for element in _between(block, common) if element.tag in _GROUPS]
    return groups[-1] if groups else None


def _is_furniture(block: "_Element", common: "_Element") -> bool:
    return any(
        element.tag in _SURROUNDINGS
        or _FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}".replace("_", "-"))
        for element in _between(block, common)
    )
