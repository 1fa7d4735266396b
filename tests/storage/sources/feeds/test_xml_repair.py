import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sources.feeds.xml_repair import (
    ends_within_entry,
    is_incomplete,
    repair_xml,
    root_name,
    without_preamble,
)

DOCTYPE = '<!DOCTYPE rss [<!ENTITY me "Ann"> <!ENTITY it "&#105;t">]>'


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<rss>", "rss"),
        ('\ufeff <?xml version="1.0"?> <!-- <feed> --> <!DOCTYPE rss SYSTEM "x"> <RDF:rdf x="1">', "rdf:rdf"),
        ('<!DOCTYPE rss [<!ENTITY a "<b>">\n] ><feed/>', "feed"),
        ("<!doctype html><html>", "html"),
        ("junk < before <rss>", "rss"),
        ("no markup", ""),
        ("<!-- open <rss>", ""),
        ("< 1 >", ""),
    ],
)
def test_root_name(text: str, root: str) -> None:
    assert root_name(text) == root


def test_everything_before_the_root_element_is_removed() -> None:
    assert repair_xml(f'<?xml version="1.0"?><!-- x -->{DOCTYPE}<rss>a</rss>') == "<rss>a</rss>"


def test_forbidden_characters_are_removed() -> None:
    document = repair_xml("<rss>a\0b\x1b\x0b\ufffe\ud800c\t\n</rss>")
    assert document == "<rss>abc\t\n</rss>"


@pytest.mark.parametrize(
    "reference", ["&#0;", "&#x1b;", "&#xD800;", "&#xffff;", "&#1114112;", "&#99999999999999;"]
)
def test_references_to_forbidden_characters_are_removed(reference: str) -> None:
    assert repair_xml(f"<rss>a{reference}b&#65;</rss>") == "<rss>ab&#65;</rss>"


def test_entities_of_html_and_of_the_feed_are_replaced() -> None:
    document = repair_xml(f"{DOCTYPE}<rss>&me;&nbsp;saw &it; &amp; &lt; &unknown;</rss>")
    assert document == "<rss>Ann&#160;saw &#105;t &amp; &lt; &amp;unknown;</rss>"


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Salt & Pepper", "Salt &amp; Pepper"),
        ("R&D, H&M", "R&amp;D, H&amp;M"),
        ("&", "&amp;"),
        ("?a=1&copy=2&x=&y;", "?a=1&amp;copy=2&amp;x=&amp;y;"),
        ("&#8217 &#X41; &#x; &#65;", "&amp;#8217 &amp;#X41; &amp;#x; &#65;"),
        ("<![CDATA[a & b &nbsp;]]> & c", "<![CDATA[a & b &#160;]]> &amp; c"),
        ("<![CDATA[a & b", "<![CDATA[a & b"),
    ],
)
def test_ampersands_that_begin_no_reference_are_escaped(text: str, repaired: str) -> None:
    assert repair_xml(f"<rss>{text}</rss>") == f"<rss>{repaired}</rss>"


def test_ampersands_do_not_grow_a_feed() -> None:
    assert len(repair_xml(f"<rss>{'&' * 2_000_000}</rss>")) < 3_000_000


def test_what_stands_before_a_feed_is_removed() -> None:
    feed = '<?xml version="1.0"?><rss></rss>'
    assert without_preamble(f"<br /><b>Notice</b>: no <i>x</i>{feed}") == feed
    assert without_preamble("<script>alert(1)</script>\n<rss></rss>") == "<rss></rss>"
    for page in (f"<html><pre>{feed}</pre>", f"<!DOCTYPE html><p>{feed}", "<p>no feed</p>"):
        assert without_preamble(page) == page


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x PUBLIC "a" "http://127.0.0.1/">',
        '<!ENTITY y "ha"><!ENTITY x "&y;&y;">',
        '<!ENTITY % y "ha"><!ENTITY x "%y;">',
        f'<!ENTITY x "{"a" * 101}">',
        '<!ENTITY x "<b>">',
    ],
)
def test_harmful_entities_are_not_replaced(declared: str) -> None:
    assert repair_xml(f"<!DOCTYPE rss [{declared}]><rss>&x;</rss>") == "<rss>&amp;x;</rss>"


def test_an_entity_can_not_grow_a_feed() -> None:
    value = "a" * 90
    document = repair_xml(f'<!DOCTYPE r [<!ENTITY a "{value}">]><rss>{"&a;" * 100_000}</rss>')
    assert len(document) < 1_000_000


def test_an_entity_does_not_end_its_attribute() -> None:
    document = repair_xml('<!DOCTYPE r [<!ENTITY q \'"\'>]><rss a="&q;">&q;</rss>')
    assert ET.fromstring(document).attrib == {"a": '"'}
    document = repair_xml("<!DOCTYPE r [<!ENTITY q \"'\">]><rss a='&q;'>&q;</rss>")
    assert ET.fromstring(document).attrib == {"a": "'"}


@pytest.mark.parametrize("piece", ["\n", "<!DOCTYPE>", "<!DOCTYPE [>", "<!x", "<!--", '<!ENTITY a "', "<?"])
def test_a_long_head_is_fast(piece: str) -> None:
    text = piece * 200_000 + "<rss>"
    assert root_name(text) in ("rss", "")
    assert isinstance(repair_xml(text), str)


def test_is_incomplete_and_ends_within_entry() -> None:
    assert is_incomplete("<rss><channel><item>", "rss")
    assert not is_incomplete("<RSS><channel></RSS >", "rss")
    assert not is_incomplete("<rss/>", "rss")
    # In lower case, "İ" is two characters.
    assert not is_incomplete(f"<rss>{'İ' * 10}</rss>", "rss")
    assert ends_within_entry("<rss><item></item><item><title>x")
    assert ends_within_entry('<feed><entry xml:lang="de">')
    assert not ends_within_entry("<rss><item></item><ite")


PIECES = st.sampled_from(
    [*'<>&;!#[]" \n', "x", "1", "<!DOCTYPE ", "<!ENTITY ", "<rss>", "--", "&x;", "&#8;", "\0"]
)


@given(st.lists(PIECES).map("".join))
def test_any_text_is_repaired(text: str) -> None:
    document = repair_xml(text)
    assert not document or document[0] == "<"
    assert "\0" not in document
    assert "&#8;" not in document
