"""The cache of pictures."""

import os
import time
from pathlib import Path

import pytest

from storage.sources.pictures.picture_cache import RETRY_SECONDS, PictureCache


@pytest.fixture
def cache(tmp_path: Path) -> PictureCache:
    return PictureCache(tmp_path / "pictures")


def test_a_picture_is_wanted_until_it_is_here(cache: PictureCache) -> None:
    assert cache.is_wanted("a")
    assert cache.path("a") is None
    cache.store("a", b"picture")
    assert cache.path("a").read_bytes() == b"picture"
    assert not cache.is_wanted("a")
    assert cache.is_wanted("b")


def test_what_could_not_be_had_is_left_alone_for_a_day(cache: PictureCache, tmp_path: Path) -> None:
    cache.store_failure("a")
    assert not cache.is_wanted("a")
    (file,) = (tmp_path / "pictures").iterdir()
    long_ago = time.time() - RETRY_SECONDS - 1
    os.utime(file, (long_ago, long_ago))
    assert cache.is_wanted("a")
    cache.store("a", b"picture")
    assert len([*(tmp_path / "pictures").iterdir()]) == 1


def test_the_oldest_go_first(cache: PictureCache) -> None:
    for age, address in enumerate("abcd"):
        cache.store(address, b"x" * 100)
        then = time.time() - 100 * age
        os.utime(cache.path(address), (then, then))
    cache.prune(250)
    assert [address for address in "abcd" if cache.path(address)] == ["a", "b"]
    cache.prune(0)
    PictureCache(Path("/nowhere/at/all")).prune()
