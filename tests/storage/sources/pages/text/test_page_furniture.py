"""Which blocks of a page are furniture of its host."""

from dataclasses import replace

import pytest

from storage.model import Draft, Provenance, Role, Span
from storage.sources.pages.text.page_furniture import find_furniture, page_blocks, without_furniture

BODIES = (
    "The ferry to Bornholm has a new captain, who has sailed round the Horn twice and fears only the fog.",
    "Beavers have dammed a stream in Thuringia so well that the village behind it has bought a second pump.",
    "A clock in Padua that stood still for ninety years strikes again, and wakes the guests next door.",
    "Nobody knows who paints the doors of Olsztyn blue at night, but police have found a bucket and a brush.",
)
END = "Read in app\n\nMore from our desks"


def page(number: int, text: str = "") -> Draft:
    text = text or f"{BODIES[number]}\n\n{END}"
    return Draft(f"{number}", f"Title {number}", text, "tests", provenance=Provenance.PAGE)


def cleaned(own: Draft, *others: Draft) -> str:
    found = find_furniture(page_blocks(own), [page_blocks(one) for one in others])
    return without_furniture(own, found).text


def test_a_host_with_one_page_has_none() -> None:
    assert cleaned(page(0)) == page(0).text


def test_two_pages_are_too_few_and_three_enough_at_the_end() -> None:
    assert cleaned(page(0), page(1)) == page(0).text
    assert cleaned(page(0), page(1), page(2)) == BODIES[0]


def test_in_the_middle_three_others_are_needed() -> None:
    texts = [f"{body}\n\nRead in app\n\nIt ends with page {n}." for n, body in enumerate(BODIES)]
    pages = [page(n, text) for n, text in enumerate(texts)]
    assert cleaned(pages[0], *pages[1:3]) == texts[0]
    assert cleaned(*pages) == f"{BODIES[0]}\n\nIt ends with page 0."


def test_a_heading_in_the_middle_stays() -> None:
    texts = [f"{body}\n\nAnalysis\n\nIt ends with page {n}." for n, body in enumerate(BODIES)]
    start = len(BODIES[0]) + 2
    own = replace(page(0, texts[0]), spans=(Span(start, start + 8, Role.HEADING),))
    assert cleaned(own, *(page(n, text) for n, text in enumerate(texts))) == texts[0]


def test_the_titles_of_other_pages_at_the_end_are_teasers() -> None:
    assert cleaned(page(0, f"{BODIES[0]}\n\nTitle 1\n\nTitle 2"), page(1), page(2)) == BODIES[0]


def test_versions_of_one_article_say_nothing() -> None:
    versions = [page(n, f"{BODIES[0]}\n\n{END}") for n in range(4)]
    assert cleaned(*versions) == versions[0].text
    same_title = [replace(page(n), title="Live") for n in range(4)]
    assert cleaned(*same_title) == same_title[0].text


def test_a_page_keeps_at_least_half_of_its_text() -> None:
    assert cleaned(page(0, END), *(page(n) for n in (1, 2, 3))) == END
    shared = "\n\n".join(BODIES[1:])
    long = [
        page(n, f"Report {n} says this of its own, and takes eighty letters for it.{'.' * 40}\n\n{shared}")
        for n in range(4)
    ]
    assert cleaned(*long) == long[0].text


def test_spans_move_with_their_blocks() -> None:
    lead = "Read in app"
    text = f"{lead}\n\n{BODIES[0]}"
    start = len(lead) + 6
    own = replace(page(0, text), spans=(Span(start, start + 5, Role.LINK, "https://x.example/"),))
    others = [page(n, f"{lead}\n\n{BODIES[n]}") for n in (1, 2)]
    found = find_furniture(page_blocks(own), [page_blocks(one) for one in others])
    rest = without_furniture(own, found)
    (span,) = rest.spans
    assert rest.text[span.start : span.end] == text[start : start + 5] == "ferry"


@pytest.mark.parametrize("text", ["", "\n\n", "…"])
def test_odd_texts(text: str) -> None:
    assert cleaned(replace(page(0), text=text), page(1), page(2)) == text


def test_a_page_of_thousands_of_lines_has_few_blocks() -> None:
    lines = "\n\n".join(f"line {number} of a long list" for number in range(20_000))
    long = page_blocks(page(0, f"{BODIES[0]}\n\n{lines}\n\n{END}"))
    assert len(long.blocks) < 1_000
    assert {long.blocks[0], long.blocks[-1]} <= {*page_blocks(page(0, f"{BODIES[0]}\n\n{END}")).blocks}
