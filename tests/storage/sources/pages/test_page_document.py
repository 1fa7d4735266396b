import pytest

from storage.errors import SourceError
from storage.sources.pages.page_document import page_codecs
from storage.sources.pages.page_parser import parse_page

GREEK = "Η γέφυρα πάνω από το ποτάμι εγκρίθηκε από το συμβούλιο της πόλης τη Δευτέρα το βράδυ. " * 4


def page(text, declared=""):
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><article><p>{text}</p></article></body></html>"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (page(GREEK).encode("iso-8859-7"), "text/html; charset=ISO-8859-7"),
        (page(GREEK).encode("iso-8859-7"), 'text/html; charset="iso-8859-7"'),
        (page(GREEK, "windows-1253").encode("cp1253"), ""),
        (page(GREEK, "windows-1253").encode("cp1253"), "text/html; charset=nonsense"),
        (page(GREEK, "iso-8859-1").encode(), "text/html; charset=iso-8859-1"),
        (page(GREEK).encode("utf-16"), "text/html"),
        (page(GREEK).encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
        (page(GREEK).encode("iso-8859-7"), "text/html"),
    ],
    ids=["header", "quoted", "meta", "bad header", "utf-8 mislabelled", "utf-16", "mark", "unlabelled"],
)
def test_declared_and_undeclared_encodings_are_decoded(data, content_type):
    assert parse_page(data, "", content_type).text == GREEK.strip()


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("windows-1252", "El Gobierno anunció que las negociaciones continuarán mañana en España. "),
        ("windows-1251", "Правительство сообщило, что переговоры о мире продолжатся в понедельник. "),
    ],
)
def test_an_undeclared_encoding_is_detected(encoding, sentence):
    assert parse_page(page(sentence * 4).encode(encoding), "").text == (sentence * 4).strip()


def test_the_header_counts_first_and_labels_mean_what_browsers_take_them_for():
    data = b'<meta http-equiv=content-type content="text/html; charset=shift_jis"> \xe9'
    assert page_codecs(data, "text/html; charset=GB2312") == ("gb18030", "cp932")
    assert page_codecs(b"<meta charset=latin1> \xe9") == ("cp1252",)


def test_seven_bit_japanese_is_not_taken_for_ascii():
    data = page("川の橋を市議会が承認した。" * 30, "iso-2022-jp").encode("iso-2022-jp")
    assert parse_page(data, "").text.startswith("川の橋")


@pytest.mark.parametrize("label", ["base64", "utf-7", "rot13", "idna", "\x00", "undefined", "mbcs"])
def test_labels_of_no_text_encoding_are_ignored(label):
    assert page_codecs(b"caf\xe9", f"text/html; charset={label}") == ()


def test_bytes_that_are_no_text_raise():
    with pytest.raises(SourceError):
        parse_page(b"<p>" + bytes(range(128, 256)) * 50 + bytes(range(32)) * 100, "")
