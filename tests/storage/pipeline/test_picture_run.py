"""Pictures of articles, fetched from a real server."""

import io
from html import escape
from pathlib import Path

import pytest
from newswire import item, refresh, rss, subscribe
from PIL import Image
from webserver import Site

from storage.desk import Desk
from storage.model import Picture, Progress, View


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 600), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def illustrated(desk: Desk, site: Site) -> int:
    """An article with two pictures, one of which the server does not have."""
    first = site.serve("/1.png", picture(), headers={"Content-Type": "image/png"})
    html = escape(f'<p>Before.</p><img src="{first}" alt="A tank"><p>After.<img src="/none.png"></p>')
    subscribe(desk, site.serve("/feed", rss(item(1, html, link=site.url("/page")))))
    refresh(desk)
    (row,) = desk.lists.headlines(View(), 0, 9)
    return row.id


def test_pictures_are_fetched_once_and_kept_small(desk: Desk, site: Site, illustrated: int) -> None:
    article = desk.articles.get(illustrated)
    first, missing = site.url("/1.png"), site.url("/none.png")
    assert article.pictures == (Picture(len("Before."), first, "A tank"), Picture(len(article.text), missing))
    steps: list[Progress] = []
    report = desk.work.fetch_pictures([illustrated], progress=steps.append)
    assert report.pictures == 1
    assert [trouble.origin for trouble in report.troubles] == [missing]
    assert [(step.stage, step.done, step.total) for step in steps] == [("pictures", 1, 2), ("pictures", 2, 2)]
    with Image.open(desk.pictures.path(first)) as copy:
        assert (copy.format, copy.size) == ("JPEG", (960, 480))
    assert not desk.pictures.is_wanted(missing), "it was asked for just now"
    before = len(site.requests)
    assert desk.work.fetch_pictures([illustrated, 99]).pictures == 0
    assert len(site.requests) == before


def test_what_is_no_picture_is_refused(desk: Desk, site: Site, illustrated: int) -> None:
    site.serve("/1.png", "<html></html>", headers={"Content-Type": "image/png"})
    troubles = desk.work.fetch_pictures([illustrated]).troubles
    assert "this is not a picture that newsdesk can read" in [trouble.message for trouble in troubles]
    assert desk.pictures.path(site.url("/1.png")) is None
