"""What markup means stays in the text: powers, notes, numbers of lists, cells, readings, films, code."""

import pytest

from storage.model import Role
from storage.sources.markup.markup_reader import Markup, read_markup

BASE = "https://site.org/news/"


def text_of(html: str) -> str:
    return read_markup(html, BASE).text.replace("\u00a0", "_")


def links(markup: Markup) -> list[tuple[str, str]]:
    return [(markup.text[one.start : one.end], one.target) for one in markup.spans if one.role is Role.LINK]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("2<sup>10</sup> bytes on 40 m<sup>2</sup>", "2¹⁰ bytes on 40 m²"),
        ("10<sup>-3</sup> mol, 10<sup>−9</sup> m, x<sup>2n</sup>", "10⁻³ mol, 10⁻⁹ m, x²ⁿ"),
        ("H<sub>2</sub>SO<sub>4</sub> and SO<sub>4</sub><sup>2−</sup>", "H₂SO₄ and SO₄²⁻"),
        ("5<sup>1</sup>/<sub>2</sub> miles", "5¹/₂ miles"),
        ("e<sup>2x+y</sup> and x<sup>k</sup> of a<sub>i</sub>", "e^(2x+y) and x^k of a_i"),
        ("the 21<sup>st</sup>, 1<sup>er</sup> mai, M<sup>me</sup> Roy, Acme<sup>TM</sup>",
         "the 21st, 1er mai, Mme Roy, AcmeTM"),
        ("<sub>A long caption in small print</sub>", "A long caption in small print"),
        ("it said.<sup>2</sup>", "it said.²"),
    ],
)  # fmt: skip
def test_powers_units_and_formulas_keep_their_meaning(html: str, text: str) -> None:
    assert text_of(f"<p>{html}</p>") == text


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href='#fn3'>3</a></sup>",
        "<a href='#fn3'><sup>3</sup></a>",
        "<sup class='footnote-ref'>3</sup>",
        "<sup id='cite-3' class='reference'><a href='#c'>[3]</a></sup>",
        "<sup><a href='#fn3'> (3) </a></sup>",
    ],
)
def test_marks_of_notes_stand_in_brackets(mark: str) -> None:
    assert text_of(f"<p>The wall holds{mark}, they say.</p>") == "The wall holds[3], they say."


def test_a_note_on_another_page_stays_a_link() -> None:
    markup = read_markup("<p>He said so.<sup><a href='notes#4'>4</a></sup></p>", BASE)
    assert links(markup) == [("[4]", "https://site.org/news/notes#4")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol><li>a<li>b</ol>", "1. a\n\n2. b"),
        ("<ol start=9 type=I><li>a<li value=12>b<li>c</ol>", "IX. a\n\nXII. b\n\nXIII. c"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n\n1. b"),
        ("<ol style='list-style-type: lower-alpha'><li>a<li value=27>b</ol>", "a. a\n\naa. b"),
        ("<ol style='list-style: none'><li>a</ol><ul><li>b</ul>", "a\n\nb"),
        ("<ol start=x><li value=''>a</ol>", "1. a"),
        ("<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>", "a\n\n__b\n\n____1. c\n\nd"),
        ("<ol><li><p>a</p><p>more</p><li><h3>b</h3></ol>", "1. a\n\nmore\n\n2. b"),
        ("<ol><li></li><li><pre>x</pre><p>y</p></li></ol>", "x\n\n2. y"),
    ],
)
def test_lists_keep_their_numbers_and_their_nesting(html: str, text: str) -> None:
    assert text_of(html) == text


def test_the_number_of_an_item_is_outside_its_link() -> None:
    markup = read_markup("<ol><li><a href='/x'>go</a></li></ol>", BASE)
    assert links(markup) == [("go", "https://site.org/x")]
    assert [markup.text[one.start : one.end] for one in markup.spans] == ["1. go", "go"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>大阪<rt>おおさか</rt></ruby>城", "大阪(おおさか)城"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>", "漢字(かんじ)"),
        ("<ruby>明日<rt></rt></ruby>は", "明日は"),
        ("<ruby><rb>北京</rb><rtc><rt>Běijīng</rt></rtc></ruby>", "北京(Běijīng)"),
    ],
)
def test_readings_of_ruby_follow_the_word(html: str, text: str) -> None:
    assert text_of(f"<p>{html}</p>") == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td><p>Ann</p><p>Lee</p></td><td><ul><li>4</li><li>5</li></ul></td></tr>", "Ann; Lee | 4; 5"),
        ("<tr><th></th><th>2019</th><th>2020</th></tr><tr><th>East</th><td></td><td>7</td></tr>",
         "| 2019 | 2020\nEast | | 7"),
        ("<tr><td>East<br>side</td><td><h3>Up.</h3><div>A lot</div></td></tr>", "East side | Up. A lot"),
        ("<thead><tr><td>a</td><td>b</td></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody>",
         "a | b\nc | d"),
        (f"<tr><td><p>{'word ' * 90}</p></td><td><p>{'more ' * 90}</p></td></tr>",
         f"{'word ' * 90}".strip() + "\n\n" + f"{'more ' * 90}".strip()),
    ],
)  # fmt: skip
def test_a_row_of_a_table_is_one_line(rows: str, text: str) -> None:
    assert text_of(f"<p>Before</p><table>{rows}</table><p>After</p>") == f"Before\n\n{text}\n\nAfter"


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<iframe src='//film.example/embed/7'></iframe>", "https://film.example/embed/7"),
        ("<iframe data-src='https://film.example/7' width=560>no frames</iframe>", "https://film.example/7"),
        ("<video><source src='/v.webm'><source src='/v.mp4'>too old</video>", "https://site.org/v.webm"),
        ("<audio controls src='a.mp3'></audio>", "https://site.org/news/a.mp3"),
        ("<object data='/f.swf'><embed src='/f.swf'></object>", "https://site.org/f.swf"),
    ],
)
def test_what_is_embedded_is_a_link(html: str, address: str) -> None:
    markup = read_markup(f"<p>See {html} here</p>", BASE)
    host = address.split("/")[2]
    assert links(markup) == [(host, address)]
    assert markup.text.startswith(f"See\n\n{host}\n\nhere")


def test_the_link_to_a_film_has_its_title() -> None:
    assert text_of("<iframe title='The  flood' src='https://www.film.example/7'></iframe>") == (
        "The flood (film.example)"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src='https://ads.example/x' width='1' height='1'></iframe>",
        "<iframe src='https://ads.example/x' style='display:none'></iframe>",
        "<iframe src='about:blank'></iframe>",
        "<iframe src='javascript:x()'></iframe>",
        "<video></video>",
    ],
)
def test_frames_that_nobody_sees_leave_nothing(html: str) -> None:
    assert text_of(f"<p>a</p>{html}<p>b</p>") == "a\n\nb"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<pre><code><div>if x:</div><div>    y()</div></code></pre>", "if x:\n____y()"),
        ("<pre><div>a</div>\n<div>  b</div>\n</pre>", "a\n__b"),
        ("<pre><b>def</b> <i>f</i>():\n    <b>return</b> <i>1</i></pre>", "def f():\n____return 1"),
        ("<pre><p>a</p><p>\tb</p></pre>", "a\n____b"),
        ("<table><tr><td><div><pre>1\n2\n</pre></div></td><td><pre>x = 1\n  y</pre></td></tr></table>",
         "x = 1\n__y"),
    ],
)  # fmt: skip
def test_code_keeps_its_lines(html: str, text: str) -> None:
    assert text_of(html) == text


def test_the_sign_that_links_to_a_heading_is_dropped() -> None:
    assert text_of("<h2>Costs <a class='headerlink' href='#costs'>¶</a></h2><p>#1 of #2</p>") == (
        "Costs\n\n#1 of #2"
    )


@pytest.mark.parametrize(
    "piece",
    ["<sup>1", "<sub>", "<ruby>a<rt>b", "<ol><li>", "<table><tr><td>", "<tr><td>a<td>b", "<pre><div>\n",
     "<iframe src=/x>", "<video src=/x>", "<td><pre>1\n2", "<object data=/x>"],
)  # fmt: skip
def test_repeated_markup_takes_linear_time(piece: str) -> None:
    assert isinstance(read_markup(piece * 20_000, BASE).text, str)
