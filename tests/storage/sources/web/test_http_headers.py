import time
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.web.http_headers import MAX_RETRY_AFTER, max_age, retry_after


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'Public , Max-Age = "600"'}, 600),
        ({"cache-control": "s-maxage=9, max-age=600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "1000"}, 0),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=600, no-cache"}, 0),
        ({"cache-control": "no-store,max-age=600"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age=-1"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": formatdate(2000), "date": formatdate(1000)}, 1000),
        ({"expires": formatdate(1000), "date": formatdate(2000)}, 0),
        ({"expires": formatdate(2000), "date": formatdate(1000), "cache-control": "max-age=1"}, 1),
        ({"expires": formatdate(1000)}, 0),
    ],
)
def test_max_age(headers: dict[str, str], seconds: int) -> None:
    assert max_age(headers) == seconds


def test_expires_without_a_date_counts_from_now() -> None:
    assert 3590 <= max_age({"expires": formatdate(time.time() + 3600)}) <= 3600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("later", None),
        ("-5", None),
        ("0", 0),
        (" 120 ", 120),
        ("99999999999", MAX_RETRY_AFTER),
        (formatdate(0), 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}) == seconds


def test_retry_after_may_be_a_date() -> None:
    wait = retry_after({"retry-after": formatdate(time.time() + 300)})
    assert wait is not None
    assert 290 <= wait <= 300


@given(st.text(max_size=40))
def test_nonsense_never_raises(value: str) -> None:
    wait = retry_after({"retry-after": value})
    assert wait is None or 0 <= wait <= MAX_RETRY_AFTER
    assert max_age({"expires": value, "date": value, "cache-control": value, "age": value}) >= 0
