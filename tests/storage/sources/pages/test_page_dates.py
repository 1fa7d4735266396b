import pytest

from storage.sources.pages.page_parser import parse_page

ADDRESS = "https://www.aldenham-post.example/news/bridge"
HEADING = "<h1>Bridge over the river approved</h1>"


def published(data):
    moment = parse_page(data, ADDRESS).published
    return moment.isoformat() if moment else None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<meta property="article:published_time" content="2024-05-06T21:15:00+02:00">',
            "2024-05-06T21:15:00+02:00",
        ),
        ('<meta name="parsely-pub-date" content="2024-05-06T19:15:00Z">', "2024-05-06T19:15:00+00:00"),
        ('<meta name="date" content="Mon, 06 May 2024 21:15:00 +0200">', "2024-05-06T21:15:00+02:00"),
        ('<meta name="pdate" content="20240506">', "2024-05-06T00:00:00+00:00"),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
        ('<meta property="article:published_time" content="soon">', None),
    ],
)
def test_dates_come_from_the_metadata(write_page, head, expected):
    assert published(write_page(head)) == expected


def test_json_ld_counts_first(write_page):
    head = '<meta property="article:published_time" content="2024-05-08T10:00:00Z">'
    ld = {"@type": "NewsArticle", "datePublished": "2024-05-06T21:15:00+02:00", "dateModified": "2024-06-01"}
    assert published(write_page(head, ld=ld)) == "2024-05-06T21:15:00+02:00"


def test_a_day_takes_the_time_of_another_date_on_that_day(write_page):
    ld = {"@type": "NewsArticle", "datePublished": "2024-05-06"}
    seen = '<time datetime="2024-05-06T21:15:00+02:00">Monday</time>'
    assert published(write_page(ld=ld, heading=HEADING + seen)) == "2024-05-06T21:15:00+02:00"
    other = '<time datetime="2024-05-07T21:15:00+02:00">Tuesday</time>'
    assert published(write_page(ld=ld, heading=HEADING + other)) == "2024-05-06T00:00:00+00:00"


def test_the_local_offset_is_kept(write_page):
    ld = {"@type": "NewsArticle", "datePublished": "2024-05-07T01:15:00Z"}
    head = '<meta property="article:published_time" content="2024-05-06T18:15:00-07:00">'
    assert published(write_page(head, ld=ld)) == "2024-05-06T18:15:00-07:00"


def test_a_visible_date_counts_if_there_is_no_other(write_page):
    seen = '<time datetime="2024-05-06T21:15:00+02:00">Monday</time>'
    assert published(write_page(heading=HEADING + seen)) == "2024-05-06T21:15:00+02:00"


def test_a_date_in_words_is_the_last_resort(write_page):
    assert published(write_page(heading=f"{HEADING}<p class='date'>Published on May 6, 2024</p>")) == (
        "2024-05-06T00:00:00+00:00"
    )
