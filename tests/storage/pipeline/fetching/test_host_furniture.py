"""Furniture of a host is dropped from its pages, also from those that were stored before."""

from newswire import item, page, refresh, rss, subscribe
from webserver import Site

from storage.database.connection import DeskFile
from storage.desk import Desk
from storage.model import Article, Pages, View

SUBJECTS = ("ferries", "beavers", "clocks", "doors")
END = ("Read this report in our app", "We also recommend our morning letter")


def text(number: int) -> list[str]:
    return [
        f"Paragraph {part} of a report on {SUBJECTS[number]} that says what nobody had said before of them, "
        f"at some length and with the number {number}{part}."
        for part in range(4)
    ]


def feed(site: Site, count: int) -> str:
    for number in range(count):
        html = page(f"On {SUBJECTS[number]}", *text(number), *END)
        site.serve(f"/page/{number}", html, headers={"Content-Type": "text/html"})
    entries = (
        item(
            n,
            f"Paragraph of a report on {SUBJECTS[n]}.",
            title=f"On {SUBJECTS[n]}",
            link=site.url(f"/page/{n}"),
        )
        for n in range(count)
    )
    return site.serve("/a", rss(*entries))


def articles(desk: Desk) -> list[Article]:
    return [desk.articles.get(row.id) for row in desk.lists.headlines(View(), 0, 9)]


def test_a_host_with_one_page_keeps_it(desk: Desk, site: Site) -> None:
    subscribe(desk, feed(site, 1), pages=Pages.ALWAYS)
    refresh(desk)
    (article,) = articles(desk)
    assert article.text.endswith(END[1])


def test_pages_stored_before_lose_it_too(desk: Desk, site: Site) -> None:
    subscribe(desk, feed(site, 2), pages=Pages.ALWAYS)
    refresh(desk)
    assert all(one.text.endswith(END[1]) for one in articles(desk))
    feed(site, 3)
    refresh(desk)
    assert len(articles(desk)) == 3
    for one in articles(desk):
        number = SUBJECTS.index(one.title.removeprefix("On "))
        assert one.text == "\n\n".join(text(number))
        assert desk.articles.revisions(one.id) == []


def test_pages_from_before_blocks_were_stored_count(desk: Desk, desk_file: DeskFile, site: Site) -> None:
    subscribe(desk, feed(site, 2), pages=Pages.ALWAYS)
    refresh(desk)
    with desk_file.writing() as connection:
        connection.execute("delete from page_blocks")
    feed(site, 3)
    refresh(desk)
    assert not any(END[1] in one.text for one in articles(desk))
